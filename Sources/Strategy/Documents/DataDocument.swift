package import Handlebars
import Yams

/// Data for a template, read from JSON or YAML with the order of its keys kept.
package enum DataDocument {
  /// Levels of lists and maps.
  package static let nesting = 256
  /// Nodes, aliases followed.
  package static let nodes = 1_000_000
  package static let byteLimit = 64 << 20

  /// - Parameter name: the file's name, for messages.
  package static func parse(_ text: String, name: String) throws(StrategyError) -> Value {
    try YAMLNode.read(text, name: name).map(value) ?? .null
  }

  /// The value of a node that was read.
  static func value(of node: Node) -> Value {
    switch node {
    case .scalar(let scalar): value(of: scalar)
    case .sequence(let sequence): .list(List(sequence.map(value)))
    case .mapping(let mapping): .map(Map(mapping.map { ($0.key.scalar?.string ?? "", value(of: $0.value)) }))
    case .alias: .null
    }
  }

  /// Plain scalars as YAML 1.2's core schema, of which JSON is part, reads them; all others are text.
  private static func value(of scalar: Node.Scalar) -> Value {
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
