import Catalogue

/// A text diff in the unified format.
struct DiffWriter {
  /// What stands in front of a line of the diff. The number, from 1, is that of the old text for what was removed.
  typealias Gutter = (TextDiff.Change, _ line: Int) -> String

  /// Whether to find out which words of changed lines differ. It shows where styles do.
  let marksWords: Bool
  let gutter: Gutter?

  /// - Parameter gutter: with one, what comes out is no patch.
  static func text(
    _ diff: TextDiff, old: String, new: String, marksWords: Bool, gutter: Gutter? = nil
  ) -> StyledText {
    var text = StyledText()
    guard !diff.isEmpty else { return text }
    text.append("--- \(old)\n", .bold)
    text.append("+++ \(new)\n", .bold)
    let writer = DiffWriter(marksWords: marksWords, gutter: gutter)
    for hunk in diff.hunks {
      text.append(header(hunk))
      text.append("\n")
      writer.append(hunk, to: &text)
    }
    return text
  }

  /// The line above a hunk, without its end.
  static func header(_ hunk: TextDiff.Hunk) -> StyledText {
    var text = StyledText()
    text.append("@@ -\(range(hunk.oldStart, hunk.oldCount)) +\(range(hunk.newStart, hunk.newCount)) @@", .cyan)
    if !hunk.place.isEmpty { text.append(" \(hunk.place)") }
    return text
  }

  private static func range(_ start: Int, _ count: Int) -> String {
    count == 1 ? "\(start)" : "\(start),\(count)"
  }

  private func append(_ hunk: TextDiff.Hunk, to text: inout StyledText) {
    let stretches = marksWords ? DiffWriter.stretches(hunk) : [:]
    var index = 0
    hunk.eachLine { line, number in
      append(line, number, stretches[index], to: &text)
      index += 1
    }
  }

  /// The parts of the lines that are paired, by their places in the hunk.
  private static func stretches(_ hunk: TextDiff.Hunk) -> [Int: [WordDiff.Stretch]] {
    var stretches: [Int: [WordDiff.Stretch]] = [:]
    var index = 0
    for run in hunk.runs {
      switch run {
      case .same(let lines): index += lines.count
      case .changed(let removed, let added):
        for pair in WordDiff(removed: removed.map(\.text), added: added.map(\.text)).pairs {
          stretches[index + pair.removed] = pair.old
          stretches[index + removed.count + pair.added] = pair.new
        }
        index += removed.count + added.count
      }
    }
    return stretches
  }

  private func append(
    _ line: TextDiff.Line, _ number: Int, _ stretches: [WordDiff.Stretch]?, to text: inout StyledText
  ) {
    if let gutter { text.append(gutter(line.change, number), .yellow) }
    let style = ChangeStyle.of(line.change)
    text.append(ChangeStyle.mark(line.change), style)
    if let stretches {
      for stretch in stretches { text.append(stretch.text, stretch.isChanged ? style.union(.changedWord) : style) }
    } else {
      text.append(line.text, style)
    }
    text.append("\n", style)
    if !line.isEnded { text.append("\\ No newline at end of file\n") }
  }
}

/// How changes look, in whatever view.
enum ChangeStyle {
  static func of(_ change: TextDiff.Change) -> Style {
    switch change {
    case .same: []
    case .removed: .red
    case .added: .green
    }
  }

  static func mark(_ change: TextDiff.Change) -> String {
    switch change {
    case .same: " "
    case .removed: "-"
    case .added: "+"
    }
  }
}

extension Style {
  /// What is added to a changed line's colour where its words differ. Bold alone is lost on terminals that show it as a
  /// brighter colour, underlining alone on thin letters.
  static let changedWord: Style = [.bold, .underline]
}
