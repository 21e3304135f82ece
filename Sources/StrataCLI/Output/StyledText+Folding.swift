extension StyledText {
  /// Each line that a screen cannot hold in several rows, those after the first moved to the right. Nothing is cut off.
  /// - Parameter width: the columns of the screen; nil leaves all lines as they are, as in a pipe.
  func folded(to width: Int?) -> StyledText {
    guard let width else { return self }
    var text = StyledText()
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\n") }
      text.append(StyledText.folded(line, to: width))
    }
    return text
  }

  private static func folded(_ line: StyledText, to width: Int) -> StyledText {
    let plain = line.plain
    guard DisplayWidth.of(plain) > width else { return line }
    let indent = min(plain.prefix { $0 == " " }.count + 4, width / 2)
    let rows = FoldedText.rows(of: line, width: width)
    var text = rows[0].text
    var rest = StyledText()
    for row in rows.dropFirst() { rest.append(row.text) }
    for row in FoldedText.rows(of: rest, width: width - indent) {
      text.append("\n" + String(repeating: " ", count: indent))
      text.append(row.text)
    }
    return text
  }

  /// The lines without their ends; one more than there are ends.
  var lines: [StyledText] {
    var lines = [StyledText()]
    for piece in pieces {
      for (index, part) in piece.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        if index > 0 { lines.append(StyledText()) }
        lines[lines.count - 1].append(String(part), piece.style)
      }
    }
    return lines
  }
}
