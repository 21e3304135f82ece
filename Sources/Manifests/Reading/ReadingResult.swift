/// What a reader made of a text.
///
/// A key that stands twice ends no reading: the last entry counts, and whoever wants none asks for ``strictTree``.
struct ReadingResult: Sendable {
  /// Without nodes for a text that holds no document, and for one that does not parse.
  let tree: DocumentTree
  let duplicates: [DuplicateKey]
  /// Why the text does not parse; nil where it does.
  let failure: ReadingFailure?
  /// The tree's leaves, each as often as aliases repeat it.
  let leaves: Int

  /// - Parameter read: feeds the builder.
  init(of builder: TreeBuilder, failure: ReadingFailure?) {
    tree = failure == nil ? builder.tree : DocumentTree()
    duplicates = builder.duplicates
    self.failure = failure
    leaves = builder.leaves
  }

  init(failure: ReadingFailure?) { self.init(of: TreeBuilder(leafLimit: 0), failure: failure) }

  /// The tree of a text that parses and has no key twice.
  var strictTree: DocumentTree {
    get throws(ReadingFailure) {
      // The first duplicate comes before whatever ended the reading.
      if let failure = duplicates.first?.failure ?? failure { throw failure }
      return tree
    }
  }
}
