package import Handlebars
import Yams

/// Data for a template, read from JSON or YAML with the order of its keys kept.
package enum DataDocument {
  /// Levels of lists and maps.
  package static let nesting = 256
  /// Nodes, aliases followed: an alias bomb ends here.
  package static let nodes = 1_000_000
  package static let byteLimit = 64 << 20

  /// - Parameter name: the file's name, for messages.
  package static func parse(_ text: String, name: String) throws(StrategyError) -> Value {
    guard let node = try YAMLNode.read(text, name: name) else { return .null }
    var nodesLeft = nodes
    return try value(of: node, name: name, nodesLeft: &nodesLeft)
  }

  /// The value of a node that was already read.
  /// - Parameter nodesLeft: how many nodes it may have; less those it has when done.
  static func value(of node: Node, name: String, nodesLeft: inout Int) throws(StrategyError) -> Value {
    var walk = Walk(name: name, nodesLeft: nodesLeft)
    defer { nodesLeft = walk.nodesLeft }
    return try walk.value(of: node, depth: 0)
  }

  private struct Walk {
    let name: String
    var nodesLeft: Int

    mutating func value(of node: Node, depth: Int) throws(StrategyError) -> Value {
      nodesLeft -= 1
      guard depth <= DataDocument.nesting else {
        throw .document(name: name, place: node.place, problem: "nested more than \(DataDocument.nesting) levels deep")
      }
      guard nodesLeft >= 0 else {
        throw .document(
          name: name, place: node.place, problem: "more than \(DataDocument.nodes) values, aliases followed")
      }
      switch node {
      case .scalar(let scalar): return Walk.value(of: scalar)
      case .sequence(let sequence):
        var items: [Value] = []
        for item in sequence { items.append(try value(of: item, depth: depth + 1)) }
        return .list(List(items))
      case .mapping(let mapping):
        var entries: [(key: String, value: Value)] = []
        for (key, item) in mapping {
          entries.append((key.scalar?.string ?? "", try value(of: item, depth: depth + 1)))
        }
        return .map(Map(entries))
      case .alias: return .null
      }
    }

    /// Plain scalars as YAML 1.2's core schema, of which JSON is part, reads them; all others are text.
    static func value(of scalar: Node.Scalar) -> Value {
      guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
      switch scalar.string {
      case "", "~", "null", "Null", "NULL": return .null
      case "true", "True", "TRUE": return .bool(true)
      case "false", "False", "FALSE": return .bool(false)
      default: return number(scalar.string).map(Value.number) ?? .string(scalar.string)
      }
    }

    private static func number(_ text: String) -> Double? {
      guard let first = text.utf8.first, text.utf8.allSatisfy({ "0123456789+-.eE".utf8.contains($0) }),
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) || "+-.".utf8.contains(first)
      else { return nil }
      return Double(text)
    }
  }
}
