/// Where objects keep something: keys with dots between, `[]` behind a list whose every item counts; a key with dots of
/// its own stands in quotes, as in `metadata.labels.'kueue.x-k8s.io/queue-name'`.
struct PlacePath: Sendable, ExpressibleByStringLiteral {
  private enum Step: Sendable {
    case key(String)
    case items
  }

  private let steps: [Step]

  init(stringLiteral text: String) { self.init(text) }

  init(_ text: String) {
    var steps: [Step] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == "." {
        rest.removeFirst()
      } else if rest.hasPrefix("[]") {
        steps.append(.items)
        rest.removeFirst(2)
      } else if first == "'" {
        let key = rest.dropFirst().prefix { $0 != "'" }
        steps.append(.key(String(key)))
        rest = rest[key.endIndex...].dropFirst()
      } else {
        let key = rest.prefix { $0 != "." && $0 != "[" }
        steps.append(.key(String(key)))
        rest = rest[key.endIndex...]
      }
    }
    self.steps = steps
  }

  /// A value that was found.
  struct Found {
    let node: Int
    /// The innermost map that leads to it.
    let holder: Int
    let path: String
  }

  /// Every value that is there, beneath the node at `start`, in the order of the document.
  /// - Parameter prefix: the path of `start`.
  func all(in tree: DocumentTree, from start: Int, prefix: String = "") -> [Found] {
    var found: [Found] = []
    follow(0, tree, start, start, prefix, &found)
    return found
  }

  /// The nodes of ``all(in:from:prefix:)``, without their paths.
  func nodes(in tree: DocumentTree, from start: Int) -> [Int] {
    var nodes = [start]
    for step in steps {
      switch step {
      case .key(let key): nodes = nodes.compactMap { tree.entry(key, of: $0) }
      case .items: nodes = nodes.flatMap { tree.items(of: $0) }
      }
      if nodes.isEmpty { break }
    }
    return nodes
  }

  /// The texts of the scalars there.
  func texts(in tree: DocumentTree, from start: Int) -> [String] { nodes(in: tree, from: start).compactMap(tree.text) }

  private func follow(
    _ step: Int, _ tree: DocumentTree, _ node: Int, _ holder: Int, _ path: String, _ found: inout [Found]
  ) {
    guard step < steps.count else {
      found.append(Found(node: node, holder: holder, path: path))
      return
    }
    switch steps[step] {
    case .key(let key):
      guard let next = tree.entry(key, of: node) else { return }
      follow(step + 1, tree, next, node, path.appending(key: key), &found)
    case .items:
      guard tree.nodes[node].kind == .list else { return }
      for (index, item) in tree.items(of: node).enumerated() {
        let name = tree.entry("name", of: item).flatMap { tree.nodes[$0].kind == .scalar ? tree.nodes[$0].text : nil }
        follow(
          step + 1, tree, item, tree.nodes[item].kind == .map ? item : holder,
          path.appending(item: index, name: name), &found)
      }
    }
  }
}

extension String {
  /// The path of an entry beneath this path.
  func appending(key: String) -> String {
    if !key.isEmpty, key.utf8.allSatisfy(SettingPath.isPlain) { return isEmpty ? key : "\(self).\(key)" }
    return self + SettingPath([.key(key)]).text
  }

  /// The path of a list item beneath this path.
  func appending(item index: Int, name: String?) -> String {
    "\(self)[\(name.flatMap { SettingPath.isName($0) ? $0 : nil } ?? String(index))]"
  }
}
