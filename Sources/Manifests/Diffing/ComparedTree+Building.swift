extension ComparedTree {
  init(_ document: ComparedDocument) {
    self.document = document
    var builder = Builder(document)
    builder.run()
    nodes = builder.nodes
  }

  /// Reads of each path only what it does not share with the one before.
  private struct Builder {
    /// More levels than a document can have, its embedded ones included. What lies deeper is one key.
    private static let depth = 2 * DocumentBudget.depth + 2

    private let document: ComparedDocument
    private(set) var nodes: [Node] = []
    /// The nodes from the document to the last setting.
    private var open = [0]
    private var last: [UInt8] = []
    private var path: [UInt8] = []

    init(_ document: ComparedDocument) {
      self.document = document
      nodes.reserveCapacity(document.settings.count * 2)
      nodes.append(Node(key: "", item: -1, parent: -1, isInner: false, first: 0, pathEnd: 0, end: 1))
    }

    mutating func run() {
      for (index, setting) in document.settings.enumerated() {
        swap(&last, &path)
        path.removeAll(keepingCapacity: true)
        path.append(contentsOf: setting.path.text.utf8)
        var items = close(setting.path.positions)
        while let end = open.last.map({ nodes[$0].pathEnd }), end < path.count {
          step(from: end, setting: index, positions: setting.path.positions, items: &items)
        }
        guard let node = open.last else { continue }
        if nodes[node].leaf < 0 { nodes[node].leaf = index } else { nodes[node].innerLeaf = index }
      }
      while let node = open.popLast() { nodes[node].end = nodes.count }
    }

    /// Closes the nodes that the path at hand does not lead through, and gives the number of items that it still does.
    private mutating func close(_ positions: [Int]) -> Int {
      var shared = 0
      while shared < path.count, shared < last.count, path[shared] == last[shared] { shared += 1 }
      var kept = 1
      var items = 0
      while kept < open.count {
        let node = nodes[open[kept]]
        guard node.pathEnd <= shared, node.pathEnd == path.count || isBoundary(path[node.pathEnd]) else { break }
        if node.item >= 0 {
          guard items < positions.count, positions[items] == node.item else { break }
          items += 1
        }
        kept += 1
      }
      while open.count > kept, let node = open.popLast() { nodes[node].end = nodes.count }
      return items
    }

    /// Opens the node that the path leads to behind `start`.
    private mutating func step(from start: Int, setting: Int, positions: [Int], items: inout Int) {
      var end = start
      var key = ""
      var item = -1
      if open.count < Builder.depth, path[end] == UInt8(ascii: "["), end + 1 < path.count {
        if path[end + 1] == UInt8(ascii: "\"") {
          end += 1
          key = QuotedText.read(path, &end) ?? ""
        } else {
          end = path[end...].firstIndex(of: UInt8(ascii: "]")) ?? path.count
          item = items < positions.count ? max(0, positions[items]) : 0
          items += 1
        }
        end = min(end + 1, path.count)
      } else {
        if path[end] == UInt8(ascii: ".") { end += 1 }
        let first = end
        let isLast = open.count >= Builder.depth
        end = isLast ? path.count : path[first...].firstIndex(where: isBoundary) ?? path.count
        // A key without a letter is none that a path has; so that this ends, it takes all that is left.
        if end == first { end = path.count }
        key = String(decoding: path[first..<end], as: UTF8.self)
      }
      let parent = open[open.count - 1]
      nodes.append(
        Node(
          key: key, item: item, parent: parent, isInner: nodes[parent].isInner || nodes[parent].leaf >= 0,
          first: setting, pathEnd: end, end: nodes.count + 1))
      open.append(nodes.count - 1)
    }

    private func isBoundary(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ".") || byte == UInt8(ascii: "[") }
  }
}
