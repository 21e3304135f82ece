/// Breaks one line of styled text into rows of a given width, so that nothing is lost: the rows joined are the text,
/// but for tabs, which become blanks.
enum FoldedText {
  typealias Row = (text: StyledText, width: Int)

  private static let tabStop = 8

  /// Rows break behind a blank, comma, slash or hyphen in their second half, else wherever they are full. There is
  /// always one.
  static func rows(of text: StyledText, width: Int) -> [Row] {
    let width = max(width, 2)
    var rows: [Row] = []
    var row: [Cell] = []
    var used = 0
    var column = 0
    for cell in cells(of: text) {
      let space = cell.character == "\t" ? tabStop - column % tabStop : cell.width
      column += space
      for part in cell.character == "\t" ? Array(repeating: Cell(" ", cell.style), count: space) : [cell] {
        if used + part.width > width {
          let end = breakpoint(row, width: width)
          rows.append(joined(row[..<end]))
          row.removeFirst(end)
          used = row.reduce(0) { $0 + $1.width }
        }
        row.append(part)
        used += part.width
      }
    }
    rows.append(joined(row[...]))
    return rows
  }

  private struct Cell {
    let character: Character
    let style: Style
    let width: Int

    init(_ character: Character, _ style: Style) {
      self.character = character
      self.style = style
      width = character.utf8.count == 1 ? 1 : DisplayWidth.of(character)
    }
  }

  private static func cells(of text: StyledText) -> [Cell] {
    text.pieces.flatMap { piece in piece.text.map { Cell($0, piece.style) } }
  }

  private static func breakpoint(_ row: [Cell], width: Int) -> Int {
    var used = row.reduce(0) { $0 + $1.width }
    for (index, cell) in row.enumerated().reversed() {
      if used * 2 <= width { break }
      if " ,/-".contains(cell.character) { return index + 1 }
      used -= cell.width
    }
    return row.count
  }

  private static func joined(_ cells: ArraySlice<Cell>) -> Row {
    var text = StyledText()
    for cell in cells { text.append(String(cell.character), cell.style) }
    return (text, cells.reduce(0) { $0 + $1.width })
  }
}
