import Strategy

/// A Markdown heading outside code blocks.
struct Heading: Equatable {
  /// Counted from 0.
  let line: Int
  /// 1 to 6.
  let level: Int
  /// Without its marks.
  let text: String

  static func all(in lines: TextLines) -> [Heading] {
    var headings: [Heading] = []
    var line = 0
    for block in BlockSplitter.blocks(of: lines.bytes) {
      let isProse = block.kind == .prose
      while line < lines.count, lines.starts[line] < block.range.upperBound {
        if isProse, let heading = Heading(lines.bytes[lines.range(line)], line: line) { headings.append(heading) }
        line += 1
      }
    }
    return headings
  }

  /// An ATX heading (CommonMark 0.31, 4.2): at most three blanks, one to six `#`, a blank or the end of the line, and
  /// perhaps more `#` behind it.
  private init?(_ bytes: ArraySlice<UInt8>, line: Int) {
    let mark = UInt8(ascii: "#")
    let content = bytes.drop { $0 == UInt8(ascii: " ") }
    guard content.first == mark else { return nil }
    level = content.prefix { $0 == mark }.count
    guard content.startIndex - bytes.startIndex <= 3, (1...6).contains(level) else { return nil }
    var rest = content.dropFirst(level)
    guard rest.first.map({ $0 <= 0x20 }) ?? true else { return nil }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    let closing = rest.reversed().prefix { $0 == mark }.count
    let before = rest.dropLast(closing)
    if before.last.map({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) ?? true { rest = before }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    self.line = line
    text = String(decoding: rest.drop { $0 <= 0x20 }, as: UTF8.self)
  }
}
