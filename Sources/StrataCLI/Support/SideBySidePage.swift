import Catalogue

/// The columns of a side-by-side view, and how far it has come on either side.
struct SideBySidePage {
  enum Mark: String {
    case same = " "
    case changed = "|"
    case removed = "<"
    case added = ">"
  }

  /// The next lines' numbers.
  var oldLine = 1
  var newLine = 1

  private let numberWidth: Int
  private let textWidth: Int

  private static let gutter = 3
  /// No text is folded to less than this, and a terminal that has no room for it folds the rows itself.
  private static let narrowest = 8

  /// - Parameter lineCount: the highest line number.
  init(width: Int, lineCount: Int) {
    numberWidth = String(lineCount).count
    textWidth = max(Self.narrowest, (width - Self.gutter) / 2 - numberWidth - 1)
  }

  /// Appends a line of either side or of both, and counts them.
  mutating func append(
    _ old: TextDiff.Line?, _ oldWords: [WordDiff.Stretch]?, _ mark: Mark, _ new: TextDiff.Line?,
    _ newWords: [WordDiff.Stretch]?, to text: inout StyledText
  ) {
    append(
      old.map { SideBySideCell($0, oldWords, number: oldLine) }, mark,
      new.map { SideBySideCell($0, newWords, number: newLine) }, to: &text)
    if old != nil { oldLine += 1 }
    if new != nil { newLine += 1 }
  }

  /// Appends as many rows as the longer cell takes.
  func append(_ old: SideBySideCell?, _ mark: Mark, _ new: SideBySideCell?, to text: inout StyledText) {
    let left = old.map { FoldedText.rows(of: $0.text, width: textWidth) } ?? []
    let right = new.map { FoldedText.rows(of: $0.text, width: textWidth) } ?? []
    for row in 0..<max(left.count, right.count) {
      var line = StyledText()
      if row < left.count {
        appendNumber(row == 0 ? old?.number : nil, to: &line)
        line.append(" ")
        line.append(left[row].text)
      }
      var gap = row < left.count ? textWidth - left[row].width : numberWidth + 1 + textWidth
      let sign = row == 0 ? mark : .same
      if sign == .same {
        gap += Self.gutter
      } else {
        line.append(String(repeating: " ", count: gap + 1))
        line.append(sign.rawValue, .bold)
        gap = 1
      }
      // Blanks wait until something follows them, so that a row ends in none but its line's own.
      if row < right.count {
        line.append(String(repeating: " ", count: gap))
        appendNumber(row == 0 ? new?.number : nil, to: &line)
        if !right[row].text.isEmpty { line.append(" ") }
        line.append(right[row].text)
      }
      text.append(line)
      text.append("\n")
    }
  }

  private func appendNumber(_ number: Int?, to line: inout StyledText) {
    let digits = number.map { String($0) } ?? ""
    line.append(String(repeating: " ", count: numberWidth - digits.count) + digits, .dim)
  }
}

/// A line on one side of a side-by-side view.
struct SideBySideCell {
  /// Its line number; nil for what is no line of the text.
  let number: Int?
  let text: StyledText

  init(_ text: String, style: Style) {
    number = nil
    self.text = StyledText(Shown.text(text), style)
  }

  /// - Parameter words: the line's stretches, where it is known which words differ.
  init(_ line: TextDiff.Line, _ words: [WordDiff.Stretch]?, number: Int) {
    let style = ChangeStyle.of(line.change)
    var text = StyledText()
    if let words {
      for stretch in words {
        text.append(Shown.text(stretch.text), stretch.isChanged ? style.union(.changedWord) : style)
      }
    } else {
      text.append(Shown.text(line.text), style)
    }
    if !line.isEnded { text.append(" (no newline at end)", .dim) }
    self.number = number
    self.text = text
  }
}
