import Handlebars
import Yams

/// How large and how deep a document is, its aliases followed, found without following them: a list or map is looked
/// at once, however often it is repeated. An alias is the node that it stands for, with that one's place.
struct NodeCount {
  /// Nodes that aliases may repeat in any document, and for each of its bytes.
  private static let repeated = (fixed: 10_000, perByte: 16)

  private struct Size {
    var nodes: Int
    var levels: Int
  }

  private let name: String
  /// How many nodes there may be, aliases followed.
  private let limit: Int
  /// How many of them aliases may repeat.
  private let repeatLimit: Int
  /// How many were seen where they are written.
  private var own = 0
  /// The lists and maps, by their places; none where nothing can be repeated.
  private var known: [Place: Size]?

  /// - Throws: for a document that is nested too deep, has too many nodes, or whose aliases repeat too many.
  static func check(_ root: Node, of text: String, name: String, limit: Int) throws(StrategyError) {
    let repeatLimit = repeated.fixed + repeated.perByte * text.utf8.count
    var count = NodeCount(name: name, limit: limit, repeatLimit: repeatLimit)
    if text.utf8.contains(UInt8(ascii: "*")) { count.known = [:] }
    _ = try count.size(of: root, depth: 0)
  }

  private init(name: String, limit: Int, repeatLimit: Int) {
    self.name = name
    self.limit = limit
    self.repeatLimit = repeatLimit
  }

  private mutating func size(of node: Node, depth: Int) throws(StrategyError) -> Size {
    let place = known == nil || node.scalar != nil ? nil : node.place
    if let place, let size = known?[place] {
      try check(size, at: node, depth: depth)
      return size
    }
    try check(Size(nodes: 1, levels: 0), at: node, depth: depth)
    own += 1
    var size = Size(nodes: 1, levels: 0)
    switch node {
    case .scalar, .alias: break
    case .sequence(let items): for item in items { add(try self.size(of: item, depth: depth + 1), to: &size) }
    case .mapping(let map):
      for (key, value) in map {
        add(try self.size(of: key, depth: depth + 1), to: &size)
        add(try self.size(of: value, depth: depth + 1), to: &size)
      }
    }
    try check(size, at: node, depth: depth)
    if let place { known?[place] = size }
    return size
  }

  private func add(_ part: Size, to size: inout Size) {
    size.nodes += part.nodes
    size.levels = max(size.levels, part.levels + 1)
  }

  private func check(_ size: Size, at node: Node, depth: Int) throws(StrategyError) {
    guard depth + size.levels <= DataDocument.nesting else {
      throw .document(name: name, place: node.place, problem: "nested more than \(DataDocument.nesting) levels deep")
    }
    guard size.nodes - own <= repeatLimit else {
      throw .document(name: name, place: node.place, problem: "its aliases repeat more than \(repeatLimit) values")
    }
    guard size.nodes <= limit, own <= limit else {
      throw .document(name: name, place: node.place, problem: "more than \(limit) values, aliases followed")
    }
  }
}
