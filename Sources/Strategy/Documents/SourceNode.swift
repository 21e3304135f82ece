package import Handlebars
import Yams

/// A node of a YAML or JSON text that knows its place: for files whose mistakes are shown where they stand.
///
/// Scalars stay the texts that they were written as. It is a view of the parser's tree, so that a large file is in
/// memory once.
package struct SourceNode {
  /// Nodes that a text may have, aliases followed: a fleet of 100,000 clusters has 2.4 million.
  package static let nodes = 5_000_000

  private let node: Node

  private init(_ node: Node) {
    self.node = node
  }

  /// The root of a text, which is bounded in bytes, levels and nodes; nil for an empty one.
  /// - Parameter name: the file's name, for messages.
  package static func read(_ text: String, name: String) throws(StrategyError) -> SourceNode? {
    guard separators(in: text) <= nodes else { throw tooMany(name, nil) }
    guard let root = try YAMLNode.read(text, name: name) else { return nil }
    var nodesLeft = nodes
    try count(root, name: name, depth: 0, &nodesLeft)
    return SourceNode(root)
  }

  package var place: Place { node.place ?? Place(line: 1, column: 1) }

  /// The text of a scalar; nil for a list or map.
  package var text: String? { node.scalar?.string }

  /// Whether it says nothing, or `null`, without quotes.
  package var isNull: Bool {
    guard let scalar = node.scalar, scalar.style == .plain || scalar.style == .any else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
  }

  package var items: [SourceNode]? { node.sequence.map { $0.map(SourceNode.init) } }

  /// The entries of a map, in their order.
  package var entries: [(key: SourceNode, value: SourceNode)]? {
    node.mapping.map { $0.map { (SourceNode($0.key), SourceNode($0.value)) } }
  }

  // MARK: Bounds

  private static func tooMany(_ name: String, _ place: Place?) -> StrategyError {
    .document(name: name, place: place, problem: "more than \(nodes) values, aliases followed")
  }

  /// About how many nodes a text has, known before the parser makes them: there is one of these between any two
  /// entries of a map or list.
  private static func separators(in text: String) -> Int {
    text.utf8.reduce(into: 0) { count, byte in
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"): count += 1
      default: return
      }
    }
  }

  private static func count(
    _ node: Node, name: String, depth: Int, _ nodesLeft: inout Int
  ) throws(StrategyError) {
    nodesLeft -= 1
    guard depth <= DataDocument.nesting else {
      throw .document(name: name, place: node.place, problem: "nested more than \(DataDocument.nesting) levels deep")
    }
    guard nodesLeft >= 0 else { throw tooMany(name, node.place) }
    switch node {
    case .scalar, .alias: return
    case .sequence(let items): for item in items { try count(item, name: name, depth: depth + 1, &nodesLeft) }
    case .mapping(let map):
      for (key, value) in map {
        try count(key, name: name, depth: depth + 1, &nodesLeft)
        try count(value, name: name, depth: depth + 1, &nodesLeft)
      }
    }
  }
}
