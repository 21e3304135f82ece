/// Writes rows as a table for people: headings in upper case, two spaces between columns, long text folded onto
/// following lines where the terminal is narrow. Nothing is ever cut off.
package struct TableWriter: Sendable {
  /// The columns of the terminal; nil is unlimited, as in a pipe.
  package let width: Int?

  /// Where nothing is folded, a cell wider than this moves what stands behind it in its own row, and in no other: one
  /// long text among thousands of rows would fill gigabytes with blanks.
  static let widestPadding = 120

  package init(width: Int?) {
    self.width = width
  }

  /// The table; empty when there are no rows.
  package func table(_ rows: Rows) -> StyledText {
    guard !rows.rows.isEmpty else { return StyledText() }
    let columns = rows.columns.filter { column in
      !column.isOptional || rows.rows.contains { $0[column.key].map { !$0.cell.isEmpty } ?? false }
    }
    let head = columns.map { Cell(text: Shown.cell($0.title), style: .bold, alignment: $0.alignment) }
    let body = rows.rows.map { row in
      columns.map { column in
        let value = row[column.key] ?? .null
        return Cell(text: Shown.cell(value.cell), style: column.style(value), alignment: column.alignment)
      }
    }
    return grid([head] + body)
  }

  /// A single record: a line per value, its name in front, nested values under dotted names.
  package func record(_ record: Record) -> StyledText {
    grid(
      record.flattened.map { entry in
        [
          Cell(text: Shown.cell(entry.key), style: .bold, alignment: .left),
          Cell(text: Shown.cell(entry.value.cell), style: [], alignment: .left),
        ]
      })
  }

  private func grid(_ lines: [[Cell]]) -> StyledText {
    guard let first = lines.first else { return StyledText() }
    var natural = first.map { _ in 0 }
    var padded = natural
    for line in lines {
      for (column, cell) in line.enumerated() {
        natural[column] = max(natural[column], cell.width)
        if cell.width <= TableWriter.widestPadding { padded[column] = max(padded[column], cell.width) }
      }
    }
    let gaps = max(first.count - 1, 0) * 2
    let widths = ColumnWidths.fit(
      natural, canFold: first.map { $0.alignment == .left }, available: width.map { $0 - gaps })
    var text = StyledText()
    for line in lines { append(line, widths: widths, padded: width == nil ? padded : widths, to: &text) }
    return text
  }

  /// One row: as many lines as its longest folded cell.
  private func append(_ row: [Cell], widths: [Int], padded: [Int], to text: inout StyledText) {
    let folded = zip(row, widths).map { cell, width in Folding.lines(cell.text, width: width) }
    for line in 0..<(folded.map(\.count).max() ?? 0) {
      var padding = 0
      for (column, cell) in row.enumerated() {
        let piece = line < folded[column].count ? folded[column][line] : ""
        let space = max(0, padded[column] - DisplayWidth.of(piece))
        if cell.alignment == .right { padding += space }
        // Spaces wait until something follows them, so that no line ends in any.
        if !piece.isEmpty {
          text.append(String(repeating: " ", count: padding))
          text.append(piece, cell.style)
          padding = 0
        }
        padding += cell.alignment == .right ? 2 : space + 2
      }
      text.append("\n")
    }
  }
}

/// A cell ready to be placed: its text is safe and without line breaks.
private struct Cell {
  let text: String
  let style: Style
  let alignment: Column.Alignment
  let width: Int

  init(text: String, style: Style, alignment: Column.Alignment) {
    self.text = text
    self.style = style
    self.alignment = alignment
    self.width = DisplayWidth.of(text)
  }
}
