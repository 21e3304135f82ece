/// Pairs the documents of two outputs.
///
/// 1. Objects of the same group, kind, namespace and name, whatever version of the group. Several of one identity pair
///    in order, equal ones first.
/// 2. Objects that moved to another group: both groups are Kubernetes' own, as `extensions` and `networking.k8s.io`, or
///    the objects are alike.
/// 3. Objects whose namespace only one side names.
/// 4. What is no object: equal ones, then those most alike.
/// 5. Objects of one kind that hold mostly the same were renamed.
struct DocumentPairing {
  /// The documents left that have the same key.
  struct Group {
    var old: [Int] = []
    var new: [Int] = []
  }

  var pairs: Pairs
  /// The new documents that had another name.
  var renamed: Set<Int> = []

  let old: [ComparedDocument]
  let new: [ComparedDocument]

  init(old: [ComparedDocument], new: [ComparedDocument]) {
    self.old = old
    self.new = new
    pairs = Pairs(old: old.count, new: new.count)
  }

  mutating func run() {
    joinSame()
    guard pairs.hasLeft else { return }
    joinMoved()
    joinNamespaced()
    guard pairs.hasLeft else { return }
    joinUnnamed()
    joinRenamed()
  }

  /// The groups of what is left that have members on both sides.
  ///
  /// - Parameter key: nil for what is in none.
  func groups(by key: (ComparedDocument) -> [String?]?) -> [Group] {
    var groups: [[String?]: Group] = [:]
    for index in pairs.leftOld { if let key = key(old[index]) { groups[key, default: Group()].old.append(index) } }
    for index in pairs.leftNew { if let key = key(new[index]) { groups[key, default: Group()].new.append(index) } }
    return groups.values.filter { !$0.old.isEmpty && !$0.new.isEmpty }
  }

  func left(_ group: Group) -> Group {
    Group(old: pairs.left(old: group.old), new: pairs.left(new: group.new))
  }

  mutating func joinEqual(_ group: Group) {
    var places: [ContentHash: [Int]] = [:]
    for index in group.old.reversed() { places[old[index].contentHash, default: []].append(index) }
    for index in group.new {
      if let other = places[new[index].contentHash]?.popLast() { pairs.join(old: other, new: index) }
    }
  }

  mutating func joinInOrder(_ group: Group) {
    for (before, after) in zip(group.old, group.new) { pairs.join(old: before, new: after) }
  }

  // MARK: By what they say

  private mutating func joinSame() {
    let groups = groups { document in
      document.kind.map { [document.group, $0, document.namespace, document.name] }
    }
    for group in groups {
      if group.old.count > 1 || group.new.count > 1 { joinEqual(group) }
      joinInOrder(left(group))
    }
  }

  private mutating func joinMoved() {
    let groups = groups { document in document.kind.map { [$0, document.namespace, document.name] } }
    for group in groups where group.old.count == 1 && group.new.count == 1 {
      let (before, after) = (old[group.old[0]], new[group.new[0]])
      let isOwn = APILifecycle.isBuiltIn(before.group) && APILifecycle.isBuiltIn(after.group)
      if isOwn || before.likeness(to: after) >= DocumentPairing.renaming { joinInOrder(group) }
    }
  }

  private mutating func joinNamespaced() {
    let groups = groups { document in document.kind.map { [document.group, $0, document.name] } }
    for group in groups where group.old.count == 1 && group.new.count == 1 {
      if (old[group.old[0]].namespace == nil) != (new[group.new[0]].namespace == nil) { joinInOrder(group) }
    }
  }
}
