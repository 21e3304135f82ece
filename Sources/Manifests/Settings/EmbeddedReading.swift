/// A text in a ConfigMap's `data`, read once for all who ask.
struct EmbeddedReading: Sendable {
  private let text: EmbeddedText
  private let result: ReadingResult
  /// The lines of its tree, within the document that holds it.
  let lines: LineBase

  /// nil where the text of the scalar is not to be opened.
  init?(_ node: DocumentTree.Node) {
    guard let text = EmbeddedText(key: node.key, text: node.text) else { return nil }
    self.text = text
    result = text.read()
    lines = node.isLiteral ? .after(Int(node.line)) : .fixed(Int(node.line))
  }

  var mustParse: Bool { text.mustParse }

  /// The document; nil where the text is sound but no map or list, or holds several documents.
  func tree(leafLimit: Int = DocumentBudget.leaves) throws(ReadingFailure) -> DocumentTree? {
    let result = result.leaves > leafLimit ? text.read(leafLimit: leafLimit) : result
    do {
      let tree = try result.strictTree
      guard let root = tree.nodes.first, root.kind != .scalar else { return nil }
      return tree
    } catch {
      if case .severalDocuments = error.reason { return nil }
      throw error
    }
  }
}
