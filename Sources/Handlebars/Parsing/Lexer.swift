/// Cuts a template into text and tokens by the rules of the reference's lexer (handlebars.l of Handlebars.js 4.7).
struct Lexer {
  let source: Source
  let bytes: [UInt8]
  /// The next byte to read.
  var position = 0
  /// Set after `\{{`: the next stretch of text starts with that literal `{{`.
  private var isEscaped = false

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
  }

  var isAtEnd: Bool { position >= bytes.count }

  func byte(_ offset: Int = 0) -> UInt8? {
    position + offset < bytes.count ? bytes[position + offset] : nil
  }

  func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    let start = position + offset
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return text.withUTF8Buffer { bytes[start..<start + $0.count].elementsEqual($0) }
  }

  // MARK: Text

  /// The text up to the next tag; nil when a tag, or the end, comes at once.
  ///
  /// A backslash before `{{` makes the braces text; two of them are one backslash before a real tag.
  mutating func nextText() -> Range<Int>? {
    while true {
      if isEscaped {
        isEscaped = false
        let start = position
        position = endOfEscapedText(from: start)
        return start..<position
      }
      let start = position
      guard let braces = index(of: "{{", from: start) else {
        position = bytes.count
        return start < position ? start..<position : nil
      }
      position = braces
      var end = braces
      if end > start, bytes[end - 1] == UInt8(ascii: "\\") {
        isEscaped = !(end - 1 > start && bytes[end - 2] == UInt8(ascii: "\\"))
        end -= 1
      }
      if start < end { return start..<end }
      if !isEscaped { return nil }
    }
  }

  /// Text made by `\{{` goes on to the next braces, with the backslashes before them left to that next stretch.
  private func endOfEscapedText(from start: Int) -> Int {
    guard let braces = index(of: "{{", from: start + 2) else { return bytes.count }
    for backslashes in [2, 1] {
      let end = braces - backslashes
      if end >= start + 2, bytes[end..<braces].allSatisfy({ $0 == UInt8(ascii: "\\") }) { return end }
    }
    return braces
  }

  func index(of text: StaticString, from start: Int) -> Int? {
    text.withUTF8Buffer { pattern in
      var index = start
      while index + pattern.count <= bytes.count {
        if bytes[index] == pattern[0], bytes[index..<index + pattern.count].elementsEqual(pattern) {
          return index
        }
        index += 1
      }
      return nil
    }
  }

  // MARK: Tags

  /// The tag that opens at `position`, which holds `{{`. Comments and bare inverses are read to their end.
  mutating func openTag() throws(TemplateError) -> OpenTag {
    let start = position
    if starts(with: "{{{{") {
      position += 4
      return OpenTag(kind: .rawBlock, start: start, strip: Strip())
    }
    position += 2
    let strip = take("~")
    return OpenTag(kind: try opening(from: start), start: start, strip: Strip(open: strip))
  }

  private mutating func opening(from start: Int) throws(TemplateError) -> Opening {
    if take("#>") { return .partialBlock }
    if take("#*") { return .block(decorator: true) }
    if take("#") { return .block(decorator: false) }
    if take(">") { return .partial }
    if take("/") { return .endBlock }
    if take("^") { return isBareInverse(after: 0) ? .inverse : .inverseBlock }
    if let length = lengthOfElse() {
      position += length
      return isBareInverse(after: 0) ? .inverse : .inverseChain
    }
    if take("{") { return .mustache(unescaped: true) }
    if take("&") { return .ampersand }
    if starts(with: "!") {
      try skipComment(from: start)
      return .comment
    }
    if take("*") { return .decorator }
    return .mustache(unescaped: false)
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard starts(with: text) else { return false }
    position += text.utf8CodeUnitCount
    return true
  }

  /// The length of optional blanks and the word `else`, when they come next.
  private func lengthOfElse() -> Int? {
    let blanks = blanks(after: 0)
    guard starts(with: "else", at: blanks) else { return nil }
    return byte(blanks + 4).map(isWordByte) == true ? nil : blanks + 4
  }

  private func isBareInverse(after offset: Int) -> Bool {
    let end = offset + blanks(after: offset)
    return starts(with: "}}", at: end) || starts(with: "~}}", at: end)
  }

  private func blanks(after offset: Int) -> Int {
    var end = position + offset
    while let length = Whitespace.length(in: bytes, at: end) { end += length }
    return end - position - offset
  }

  private mutating func skipComment(from start: Int) throws(TemplateError) {
    var end: Int?
    if starts(with: "!--") {
      var search = position + 1
      while end == nil, let dashes = index(of: "--", from: search) {
        for close in ["--}}", "--~}}"] as [StaticString] where starts(with: close, at: dashes - position) {
          end = dashes + close.utf8CodeUnitCount
        }
        search = dashes + 1
      }
    } else {
      end = index(of: "}}", from: position).map { $0 + 2 }
    }
    guard let end else {
      throw TemplateError(.syntax(found: "a comment without an end", expected: "'}}'"), in: source, at: start)
    }
    position = end
  }

  /// Whether the tag that ends just before `position` carries `~` on that side.
  var endsWithTilde: Bool {
    position >= 3 && bytes[position - 3] == UInt8(ascii: "~")
  }
}
