/// One text three times: as it was made with a value, with a neutral one in its place, and with marks there.
package struct ShapeText: Sendable {
  package let made: [UInt8]
  package let neutral: [UInt8]
  /// Nil where the neutral value is more than text to what it stands in, so that a mark cannot take its place.
  package let marked: [UInt8]?

  package init(made: [UInt8], neutral: [UInt8], marked: [UInt8]?) {
    self.made = made
    self.neutral = neutral
    self.marked = marked
  }

  package var isSame: Bool { made == neutral }
}

/// What stands where marks do. A mark is a number between two characters of the private use area, which a parser
/// takes for letters.
package struct ShapeMarks: Sendable {
  private var texts: [[UInt8]] = []
  /// Which of the texts are values as they were given, unchanged by the template.
  private var isGiven: [Bool] = []

  private static let opening: [UInt8] = [0xEE, 0x80, 0x80]
  private static let closing: [UInt8] = [0xEE, 0x80, 0x81]

  package init() {}

  /// Whether a text has marks, or what may be one.
  static func isMarked(_ text: ArraySlice<UInt8>) -> Bool { text.contains(opening[0]) }

  /// Whether a text is a mark, and nothing else.
  static func isOneMark(_ text: [UInt8]) -> Bool {
    text.starts(with: opening) && text.count > 6 && text.suffix(3).elementsEqual(closing)
      && text.dropFirst(3).dropLast(3).allSatisfy(\.isDigit)
  }

  /// The mark of one more text.
  package mutating func add(_ text: [UInt8], isGiven: Bool) -> [UInt8] {
    texts.append(text)
    self.isGiven.append(isGiven)
    return ShapeMarks.opening + Array(String(texts.count - 1).utf8) + ShapeMarks.closing
  }

  /// The text with what its marks stand for; nil where it has none.
  func filled(_ marked: String) -> [UInt8]? { filled(marked) { text, _ in text } }

  /// The same where the template has doubled quotes or put backslashes before them, for a parser to read back.
  func unescaped(_ marked: String) -> [[UInt8]] {
    let quote = UInt8(ascii: "'")
    let backslash = UInt8(ascii: "\\")
    let read = [quote, backslash].compactMap { mark in
      filled(marked) { text, isGiven in isGiven ? text : ShapeMarks.reading(text, mark) }
    }
    return read
  }

  /// The text without each `mark` that stands before a quote, or before another one of its kind.
  private static func reading(_ text: [UInt8], _ mark: UInt8) -> [UInt8] {
    var read: [UInt8] = []
    var index = 0
    while index < text.count {
      let next = index + 1 < text.count ? text[index + 1] : 0
      let isEscape = text[index] == mark && (next == mark || (mark == UInt8(ascii: "\\") && next == UInt8(ascii: "\"")))
      if isEscape { index += 1 }
      read.append(text[index])
      index += 1
    }
    return read
  }

  private func filled(_ marked: String, _ text: ([UInt8], Bool) -> [UInt8]) -> [UInt8]? {
    let bytes = Array(marked.utf8)
    guard bytes.contains(ShapeMarks.opening[0]) else { return nil }
    var filled: [UInt8] = []
    var hasMark = false
    var index = 0
    while index < bytes.count {
      if let (number, end) = mark(in: bytes, at: index) {
        filled += text(texts[number], isGiven[number])
        hasMark = true
        index = end
      } else {
        filled.append(bytes[index])
        index += 1
      }
    }
    return hasMark ? filled : nil
  }

  private func mark(in bytes: [UInt8], at start: Int) -> (number: Int, end: Int)? {
    guard bytes[start] == ShapeMarks.opening[0], bytes[start...].starts(with: ShapeMarks.opening) else { return nil }
    let digits = bytes[(start + 3)...].prefix(while: \.isDigit)
    guard bytes[digits.endIndex...].starts(with: ShapeMarks.closing),
      let number = Int(String(decoding: digits, as: UTF8.self)), texts.indices.contains(number)
    else { return nil }
    return (number, digits.endIndex + 3)
  }
}
