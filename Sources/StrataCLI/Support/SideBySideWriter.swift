import Catalogue

/// A text diff in two columns: the old text on the left, the new one on the right, and between them what happened to a
/// line: `|` changed, `<` removed, `>` added. Long lines are folded, never cut.
struct SideBySideWriter {
  /// The columns of the terminal.
  let width: Int

  /// The width without a terminal that tells it, and without `COLUMNS`.
  static let defaultWidth = 160

  /// - Parameter environment: looks up an environment variable.
  init(terminal: Terminal, environment: (String) -> String? = Terminal.environment) {
    let told = environment("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    self.init(width: terminal.out?.columns ?? told ?? Self.defaultWidth)
  }

  init(width: Int) {
    self.width = width
  }

  func text(_ diff: TextDiff, old: String, new: String) -> StyledText {
    var text = StyledText()
    guard !diff.isEmpty else { return text }
    var page = SideBySidePage(width: width, lineCount: diff.lastLine)
    page.append(
      SideBySideCell("--- \(old)", style: .bold), .same, SideBySideCell("+++ \(new)", style: .bold), to: &text)
    for hunk in diff.hunks {
      for row in FoldedText.rows(of: DiffWriter.header(hunk), width: width) {
        text.append(row.text)
        text.append("\n")
      }
      append(hunk, on: &page, to: &text)
    }
    return text
  }

  private func append(_ hunk: TextDiff.Hunk, on page: inout SideBySidePage, to text: inout StyledText) {
    // Where a side has no line in the hunk, its start is the line before.
    page.oldLine = hunk.oldCount == 0 ? hunk.oldStart + 1 : hunk.oldStart
    page.newLine = hunk.newCount == 0 ? hunk.newStart + 1 : hunk.newStart
    for run in hunk.runs {
      switch run {
      case .same(let lines):
        for line in lines { page.append(line, nil, .same, line, nil, to: &text) }
      case .changed(let removed, let added): append(removed, added, on: &page, to: &text)
      }
    }
  }

  /// Pairs stand beside each other; what is between them alone on its side.
  private func append(
    _ removed: [TextDiff.Line], _ added: [TextDiff.Line], on page: inout SideBySidePage, to text: inout StyledText
  ) {
    var (old, new) = (0, 0)
    func appendSingles(before pair: (removed: Int, added: Int)) {
      for line in removed[old..<pair.removed] { page.append(line, nil, .removed, nil, nil, to: &text) }
      for line in added[new..<pair.added] { page.append(nil, nil, .added, line, nil, to: &text) }
    }
    for pair in WordDiff(removed: removed.map(\.text), added: added.map(\.text)).pairs {
      appendSingles(before: (pair.removed, pair.added))
      page.append(removed[pair.removed], pair.old, .changed, added[pair.added], pair.new, to: &text)
      (old, new) = (pair.removed + 1, pair.added + 1)
    }
    appendSingles(before: (removed.count, added.count))
  }
}

extension TextDiff {
  /// The highest line number of either side that a hunk has.
  fileprivate var lastLine: Int {
    hunks.map { max($0.oldStart + $0.oldCount, $0.newStart + $0.newCount) }.max() ?? 0
  }
}
