/// In what two outputs differ for Kubernetes, whatever their text looks like.
///
/// - Documents are paired by what they say they are (``DocumentPairing``), maps by their keys, lists by name, key or
///   content (``ListPairing``).
/// - Values that mean the same are equal (``ValueMeaning``), and the order counts only where Kubernetes heeds it
///   (``ListRule``).
/// - A text that both sides could open as a document is compared as that.
package struct ManifestDiff: Sendable {
  /// In the order of the new side, removed ones where they stood.
  package let objects: [ObjectChange]
  package var isEmpty: Bool { objects.isEmpty }

  package init(old: [ComparedDocument], new: [ComparedDocument]) {
    let old = old.filter { !$0.settings.isEmpty }
    let new = new.filter { !$0.settings.isEmpty }
    var pairing = DocumentPairing(old: old, new: new)
    pairing.run()
    var objects: [ObjectChange] = []
    pairing.pairs.forEachStep { step in
      switch step {
      case .added(let index): objects.append(ObjectChange(added: new[index]))
      case .removed(let index): objects.append(ObjectChange(removed: old[index]))
      case .kept(let before, let after):
        let isRenamed = pairing.renamed.contains(after)
        ObjectChange(old[before], new[after], isRenamed: isRenamed).map { objects.append($0) }
      }
    }
    self.objects = objects
  }
}

extension ObjectChange {
  fileprivate init(added document: ComparedDocument) {
    self.init(
      kind: .added, old: nil, new: document,
      changes: TreeComparison.leaves(of: ComparedTree(document), as: .added))
  }

  fileprivate init(removed document: ComparedDocument) {
    self.init(
      kind: .removed, old: document, new: nil,
      changes: TreeComparison.leaves(of: ComparedTree(document), as: .removed))
  }

  /// nil where nothing differs.
  fileprivate init?(_ old: ComparedDocument, _ new: ComparedDocument, isRenamed: Bool) {
    if old.isWritten(like: new) { return nil }
    var comparison = TreeComparison(old: ComparedTree(old), new: ComparedTree(new))
    comparison.run()
    guard !comparison.changes.isEmpty else { return nil }
    self.init(kind: isRenamed ? .renamed : .changed, old: old, new: new, changes: comparison.changes)
  }
}
