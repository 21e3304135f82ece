import Catalogue

/// A text diff in the unified format.
enum DiffWriter {
  /// - Parameter marksWords: whether to find out which words of changed lines differ. It shows where styles do.
  static func text(_ diff: TextDiff, old: String, new: String, marksWords: Bool) -> StyledText {
    var text = StyledText()
    guard !diff.isEmpty else { return text }
    text.append("--- \(old)\n", .bold)
    text.append("+++ \(new)\n", .bold)
    for hunk in diff.hunks {
      text.append(header(hunk))
      text.append("\n")
      guard marksWords else {
        for line in hunk.lines { append(line, to: &text) }
        continue
      }
      for run in hunk.runs { append(run, to: &text) }
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

  private static func append(_ run: TextDiff.Hunk.Run, to text: inout StyledText) {
    switch run {
    case .same(let lines): for line in lines { append(line, to: &text) }
    case .changed(let removed, let added):
      let words = WordDiff(removed: removed.map(\.text), added: added.map(\.text))
      var old: [Int: [WordDiff.Stretch]] = [:]
      var new: [Int: [WordDiff.Stretch]] = [:]
      for pair in words.pairs { (old[pair.removed], new[pair.added]) = (pair.old, pair.new) }
      for (index, line) in removed.enumerated() { append(line, old[index], to: &text) }
      for (index, line) in added.enumerated() { append(line, new[index], to: &text) }
    }
  }

  private static func append(_ line: TextDiff.Line, _ stretches: [WordDiff.Stretch]? = nil, to text: inout StyledText) {
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
