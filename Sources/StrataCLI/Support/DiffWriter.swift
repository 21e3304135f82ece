import Catalogue

/// A text diff in the unified format.
enum DiffWriter {
  static func text(_ diff: TextDiff, old: String, new: String) -> StyledText {
    var text = StyledText()
    guard !diff.isEmpty else { return text }
    text.append("--- \(old)\n", .bold)
    text.append("+++ \(new)\n", .bold)
    for hunk in diff.hunks {
      text.append("@@ -\(range(hunk.oldStart, hunk.oldCount)) +\(range(hunk.newStart, hunk.newCount)) @@", .cyan)
      text.append(hunk.heading.isEmpty ? "\n" : " \(hunk.heading)\n")
      for line in hunk.lines { append(line, to: &text) }
    }
    return text
  }

  private static func append(_ line: TextDiff.Line, to text: inout StyledText) {
    let (mark, style): (String, Style) =
      switch line.change {
      case .same: (" ", [])
      case .removed: ("-", .red)
      case .added: ("+", .green)
      }
    text.append("\(mark)\(line.text)\n", style)
    if !line.isEnded { text.append("\\ No newline at end of file\n") }
  }

  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start)" : "\(start),\(count)"
  }
}
