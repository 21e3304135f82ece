/// A node of an object, and how it was reached.
struct Place {
  /// One step from the root on, and those before it. The path is put together only for what is reported.
  private final class Trail {
    enum Step {
      case key(String)
      case item(index: Int, node: Int)
      /// Where the node is written, from the root on.
      case written(Int)
    }

    let step: Step
    let before: Trail?

    init(_ step: Step, behind before: Trail?) {
      self.step = step
      self.before = before
    }
  }

  let tree: DocumentTree
  let node: Int
  /// Where it begins, its key if it has one.
  let line: Int
  private let trail: Trail?

  /// The object itself.
  init(_ head: ObjectHead) {
    tree = head.tree
    node = tree.meant(tree.root)
    line = Int(tree.nodes[node].line)
    trail = nil
  }

  /// - Parameter node: one beneath the root.
  init(written node: Int, in tree: DocumentTree) {
    self.init(tree, tree.meant(node), line: tree.nodes[node].keyLine, Trail(.written(node), behind: nil))
  }

  private init(_ tree: DocumentTree, _ node: Int, line: Int32, _ trail: Trail) {
    self.tree = tree
    self.node = node
    self.line = Int(line)
    self.trail = trail
  }

  subscript(key: String) -> Place? {
    guard let entry = tree.entry(key, of: node) else { return nil }
    return Place(tree, entry, line: tree.nodes[entry].keyLine, Trail(.key(key), behind: trail))
  }

  subscript(keys: [String]) -> Place? {
    var place: Place? = self
    for key in keys { place = place?[key] }
    return place
  }

  /// None for what is no map.
  var entries: [(key: String, place: Place)] {
    guard tree.nodes[node].kind == .map else { return [] }
    return tree.entries(of: node).map { entry in
      let key = tree.nodes[entry].key
      return (key, Place(tree, tree.meant(entry), line: tree.nodes[entry].keyLine, Trail(.key(key), behind: trail)))
    }
  }

  /// None for what is no list.
  var items: [Place] {
    tree.items(of: node).enumerated().map { index, item in
      Place(tree, item, line: tree.nodes[item].line, Trail(.item(index: index, node: item), behind: trail))
    }
  }

  var kind: DocumentTree.Kind { tree.nodes[node].kind }
  var type: SettingType { tree.nodes[node].type }
  /// The text of a scalar; nil for anything else, and for null.
  var text: String? { tree.text(node) }
  var isTrue: Bool { type == .bool && text.map { $0.hasPrefix("t") || $0.hasPrefix("T") } == true }
  var isNull: Bool { kind == .scalar && type == .null }

  var path: String {
    var prefix = ""
    var steps: [SettingPath.Step] = []
    var trail = trail
    while let here = trail {
      switch here.step {
      case .key(let key): steps.append(.key(key))
      case .item(let index, let node): steps.append(.item(index: index, name: tree.itemName(node)))
      case .written(let node): prefix = tree.path(to: node, from: tree.meant(tree.root))
      }
      trail = here.before
    }
    let rest = SettingPath(steps.reversed()).text
    return prefix.isEmpty || rest.isEmpty || rest.hasPrefix("[") ? prefix + rest : "\(prefix).\(rest)"
  }

  /// The path of something beneath that is not there.
  func path(of missing: String) -> String {
    let path = path
    return path.isEmpty ? missing : "\(path).\(missing)"
  }
}
