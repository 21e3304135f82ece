/// Compares two documents place by place.
struct TreeComparison {
  let old: ComparedTree
  let new: ComparedTree
  private(set) var changes: [SettingChange] = []
  private var hashes: (old: [ContentHash], new: [ContentHash])?

  init(old: ComparedTree, new: ComparedTree) {
    self.old = old
    self.new = new
  }

  mutating func run() { compare(0, 0) }

  /// Each leaf of a document that is only on one side.
  static func leaves(of tree: ComparedTree, as kind: SettingChange.Kind) -> [SettingChange] {
    var changes: [SettingChange] = []
    tree.forEachLeaf(of: 0) { changes.append(tree.change($1, as: kind)) }
    return changes
  }

  // MARK: Places

  private mutating func compare(_ before: Int, _ after: Int) {
    let isOpened = (old.isOpened(before), new.isOpened(after))
    if isOpened.0 != isOpened.1, let text = old.text(of: before), let other = new.text(of: after) {
      // Only one side is a document: the texts tell more than all its leaves.
      return compareLeaves(text, other, at: before, after)
    }
    switch (old.content(of: before), new.content(of: after)) {
    case (.leaf(let text), .leaf(let other)): compareLeaves(text, other, at: before, after)
    case (.map, .map): compareMaps(before, after)
    case (.list, .list): compareLists(before, after)
    // An empty one has no leaf besides those that come or go.
    case (.leaf(let text), .map) where old.type(of: text) == .map: add(after)
    case (.leaf(let text), .list) where old.type(of: text) == .list: add(after)
    case (.map, .leaf(let text)) where new.type(of: text) == .map: remove(before)
    case (.list, .leaf(let text)) where new.type(of: text) == .list: remove(before)
    default:
      remove(before)
      add(after)
    }
  }

  private mutating func compareLeaves(_ text: Int, _ other: Int, at before: Int, _ after: Int) {
    guard text >= 0, other >= 0 else { return }
    let values = (old.settings[text].value, new.settings[other].value)
    if values.0.isWritten(like: values.1) { return }
    if old.meaning(of: text, at: before) == new.meaning(of: other, at: after) { return }
    changes.append(
      SettingChange(
        kind: .changed, path: new.settings[other].path.text, old: values.0, new: values.1, oldLine: old.line(of: text),
        newLine: new.line(of: other)))
  }

  private mutating func compareMaps(_ before: Int, _ after: Int) {
    var (left, right) = (before + 1, after + 1)
    let ends = (old.nodes[before].end, new.nodes[after].end)
    while left < ends.0, right < ends.1, old.nodes[left].key.isWritten(like: new.nodes[right].key) {
      compare(left, right)
      left = old.nodes[left].end
      right = new.nodes[right].end
    }
    // From here on the keys are others, or in another order.
    let (olds, news) = (old.siblings(from: left, to: ends.0), new.siblings(from: right, to: ends.1))
    var places: [[UInt8]: Int] = [:]
    for (place, node) in olds.enumerated() { places[Array(old.nodes[node].key.utf8)] = place }
    var pairs = Pairs(old: olds.count, new: news.count)
    for (place, node) in news.enumerated() {
      if let other = places.removeValue(forKey: Array(new.nodes[node].key.utf8)) { pairs.join(old: other, new: place) }
    }
    compare(pairs, olds, news)
  }

  private mutating func compareLists(_ before: Int, _ after: Int) {
    if old.settings(of: before).isWritten(like: new.settings(of: after)) { return }
    let (olds, news) = (old.children(of: before), new.children(of: after))
    let pairing = ListPairing((old, new), old: olds, new: news, rule: ListRule(new, after)) { allHashes() }
    if pairing.isReordered { reorder(before, after, pairing.pairs, olds) }
    compare(pairing.pairs, olds, news)
  }

  private mutating func compare(_ pairs: Pairs, _ olds: [Int], _ news: [Int]) {
    pairs.forEachStep { step in
      switch step {
      case .added(let place): add(news[place])
      case .removed(let place): remove(olds[place])
      case .kept(let before, let after): compare(olds[before], news[after])
      }
    }
  }

  private mutating func allHashes() -> (old: [ContentHash], new: [ContentHash]) {
    if let hashes { return hashes }
    let made = (old.hashes, new.hashes)
    hashes = made
    return made
  }

  // MARK: Changes

  private mutating func add(_ node: Int) { new.forEachLeaf(of: node) { changes.append(new.change($1, as: .added)) } }

  private mutating func remove(_ node: Int) {
    old.forEachLeaf(of: node) { changes.append(old.change($1, as: .removed)) }
  }

  /// The items are called on both sides what they were called on the old one.
  private mutating func reorder(_ before: Int, _ after: Int, _ pairs: Pairs, _ olds: [Int]) {
    let common = pairs.ofOld.indices.filter { pairs.ofOld[$0] >= 0 }
    let moved = pairs.ofNew.filter { $0 >= 0 }
    changes.append(
      SettingChange(
        kind: .reordered, path: new.path(of: after), old: old.enumeration(common.map { olds[$0] }),
        new: old.enumeration(moved.map { olds[$0] }), oldLine: old.line(of: old.nodes[before].first),
        newLine: new.line(of: new.nodes[after].first)))
  }
}
