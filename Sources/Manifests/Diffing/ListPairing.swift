/// Pairs the items of two lists.
///
/// Items that are maps are paired by their key, if all have one and it tells them apart: those without a partner were
/// added or removed, unless the key is no name and they hold mostly the same. All others are paired by content. What is equal belongs together, in lists whose order counts along
/// their longest common subsequence, so that one item more moves no other. Of what is left, in such lists between two
/// that stayed, the most similar are paired.
struct ListPairing {
  private(set) var pairs: Pairs
  /// Whether it is an order that counts, and another one.
  private(set) var isReordered = false

  /// The share of leaves that an item has in common with what it was before its key changed.
  private static let likeness = 0.5
  /// The share of leaves that two items without a key have in common, where no place holds them together.
  private static let kinship = 0.3

  private let trees: (old: ComparedTree, new: ComparedTree)
  private let items: (old: [Int], new: [Int])
  private let rule: ListRule

  /// - Parameters:
  ///   - old: the items of the list in the old tree.
  ///   - hashes: of each node of both trees; asked for only where items have no key.
  init(
    _ trees: (old: ComparedTree, new: ComparedTree), old: [Int], new: [Int], rule: ListRule,
    hashes: () -> (old: [ContentHash], new: [ContentHash])
  ) {
    self.trees = trees
    self.rule = rule
    items = (old, new)
    pairs = Pairs(old: old.count, new: new.count)
    let isKeyed = old.allSatisfy(trees.old.isMap) && new.allSatisfy(trees.new.isMap) && joinByKey()
    if !isKeyed {
      let hashes = hashes()
      joinByContent(old.map { hashes.old[$0] }, new.map { hashes.new[$0] })
    }
    isReordered = pairs.isReordered && orderCounts(isKeyed: isKeyed)
  }

  // MARK: By key

  /// - Returns: whether the items have a key.
  private mutating func joinByKey() -> Bool {
    var used = rule.keys.filter { join($0) }
    if used.isEmpty, let key = ItemKey.usual.first(where: { join($0) }) { used = [key] }
    if !used.isEmpty, !used.contains(where: \.isName) {
      joinAlike(pairs.leftOld, pairs.leftNew, atLeast: ListPairing.likeness)
    }
    return !used.isEmpty
  }

  private mutating func join(_ key: ItemKey) -> Bool {
    let (old, new) = (pairs.leftOld, pairs.leftNew)
    guard !old.isEmpty, !new.isEmpty, let names = key.names(of: old.map { items.old[$0] }, in: trees.old),
      let others = key.names(of: new.map { items.new[$0] }, in: trees.new)
    else { return false }
    for (name, place) in names {
      if let other = others[name] { pairs.join(old: old[place], new: new[other]) }
    }
    return true
  }

  // MARK: By content

  private mutating func joinByContent(_ old: [ContentHash], _ new: [ContentHash]) {
    let isFree = !orderCounts(isKeyed: false)
    if !isFree {
      for pair in Alignment.pairs(old, new) { pairs.join(old: pair.old, new: pair.new) }
    }
    let anchors = isFree ? [] : pairs.ofNew.indices.filter { pairs.ofNew[$0] >= 0 }.map { (pairs.ofNew[$0], $0) }
    joinEqual(old, new)
    var start = (old: 0, new: 0)
    for end in anchors + [(items.old.count, items.new.count)] {
      joinSimilar(Array(start.old..<max(start.old, end.0)), Array(start.new..<max(start.new, end.1)), isFree: isFree)
      start = (end.0 + 1, end.1 + 1)
    }
  }

  private mutating func joinEqual(_ old: [ContentHash], _ new: [ContentHash]) {
    var places: [ContentHash: [Int]] = [:]
    for place in pairs.leftOld.reversed() { places[old[place], default: []].append(place) }
    for place in pairs.leftNew {
      if let other = places[new[place]]?.popLast() { pairs.join(old: other, new: place) }
    }
  }

  private mutating func joinSimilar(_ olds: [Int], _ news: [Int], isFree: Bool) {
    var old = pairs.left(old: olds)
    var new = pairs.left(new: news)
    guard !old.isEmpty, !new.isEmpty else { return }
    if old.count > 1 || new.count > 1 {
      joinAlike(old, new, atLeast: isFree ? ListPairing.kinship : 0)
      // Where the order counts, neighbours that say other things of the same may be meant.
      if !isFree {
        joinAlike(pairs.left(old: old), pairs.left(new: new), atLeast: ListPairing.likeness, withValues: false)
      }
      old = pairs.left(old: old)
      new = pairs.left(new: new)
    }
    // One for one is a change; where the order counts, so are as many for as many.
    guard old.count == new.count, old.count == 1 || !isFree else { return }
    for (before, after) in zip(old, new) { pairs.join(old: before, new: after) }
  }

  private mutating func joinAlike(
    _ old: [Int], _ new: [Int], atLeast threshold: Double, withValues: Bool = true
  ) {
    guard !old.isEmpty, !new.isEmpty else { return }
    let resemblance = Resemblance(
      old: old.map { member($0, items.old[$0], trees.old, withValues) },
      new: new.map { member($0, items.new[$0], trees.new, withValues) }, threshold: threshold)
    for pair in resemblance.joined() { pairs.join(old: pair.old, new: pair.new) }
  }

  private func member(_ place: Int, _ item: Int, _ tree: ComparedTree, _ withValues: Bool) -> Resemblance.Member {
    if case .leaf(let setting) = tree.content(of: item), setting >= 0 {
      // `--replicas=3` and `--replicas=5` are one flag.
      let text = tree.settings[setting].value.text
      let flag = text.utf8.firstIndex(of: UInt8(ascii: "=")).map { String(text[..<$0]) }
      return Resemblance.Member(place: place, tokens: [], label: flag)
    }
    let label = ListPairing.labels.lazy.compactMap { key in key.text(of: item, in: tree) }.first
    return Resemblance.Member(place: place, tokens: tree.tokens(of: item, withValues: withValues), label: label)
  }

  /// What an item is called that shares its name with others.
  private static let labels = ["name", "alert", "record", "id", "key", "host", "path", "title", "topologyKey"].map {
    ItemKey($0)
  }

  // MARK: Order

  private func orderCounts(isKeyed: Bool) -> Bool {
    switch rule.order {
    case .matters: true
    case .ignored: false
    case .matchesReferences: refers(items.old, trees.old) || refers(items.new, trees.new)
    case .matchesRecords:
      (items.old.contains { trees.old.entry("record", of: $0) != nil })
        || items.new.contains { trees.new.entry("record", of: $0) != nil }
    case nil: !isKeyed
    }
  }

  private func refers(_ items: [Int], _ tree: ComparedTree) -> Bool {
    items.contains { tree.scalar(["value"], of: $0)?.contains("$(") == true }
  }
}
