/// A document put together again from its settings: maps, lists and leaves in the order in which they are written, in
/// one array, and no node has another.
struct ComparedTree {
  struct Node {
    /// The key that it stands under; empty for an item and the document itself.
    let key: String
    /// The place of an item in its list; -1 for what is none.
    let item: Int
    /// -1 for the document itself.
    let parent: Int
    /// Whether it stands in a document that a text holds.
    let isInner: Bool
    /// The first setting at it or beneath.
    let first: Int
    /// How many bytes of that setting's path lead here.
    let pathEnd: Int
    /// The setting that it is; -1 where it has none of its own. A text that was opened is one and has more beneath.
    var leaf = -1
    /// The setting that the document in its text is, where that is an empty map or list.
    var innerLeaf = -1
    /// The index behind the last node beneath.
    var end: Int
  }

  /// What stands at a node.
  enum Content {
    /// A scalar, or what is empty: the index of its setting.
    case leaf(Int)
    case map, list
  }

  let document: ComparedDocument
  var nodes: [Node] = []

  var settings: [Setting] { document.settings }

  func children(of node: Int) -> [Int] {
    var children: [Int] = []
    var child = node + 1
    while child < nodes[node].end {
      children.append(child)
      child = nodes[child].end
    }
    return children
  }

  /// The entry of `key` beneath the map at `node`.
  func entry(_ key: String, of node: Int) -> Int? {
    var child = node + 1
    while child < nodes[node].end {
      if nodes[child].item < 0, nodes[child].key.isWritten(like: key) { return child }
      child = nodes[child].end
    }
    return nil
  }

  func hasChildren(_ node: Int) -> Bool { nodes[node].end > node + 1 }

  /// Whether it is a text that was opened.
  func isOpened(_ node: Int) -> Bool {
    nodes[node].leaf >= 0 && (hasChildren(node) || nodes[node].innerLeaf >= 0)
  }

  func isMap(_ node: Int) -> Bool { hasChildren(node) && nodes[node + 1].item < 0 }

  /// What stands there; of a text that was opened, the document in it.
  func content(of node: Int) -> Content {
    if hasChildren(node) { return isMap(node) ? .map : .list }
    return .leaf(nodes[node].innerLeaf >= 0 ? nodes[node].innerLeaf : nodes[node].leaf)
  }

  /// The key of the map entry around it, lists of lists left out: the one that says what a list is for.
  func key(around node: Int) -> String? {
    var parent = nodes[node].parent
    while parent >= 0, nodes[parent].item >= 0 { parent = nodes[parent].parent }
    return parent >= 0 ? nodes[parent].key : nil
  }

  /// The address of a node.
  func path(of node: Int) -> String {
    guard settings.indices.contains(nodes[node].first) else { return "" }
    return String(decoding: settings[nodes[node].first].path.text.utf8.prefix(nodes[node].pathEnd), as: UTF8.self)
  }

  /// The line of a setting in its output.
  func line(of setting: Int) -> Int { document.line + settings[setting].line - 1 }

  /// The settings at the node and beneath.
  func settings(of node: Int) -> ArraySlice<Setting> {
    let end = nodes[node].end < nodes.count ? nodes[nodes[node].end].first : settings.count
    return settings[nodes[node].first..<max(nodes[node].first, end)]
  }

  /// Goes over the settings at the node and beneath that are leaves for a reader: in the stead of a text that was opened
  /// those of its document.
  func forEachLeaf(of node: Int, _ body: (_ node: Int, _ setting: Int) -> Void) {
    for index in node..<nodes[node].end {
      if case .leaf(let setting) = content(of: index), setting >= 0 { body(index, setting) }
    }
  }
}
