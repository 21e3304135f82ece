/// The text of one template or partial, and the name it is known by in messages.
package struct Source: Sendable {
  package let name: String
  package let bytes: [UInt8]
  /// Lines of the file that come before `bytes`, such as front matter: places count from the file's start.
  package let firstLine: Int

  /// - Parameter firstLine: the line of the file at which `bytes` begins, counted from 1.
  package init(name: String, bytes: [UInt8], firstLine: Int = 1) {
    self.name = name
    self.bytes = bytes
    self.firstLine = firstLine
  }

  package init(name: String, text: String, firstLine: Int = 1) {
    self.init(name: name, bytes: Array(text.utf8), firstLine: firstLine)
  }

  /// Line and column, both from 1, of a byte offset. Columns count Unicode scalars.
  package func place(at offset: Int) -> Place {
    let offset = min(max(offset, 0), bytes.count)
    var line = firstLine
    var lineStart = 0
    for position in 0..<offset where bytes[position] == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
    }
    return Place(line: line, column: column(of: offset, from: lineStart))
  }

  func column(of offset: Int, from lineStart: Int) -> Int {
    String(decoding: bytes[lineStart..<offset], as: UTF8.self).unicodeScalars.count + 1
  }

  /// The whole line, without its end, that holds a byte offset.
  package func line(at offset: Int) -> String {
    let offset = min(max(offset, 0), bytes.count)
    let start = bytes[..<offset].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    return text.hasSuffix("\r") ? String(text.dropLast()) : text
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}

/// A place in a file: line and column, both from 1.
package struct Place: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
