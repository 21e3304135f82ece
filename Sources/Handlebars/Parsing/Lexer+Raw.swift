extension Lexer {
  /// Reads the rest of `{{else}}` or `{{^}}`.
  mutating func skipBareInverse() {
    _ = nextToken()
  }

  /// The text of a raw block up to its own end, and the name that end carries; raw blocks inside it are text.
  mutating func rawContent() -> (content: [Range<Int>], closeName: String?) {
    var content: [Range<Int>] = []
    var start = position
    var nesting = 1
    while let braces = index(of: "{{{{", from: position) {
      position = braces
      guard let close = rawClose() else {
        // Four braces that open no end: one more level, unless a slash makes them plain text.
        if byte(4) != UInt8(ascii: "/") { nesting += 1 }
        position += byte(4) == UInt8(ascii: "/") ? 1 : 4
        continue
      }
      nesting -= 1
      if nesting == 0 {
        if start < braces { content.append(start..<braces) }
        position = close.end
        return (content, close.name)
      }
      position = close.end
      content.append(start..<position)
      start = position
    }
    return (content, nil)
  }

  /// `{{{{/name}}}}` at `position`.
  private func rawClose() -> (name: String, end: Int)? {
    guard starts(with: "{{{{/") else { return nil }
    var end = position + 5
    while end < bytes.count, isIdentifierByte(bytes[end]), Whitespace.length(in: bytes, at: end) == nil { end += 1 }
    guard end > position + 5, starts(with: "}}}}", at: end - position) else { return nil }
    return (source.text(position + 5..<end), end + 4)
  }
}
