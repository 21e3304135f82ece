/// Reads JSON as RFC 8259 has it, and nothing more: no comments, no trailing comma, no text without quotes.
///
/// YAML reads most JSON too, but forgives what a program that wants JSON does not, and stumbles over `\ud83d\ude00`.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var builder: TreeBuilder
  private var position = 0
  private var line = 1
  /// For each map or list that is open, whether it is a map.
  private var open: [Bool] = []

  static func read(_ text: UnsafeBufferPointer<UInt8>, leafLimit: Int = DocumentBudget.leaves) -> ReadingResult {
    guard text.count <= DocumentBudget.textBytes else {
      return ReadingResult(failure: ReadingFailure(.textTooLong, line: 1))
    }
    var reader = JSONReader(bytes: text, builder: TreeBuilder(leafLimit: leafLimit))
    do throws(ReadingFailure) {
      try reader.run()
      return ReadingResult(of: reader.builder, failure: nil)
    } catch {
      return ReadingResult(of: reader.builder, failure: error)
    }
  }

  private init(bytes: UnsafeBufferPointer<UInt8>, builder: TreeBuilder) {
    self.bytes = bytes
    self.builder = builder
  }

  private mutating func run() throws(ReadingFailure) {
    var mayEnd = false
    repeat {
      skipBlanks()
      if mayEnd, try end() {
        mayEnd = try separator()
      } else {
        if open.last == true { try key() }
        mayEnd = try value()
        if !mayEnd { mayEnd = try separator() }
      }
    } while !open.isEmpty
    skipBlanks()
    if position < bytes.count { throw expected("nothing more") }
  }

  /// Takes what may follow a value: a comma, or nothing before what closes. Whether something may be closed now.
  private mutating func separator() throws(ReadingFailure) -> Bool {
    skipBlanks()
    guard let isMap = open.last else { return false }
    switch peek {
    case UInt8(ascii: ","):
      position += 1
      return false
    case UInt8(ascii: isMap ? "}" : "]"): return true
    default: throw expected(isMap ? "',' or '}'" : "',' or ']'")
    }
  }

  /// Takes the end of the innermost map or list, where it is there.
  private mutating func end() throws(ReadingFailure) -> Bool {
    guard let isMap = open.last, peek == UInt8(ascii: isMap ? "}" : "]") else { return false }
    position += 1
    open.removeLast()
    try builder.end()
    return true
  }

  private mutating func key() throws(ReadingFailure) {
    guard peek == UInt8(ascii: "\"") else { throw expected("a key in '\"'") }
    let start = line
    try builder.key(TreeBuilder.Scalar(text: string(), type: .string, line: start))
    skipBlanks()
    guard peek == UInt8(ascii: ":") else { throw expected("':'") }
    position += 1
    skipBlanks()
  }

  /// Takes a value, of a map or list its beginning. Whether it began one, which may end at once.
  private mutating func value() throws(ReadingFailure) -> Bool {
    switch peek {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isMap = peek == UInt8(ascii: "{")
      try builder.begin(map: isMap, line: line)
      open.append(isMap)
      position += 1
      return true
    case UInt8(ascii: "\""):
      let start = line
      try builder.scalar(TreeBuilder.Scalar(text: string(), type: .string, line: start))
    default:
      let token = bytes[position...].prefix { $0.isDigit || 0x61...0x7A ~= $0 | 0x20 || "+-.".utf8.contains($0) }
      guard let type = type(of: token) else { throw expected("a value") }
      try builder.scalar(
        TreeBuilder.Scalar(text: String(decoding: token, as: UTF8.self), type: type, line: line))
      position = token.endIndex
    }
    return false
  }

  private func type(of token: Slice<UnsafeBufferPointer<UInt8>>) -> SettingType? {
    switch String(decoding: token, as: UTF8.self) {
    case "true", "false": return .bool
    case "null": return .null
    default: break
    }
    var rest = token
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: \.isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != UInt8(ascii: "0") else { return nil }
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return .int }
    // The forms that YAML has and JSON has not: `1.`, `.5`, `+1`; what is left is the same.
    if rest.first == UInt8(ascii: "."), rest.dropFirst().first?.isDigit != true { return nil }
    return CoreSchema.type(of: UnsafeBufferPointer(rebasing: token)) == .float ? .float : nil
  }

  // MARK: Text

  /// The string that begins here, its escapes read.
  private mutating func string() throws(ReadingFailure) -> String {
    position += 1
    var content: [UInt8] = []
    while position < bytes.count {
      let plain = bytes[position...].prefix { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      content += plain
      position = plain.endIndex
      guard let byte = peek, byte >= 0x20 else { break }
      position += 1
      if byte == UInt8(ascii: "\"") {
        guard let text = String(validating: content, as: UTF8.self) else { throw expected("UTF-8") }
        return text
      }
      try escape(into: &content)
    }
    throw expected("'\"'")
  }

  private mutating func escape(into content: inout [UInt8]) throws(ReadingFailure) {
    guard let byte = peek else { throw expected("an escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try unit()]
      if UTF16.isLeadSurrogate(units[0]), bytes[position...].starts(with: "\\u".utf8) {
        position += 2
        units.append(try unit())
      }
      content += String(decoding: units, as: UTF16.self).utf8
    default: throw expected("an escape")
    }
  }

  private mutating func unit() throws(ReadingFailure) -> UInt16 {
    let digits = bytes[position...].prefix(4)
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw expected("four hexadecimal digits") }
    position += 4
    return unit
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipBlanks() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      if byte == 0x0A { line += 1 }
      position += 1
    }
  }

  private func expected(_ what: String) -> ReadingFailure { ReadingFailure(.json(expected: what), line: line) }
}
