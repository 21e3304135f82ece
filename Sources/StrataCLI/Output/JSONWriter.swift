/// Writes JSON with keys in the order given. Every character that could disturb a terminal or a line-based tool is
/// escaped, so the bytes are safe wherever they go.
package enum JSONWriter {
  /// A document: `format_version`, then the record's members, indented by two spaces, with a final newline.
  package static func document(_ record: Record) -> [UInt8] {
    var bytes: [UInt8] = []
    append(.map(record.document), indent: 0, to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// A value on one line, without spaces.
  package static func compact(_ value: Field) -> String {
    var bytes: [UInt8] = []
    append(value, indent: nil, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter indent: the depth of the line that holds the value; nil writes everything on one line.
  private static func append(_ value: Field, indent: Int?, to bytes: inout [UInt8]) {
    switch value {
    case .null: bytes += "null".utf8
    case .bool, .int, .real: bytes += value.cell.utf8
    case .text(let text): QuotedText.append(text, to: &bytes)
    case .list(let items):
      appendGroup(items, in: ("[", "]"), indent: indent, to: &bytes) { item, indent, bytes in
        append(item, indent: indent, to: &bytes)
      }
    case .map(let record):
      appendGroup(record.entries, in: ("{", "}"), indent: indent, to: &bytes) { entry, indent, bytes in
        QuotedText.append(entry.key, to: &bytes)
        bytes += (indent == nil ? ":" : ": ").utf8
        append(entry.value, indent: indent, to: &bytes)
      }
    }
  }

  private static func appendGroup<Item>(
    _ items: [Item], in brackets: (open: String, close: String), indent: Int?, to bytes: inout [UInt8],
    each: (Item, Int?, inout [UInt8]) -> Void
  ) {
    bytes += brackets.open.utf8
    let inner = indent.map { $0 + 1 }
    for (position, item) in items.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      appendLineBreak(inner, to: &bytes)
      each(item, inner, &bytes)
    }
    if !items.isEmpty { appendLineBreak(indent, to: &bytes) }
    bytes += brackets.close.utf8
  }

  private static func appendLineBreak(_ indent: Int?, to bytes: inout [UInt8]) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }
}
