extension Lexer {
  /// The next token inside a tag, and where it begins.
  mutating func nextToken() -> (token: Token, start: Int) {
    while let length = Whitespace.length(in: bytes, at: position) { position += length }
    let start = position
    guard let first = byte() else { return (.end, start) }
    if let token = punctuation(first) ?? literal(first) ?? identifier() { return (token, start) }
    position = start + 1
    while let next = byte(), next & 0xC0 == 0x80 { position += 1 }
    return (.invalid(source.text(start..<position)), start)
  }

  private mutating func punctuation(_ first: UInt8) -> Token? {
    switch first {
    case UInt8(ascii: "("): return advance(1, .openCall)
    case UInt8(ascii: ")"): return advance(1, .closeCall)
    case UInt8(ascii: "="): return advance(1, .equals)
    case UInt8(ascii: "@"): return advance(1, .data)
    case UInt8(ascii: "|"): return advance(1, .pipe)
    case UInt8(ascii: "/"): return advance(1, .separator("/"))
    case UInt8(ascii: "."):
      if starts(with: "..") { return advance(2, .id("..", isSegmentLiteral: false)) }
      return isLookahead(at: 1) ? advance(1, .id(".", isSegmentLiteral: false)) : advance(1, .separator("."))
    case UInt8(ascii: "}"):
      if starts(with: "}}}}") { return advance(4, .closeRaw) }
      if starts(with: "}}}") { return advance(3, .closeUnescaped(strip: false)) }
      if starts(with: "}~}}") { return advance(4, .closeUnescaped(strip: true)) }
      if starts(with: "}}") { return advance(2, .close(strip: false)) }
      return nil
    case UInt8(ascii: "~"): return starts(with: "~}}") ? advance(3, .close(strip: true)) : nil
    default: return nil
    }
  }

  private mutating func advance(_ count: Int, _ token: Token) -> Token {
    position += count
    return token
  }

  private mutating func literal(_ first: UInt8) -> Token? {
    switch first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return string(quote: first)
    case UInt8(ascii: "["): return segmentLiteral()
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return number()
    default:
      return word("true", .bool(true)) ?? word("false", .bool(false))
        ?? word("undefined", .undefined) ?? word("null", .null) ?? blockParameters()
    }
  }

  /// A quoted string, in which only the quote itself can be escaped.
  private mutating func string(quote: UInt8) -> Token? {
    delimited(by: quote).map { .string(unescaped($0, [quote])) }
  }

  private mutating func segmentLiteral() -> Token? {
    let bracket = UInt8(ascii: "]")
    return delimited(by: bracket).map { range in
      let name = unescaped(range, [bracket, UInt8(ascii: "\\")])
      // The reference takes the brackets off only where no line ends between them.
      let spansLines = name.unicodeScalars.contains { ["\n", "\r", "\u{2028}", "\u{2029}"].contains($0) }
      return .id(spansLines ? "[\(name)]" : name, isSegmentLiteral: true)
    }
  }

  /// What stands between the byte at `position` and the first `end` that no backslash precedes, or the last
  /// one that is so preceded where there is no other.
  private mutating func delimited(by end: UInt8) -> Range<Int>? {
    var close: Int?
    var index = position + 1
    while index < bytes.count {
      if bytes[index] == end {
        close = index
        break
      }
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == end {
        index += 1
        close = index
      }
      index += 1
    }
    guard let close else { return nil }
    defer { position = close + 1 }
    return position + 1..<close
  }

  private func unescaped(_ range: Range<Int>, _ escapable: [UInt8]) -> String {
    var text: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound, escapable.contains(bytes[index + 1]) {
        index += 1
      }
      text.append(bytes[index])
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func number() -> Token? {
    var end = position + (bytes[position] == UInt8(ascii: "-") ? 1 : 0)
    let whole = end
    while end < bytes.count, isDigit(bytes[end]) { end += 1 }
    guard end > whole else { return nil }
    let point = end
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      end += 1
      while end < bytes.count, isDigit(bytes[end]) { end += 1 }
      if end == point + 1 { end = point }
    }
    guard isLiteralLookahead(at: end - position), let value = Double(source.text(position..<end)) else { return nil }
    return advance(end - position, .number(value))
  }

  private mutating func word(_ text: StaticString, _ token: Token) -> Token? {
    guard starts(with: text), isLiteralLookahead(at: text.utf8CodeUnitCount) else { return nil }
    return advance(text.utf8CodeUnitCount, token)
  }

  private mutating func blockParameters() -> Token? {
    guard starts(with: "as") else { return nil }
    var end = position + 2
    while let length = Whitespace.length(in: bytes, at: end) { end += length }
    guard end > position + 2, end < bytes.count, bytes[end] == UInt8(ascii: "|") else { return nil }
    return advance(end + 1 - position, .openParameters)
  }

  private mutating func identifier() -> Token? {
    var end = position
    while end < bytes.count, isIdentifierByte(bytes[end]), Whitespace.length(in: bytes, at: end) == nil { end += 1 }
    guard end > position, isLookahead(at: end - position) else { return nil }
    let name = source.text(position..<end)
    return advance(end - position, .id(name, isSegmentLiteral: false))
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  func isIdentifierByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "$"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "?"), UInt8(ascii: "_"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: byte >= 0x7F || byte < 0x20
    }
  }

  /// Whether what follows may end a name.
  private func isLookahead(at offset: Int) -> Bool {
    guard let next = byte(offset) else { return false }
    switch next {
    case UInt8(ascii: "="), UInt8(ascii: "~"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "."),
      UInt8(ascii: ")"), UInt8(ascii: "|"):
      return true
    default: return Whitespace.length(in: bytes, at: position + offset) != nil
    }
  }

  /// Whether what follows may end a number, a boolean, `null` or `undefined`.
  private func isLiteralLookahead(at offset: Int) -> Bool {
    guard let next = byte(offset) else { return false }
    switch next {
    case UInt8(ascii: "~"), UInt8(ascii: "}"), UInt8(ascii: ")"): return true
    default: return Whitespace.length(in: bytes, at: position + offset) != nil
    }
  }
}
