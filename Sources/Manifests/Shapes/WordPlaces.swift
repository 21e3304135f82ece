/// Where a block has the marks of values: whether any plain word of the neutral one's kind may stand there, without
/// making it more than text.
package enum WordPlaces {
  /// How many documents may hold each other.
  private static let depthLimit = 4

  /// - Parameters:
  ///   - marked: a block with marks, its fences with it.
  ///   - language: of a code block; nil for prose.
  package static func takeWords(_ marked: [UInt8], language: String?) -> Bool {
    switch language {
    case "yaml", "yml", "json": takeWords(documents: marked)
    // The target of a link may be one word that says who opens it.
    case nil: !zip(marked, marked.dropFirst()).contains { $0 == UInt8(ascii: "]") && "(:[".utf8.contains($1) }
    // A here-document ends with a word; a mark in the fence is the language.
    default:
      !ShapeMarks.isMarked(marked.prefix { $0 != UInt8(ascii: "\n") })
        && !zip(marked, marked.dropFirst()).contains { $0 == UInt8(ascii: "<") && $1 == $0 }
    }
  }

  private static func takeWords(documents marked: [UInt8]) -> Bool {
    guard !ShapeMarks.isMarked(marked.prefix { $0 != UInt8(ascii: "\n") }) else { return false }
    return ManifestSplitter.split(marked).allSatisfy { document in
      guard ShapeMarks.isMarked(document.text[...]) else { return true }
      return takesWords(document.text.withUnsafeBufferPointer { YAMLReader.read($0) }, depth: 0)
    }
  }

  private static func takesWords(_ document: ReadingResult, depth: Int) -> Bool {
    document.failure == nil && document.duplicates.isEmpty
      && document.tree.nodes.allSatisfy { takesWords($0, depth) }
  }

  /// Bytes that no number, truth value, null or time has: with one of them a scalar is text, whatever its words are.
  private static let textual = Set("ghjkmpqvwGHJKMPQVW/@".utf8)

  /// A text in quotes, a block, a scalar that is a value and nothing else, or one that is text in any case.
  private static func takesWords(_ node: DocumentTree.Node, _ depth: Int) -> Bool {
    if ShapeMarks.isMarked(Array(node.key.utf8)[...]) { return false }
    guard node.kind == .scalar else { return true }
    let text = Array(node.text.utf8)
    guard ShapeMarks.isMarked(text[...]) else { return true }
    if node.key == "kind" || node.key == "apiVersion" || node.key.hasSuffix(".sh") || text.starts(with: "#!".utf8) {
      return false
    }
    guard !node.isPlain || ShapeMarks.isOneMark(text) || text.contains(where: textual.contains) else { return false }
    guard let embedded = EmbeddedText(key: node.key, text: node.text) else { return true }
    guard depth < depthLimit else { return false }
    let document = embedded.read()
    // What is one long text to a parser may be more with another word.
    return document.tree.nodes.first.map { $0.kind != .scalar } == true && takesWords(document, depth: depth + 1)
  }
}
