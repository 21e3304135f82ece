/// Writes CSV (RFC 4180, but with LF between lines, as Unix tools expect) with a header line. It has no escapes of its
/// own: what would act on a terminal is written as ``Shown`` shows it, as CSV is what people look at with `column`.
package enum CSVWriter {
  /// The columns' keys first, then every further key that a row has, in order of appearance.
  package static func document(_ rows: Rows) -> [UInt8] {
    var keys = rows.columns.map(\.key)
    var known = Set(keys)
    for row in rows.rows {
      for entry in row.entries where known.insert(entry.key).inserted { keys.append(entry.key) }
    }
    var bytes: [UInt8] = []
    appendLine(keys, to: &bytes)
    for row in rows.rows { appendLine(keys.map { row[$0]?.cell ?? "" }, to: &bytes) }
    return bytes
  }

  /// A single record: a header and one line, nested values under dotted names.
  package static func document(_ record: Record) -> [UInt8] {
    let entries = record.flattened
    var bytes: [UInt8] = []
    appendLine(entries.map(\.key), to: &bytes)
    appendLine(entries.map(\.value.cell), to: &bytes)
    return bytes
  }

  private static func appendLine(_ cells: [String], to bytes: inout [UInt8]) {
    for (position, cell) in cells.lazy.map(Shown.text).enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      // A line that holds nothing but one empty cell would read as no line at all.
      append(cell, isQuoted: cells.count == 1 && cell.isEmpty || needsQuotes(cell), to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(_ cell: String, isQuoted: Bool, to bytes: inout [UInt8]) {
    guard isQuoted else {
      bytes += cell.utf8
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in cell.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func needsQuotes(_ cell: String) -> Bool {
    if cell.utf8.first == UInt8(ascii: " ") || cell.utf8.last == UInt8(ascii: " ") { return true }
    let special = [UInt8](",\"\n".utf8)
    return cell.utf8.contains { special.contains($0) }
  }
}
