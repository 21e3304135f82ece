/// Writes YAML in block style with keys in the order given.
package enum YAMLWriter {
  /// A document: `format_version`, then the record's members.
  package static func document(_ record: Record) -> [UInt8] {
    var bytes: [UInt8] = []
    appendEntries(record.document, indent: 0, isInline: false, to: &bytes)
    return bytes
  }

  /// - Parameter isInline: whether the first entry continues a line, after a list item's dash.
  private static func appendEntries(_ record: Record, indent: Int, isInline: Bool, to bytes: inout [UInt8]) {
    for (position, entry) in record.entries.enumerated() {
      if position > 0 || !isInline { appendSpaces(indent, to: &bytes) }
      YAMLScalar.append(entry.key, to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      appendMember(entry.value, indent: indent, to: &bytes)
    }
  }

  /// What follows a key's colon: a scalar on the same line, a list or map on lines of its own.
  private static func appendMember(_ value: Field, indent: Int, to bytes: inout [UInt8]) {
    switch value {
    case .list(let items) where !items.isEmpty:
      bytes.append(UInt8(ascii: "\n"))
      appendItems(items, indent: indent + 1, isInline: false, to: &bytes)
    case .map(let record) where !record.entries.isEmpty:
      bytes.append(UInt8(ascii: "\n"))
      appendEntries(record, indent: indent + 1, isInline: false, to: &bytes)
    default:
      bytes.append(UInt8(ascii: " "))
      appendLeaf(value, to: &bytes)
    }
  }

  private static func appendItems(_ items: [Field], indent: Int, isInline: Bool, to bytes: inout [UInt8]) {
    for (position, item) in items.enumerated() {
      if position > 0 || !isInline { appendSpaces(indent, to: &bytes) }
      bytes += "- ".utf8
      switch item {
      case .list(let items) where !items.isEmpty:
        appendItems(items, indent: indent + 1, isInline: true, to: &bytes)
      case .map(let record) where !record.entries.isEmpty:
        appendEntries(record, indent: indent + 1, isInline: true, to: &bytes)
      default: appendLeaf(item, to: &bytes)
      }
    }
  }

  /// A scalar, or an empty list or map, to the end of the line.
  private static func appendLeaf(_ value: Field, to bytes: inout [UInt8]) {
    switch value {
    case .text(let text): YAMLScalar.append(text, to: &bytes)
    case .null: bytes += "null".utf8
    case .list: bytes += "[]".utf8
    case .map: bytes += "{}".utf8
    case .bool, .int, .real: bytes += value.cell.utf8
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func appendSpaces(_ indent: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent * 2))
  }
}
