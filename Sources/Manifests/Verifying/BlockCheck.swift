/// What is wrong with the text of a block, whatever its documents hold.
enum BlockCheck {
  /// In the order of their lines.
  static func findings(language: String?, content: [UInt8]) -> [Finding] {
    content.withUnsafeBufferPointer { bytes in
      var findings = TemplateTag.findings(in: bytes) + LegendCheck.findings(in: bytes)
      if let language {
        let text = FencedText(bytes)
        if text.isUnclosed { findings.append(unclosed(language)) }
        if language == "yaml" || language == "yml" {
          findings += ManifestSplitter.emptyDocuments(in: content).map(empty)
        }
      }
      return findings.count < 2 ? findings : findings.sorted { $0.line < $1.line }
    }
  }

  private static func unclosed(_ language: String) -> Finding {
    Finding(
      .unclosedFence, line: 1, subject: language,
      message: "the code block that begins here is never closed, so all that follows it is code",
      hint: "end it with a line of the same marks")
  }

  private static func empty(_ line: Int) -> Finding {
    Finding(
      .emptyDocument, line: line, subject: "", message: "a YAML document that holds nothing",
      hint: "remove a '---', or what leaves the document empty")
  }
}
