/// What makes a line of Markdown more than text: what it begins with, and its cells, tags, links and code
/// (CommonMark 0.31; tables as GitHub has them).
package enum ProseShape {
  /// The first line of a prose in which its Markdown is another than that of the neutral one; nil where it is the same.
  package static func differingLine(_ made: [UInt8], _ neutral: [UInt8]) -> Int? {
    let (newLines, oldLines) = (lines(of: made), lines(of: neutral))
    guard newLines.count == oldLines.count else { return 1 }
    for (number, (new, old)) in zip(newLines, oldLines).enumerated() where !new.elementsEqual(old) {
      let isTable = old.contains(UInt8(ascii: "|"))
      let hasLinks = hasLink(new) || hasLink(old)
      if marks(of: new, isTable: isTable, hasLinks) != marks(of: old, isTable: isTable, hasLinks) { return number + 1 }
    }
    return nil
  }

  private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
    text.split(separator: 0x0A, omittingEmptySubsequences: false)
  }

  private static func hasLink(_ line: ArraySlice<UInt8>) -> Bool {
    zip(line, line.dropFirst()).contains { $0 == UInt8(ascii: "]") && "([:".utf8.contains($1) }
  }

  private static func marks(of line: ArraySlice<UInt8>, isTable: Bool, _ hasLinks: Bool) -> [UInt8] {
    var start = LineStart(line)
    start.read()
    var inline = InlineMarks(text: start.rest, isTable: isTable, hasLinks: hasLinks)
    inline.read()
    return start.found + [0] + inline.found
  }
}

/// What a line begins with.
private struct LineStart {
  private(set) var found: [UInt8] = []
  private(set) var rest: ArraySlice<UInt8>

  init(_ line: ArraySlice<UInt8>) { rest = line }

  mutating func read() {
    repeat { takeBlanks() } while takeMarker()
    let text = rest.reversed().drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
    guard let first = text.last else { return found.append(UInt8(ascii: "e")) }
    let inner = text.filter { $0 != 0x20 && $0 != 0x09 }
    if "-*_=".utf8.contains(first), inner.allSatisfy({ $0 == first }), first == UInt8(ascii: "=") || inner.count > 1 {
      found.append(first)
    }
    if first == UInt8(ascii: "|") { found.append(first) }
    if first == UInt8(ascii: "+"), inner.count > 2, inner.allSatisfy({ $0 == first }) { found.append(first) }
  }

  private mutating func takeBlanks() {
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }
    found += blanks
    rest = rest.dropFirst(blanks.count)
  }

  /// Takes the sign of a quotation, a heading or a list item.
  private mutating func takeMarker() -> Bool {
    guard let first = rest.first else { return false }
    switch first {
    case UInt8(ascii: ">"): return take(1, first)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"): return isBlank(1) && take(1, first)
    case UInt8(ascii: "#"):
      let level = rest.prefix { $0 == first }.count
      guard level <= 6, isBlank(level) else { return false }
      found.append(UInt8(level))
      return take(level, first)
    case _ where first.isDigit:
      let digits = rest.prefix(while: \.isDigit).count
      guard digits < 10, let sign = rest.dropFirst(digits).first, ".)".utf8.contains(sign), isBlank(digits + 1) else {
        return false
      }
      return take(digits + 1, sign)
    default: return false
    }
  }

  private func isBlank(_ offset: Int) -> Bool { rest.dropFirst(offset).first.map { $0 <= 0x20 } ?? true }

  private mutating func take(_ count: Int, _ sign: UInt8) -> Bool {
    found.append(sign)
    rest = rest.dropFirst(count)
    return true
  }
}

/// What stands within a line.
private struct InlineMarks {
  let text: ArraySlice<UInt8>
  let isTable: Bool
  let hasLinks: Bool
  private(set) var found: [UInt8] = []
  private var isInTag = false
  private var isInTarget = false
  /// How many parentheses are open behind a link; one that closes too many has ended its target.
  private var openBehindLink: Int?

