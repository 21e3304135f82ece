extension DocumentPairing {
  /// The share of leaves, those that name it aside, that a renamed object has in common with what it was. Half is what
  /// small objects of one kind share by their defaults; a new name changes labels and selectors too, so that much more
  /// cannot be asked. Git's implementations ask about the same of files.
  static let renaming = 0.6
  /// The same for documents that no name holds together.
  static let likeness = 0.3

  mutating func joinUnnamed() {
    let groups = groups { document in document.kind == nil ? [] : nil }
    for group in groups {
      joinEqual(group)
      for withValues in [true, false] {
        joinAlike(left(group), atLeast: DocumentPairing.likeness, withValues: withValues)
      }
      let left = left(group)
      if left.old.count == 1, left.new.count == 1 { joinInOrder(left) }
    }
  }

  mutating func joinRenamed() {
    let groups = groups { document in document.kind.map { [document.group, $0] } }
    for group in groups {
      joinAlike(group, atLeast: DocumentPairing.renaming)
      renamed.formUnion(group.new.filter { pairs.ofNew[$0] >= 0 })
    }
  }

  private mutating func joinAlike(_ group: Group, atLeast threshold: Double, withValues: Bool = true) {
    guard !group.old.isEmpty, !group.new.isEmpty else { return }
    let resemblance = Resemblance(
      old: group.old.map { Resemblance.Member(place: $0, tokens: old[$0].tokens(withValues: withValues)) },
      new: group.new.map { Resemblance.Member(place: $0, tokens: new[$0].tokens(withValues: withValues)) },
      threshold: threshold)
    for pair in resemblance.joined() { pairs.join(old: pair.old, new: pair.new) }
  }
}

extension ComparedDocument {
  var contentHash: ContentHash { ComparedTree(self).hashes.first ?? ContentHash("") }

  func likeness(to other: ComparedDocument) -> Double { Resemblance.share(tokens(), other.tokens()) }

  /// Those of its leaves; of an object without those that name it.
  func tokens(withValues: Bool = true) -> [ContentHash] {
    guard kind != nil else { return ComparedTree(self).tokens(of: 0, withValues: withValues) }
    let names: Set = ["apiVersion", "kind", "metadata.name", "metadata.namespace"]
    let rest = settings.filter { !names.contains($0.path.text) }
    let body = ComparedDocument(
      apiVersion: apiVersion, kind: kind, namespace: namespace, name: name, settings: rest, line: line)
    return ComparedTree(body).tokens(of: 0, withValues: withValues)
  }
}
