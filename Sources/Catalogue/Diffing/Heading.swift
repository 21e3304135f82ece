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
    var fence: (mark: UInt8, length: Int)?
    for line in 0..<lines.count {
      let content = lines.bytes[lines.range(line)].drop { $0 == UInt8(ascii: " ") }
      guard let first = content.first else { continue }
      let length = content.prefix { $0 == first }.count
      if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
        if let open = fence {
          if first == open.mark, length >= open.length { fence = nil }
        } else if length >= 3 {
          fence = (first, length)
        }
      } else if fence == nil, first == UInt8(ascii: "#"), length <= 6,
        content.dropFirst(length).first == UInt8(ascii: " ")
      {
        headings.append(Heading(line: line, level: length, text: text(content.dropFirst(length))))
      }
    }
    return headings
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    var bytes = bytes.drop { $0 == UInt8(ascii: " ") }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    return String(decoding: bytes, as: UTF8.self)
  }
}