  init(text: ArraySlice<UInt8>, isTable: Bool, hasLinks: Bool) {
    self.text = text
    self.isTable = isTable
    self.hasLinks = hasLinks
  }

  mutating func read() {
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      let next = index + 1 < text.endIndex ? text[index + 1] : 0x20
      switch byte {
      case UInt8(ascii: "\\") where isPunctuation(next): index += 1
      // What the template writes behind a value would be escaped, or the line broken.
      case UInt8(ascii: "\\") where index + 1 == text.endIndex: found.append(byte)
      case UInt8(ascii: "`"):
        index = code(from: index)
        continue
      case UInt8(ascii: "|"): if isTable { found.append(byte) }
      case UInt8(ascii: "<") where isTagStart(next):
        found.append(byte)
        isInTag = true
      case UInt8(ascii: "!") where next == UInt8(ascii: "["): found.append(byte)
      case UInt8(ascii: "["), UInt8(ascii: "]"): bracket(byte, next, at: index)
      default: if isInTag || isInTarget { attribute(byte) } else { behindLink(byte) }
      }
      index += 1
    }
  }

  private func isTagStart(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte | 0x20 || "/!?".utf8.contains(byte) }

  private func isPunctuation(_ byte: UInt8) -> Bool {
    0x21...0x2F ~= byte || 0x3A...0x40 ~= byte || 0x5B...0x60 ~= byte || 0x7B...0x7E ~= byte
  }

  private mutating func bracket(_ byte: UInt8, _ next: UInt8, at index: Int) {
    guard hasLinks else { return }
    found.append(byte)
    guard byte == UInt8(ascii: "]"), "([:".utf8.contains(next) else { return }
    found.append(next)
    let target = text[(index + 2)...].drop { $0 == 0x20 || $0 == UInt8(ascii: "<") }
    if next != UInt8(ascii: "[") { scheme(of: target) }
    isInTarget = next == UInt8(ascii: "(")
  }

  /// What a link begins with says who opens it: `https:` a browser, `javascript:` the page itself.
  private mutating func scheme(of target: ArraySlice<UInt8>) {
    let word = target.prefix { 0x61...0x7A ~= $0 | 0x20 || $0.isDigit || "+-.".utf8.contains($0) }
    guard text.indices.contains(word.endIndex), text[word.endIndex] == UInt8(ascii: ":") else { return }
    let name = word.map { 0x41...0x5A ~= $0 ? $0 | 0x20 : $0 }
    found += name.elementsEqual("http".utf8) ? Array("https".utf8) : name
  }

  private mutating func attribute(_ byte: UInt8) {
    if isInTag, "\"'=>".utf8.contains(byte) { found.append(byte) }
    if isInTarget, "()<>\"' ".utf8.contains(byte) { found.append(byte) }
    if byte == UInt8(ascii: ">") { isInTag = false }
    if isInTarget, byte == UInt8(ascii: ")") { (isInTarget, openBehindLink) = (false, 0) }
  }

  private mutating func behindLink(_ byte: UInt8) {
    guard let open = openBehindLink else { return }
    if byte == UInt8(ascii: "(") { openBehindLink = open + 1 }
    guard byte == UInt8(ascii: ")") else { return }
    if open == 0 { found.append(byte) } else { openBehindLink = open - 1 }
  }

  /// Takes a run of back-ticks and, where another of its length closes it, what stands between.
  private mutating func code(from start: Int) -> Int {
    let length = text[start...].prefix { $0 == UInt8(ascii: "`") }.count
    found += [UInt8](repeating: UInt8(ascii: "`"), count: length)
    var index = start + length
    while index < text.endIndex {
      let run = text[index...].prefix { $0 == UInt8(ascii: "`") }.count
      if run == length {
        for byte in text[(start + length)..<index] where isTable && byte == UInt8(ascii: "|") { found.append(byte) }
        found += [UInt8](repeating: UInt8(ascii: "`"), count: length)
        return index + run
      }
      if run > 0 { found.append(UInt8(run > 255 ? 255 : run)) }
      index += max(1, run)
    }
    return start + length
  }
}
