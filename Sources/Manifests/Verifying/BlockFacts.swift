/// What a block of an output says to verification. It holds for every version of Kubernetes.
package final class BlockFacts: Sendable {
  /// One of its documents.
  package struct Document: Sendable {
    package let facts: DocumentFacts
    /// How many lines of the block come before it, for ``Finding/moved(by:)``.
    package let offset: Int

    package init(facts: DocumentFacts, offset: Int) {
      self.facts = facts
      self.offset = offset
    }
  }

  /// What is wrong with the block itself, in the order of its lines, which they have. Its documents have theirs.
  package let findings: [Finding]
  /// In their order: those of a YAML block, or the one of a JSON block.
  package let documents: [Document]
  package let lineCount: Int

  /// - Parameters:
  ///   - language: of a code block; nil for prose.
  ///   - content: the block with its fences.
  ///   - keepsTrees: whether objects will be held to schemas.
  package convenience init(language: String?, content: [UInt8], keepsTrees: Bool = false) {
    var documents: [Document] = []
    if language == "yaml" || language == "yml" {
      documents = ManifestSplitter.split(content).map { text in
        Document(facts: DocumentFacts(reading: text.text, keepsTrees: keepsTrees), offset: text.lines.lowerBound - 1)
      }
    }
    self.init(language: language, content: content, documents: documents, keepsTrees: keepsTrees)
  }

  /// - Parameter documents: of a YAML block, as the splitter cuts it; none for any other.
  package init(language: String?, content: [UInt8], documents: [Document], keepsTrees: Bool = false) {
    self.documents = language == "json" ? [BlockFacts.json(in: content, keepsTrees)] : documents
    findings = BlockCheck.findings(language: language, content: content)
    lineCount = content.count { $0 == 0x0A }
  }

  /// The document of a JSON block.
  private static func json(in content: [UInt8], _ keepsTrees: Bool) -> Document {
    content.withUnsafeBufferPointer { bytes in
      let inside = FencedText(bytes)
      let reading = ManifestReading(Array(bytes[inside.content]), as: .json)
      return Document(facts: DocumentFacts(reading, keepsTrees: keepsTrees), offset: inside.offset)
    }
  }
}
