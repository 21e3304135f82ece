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
    if let offset = excess(in: text) {
      let place = Place(of: offset, in: text)
      throw .document(name: name, place: place, problem: "more than \(nodes) values, aliases followed")
    }
    return try YAMLNode.read(text, name: name, nodes: nodes).map(SourceNode.init)
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

  /// The offset at which a text has about as many nodes as it may have, known before the parser makes them: there is
  /// one of these between any two entries of a map or list.
  private static func excess(in text: String) -> Int? {
    var count = 0
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\n"): count += 1
      default: continue
      }
      if count > nodes { return offset }
    }
    return nil
  }
}
