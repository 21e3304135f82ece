/// Reads the text of a ``PathPattern``.
struct PathPatternParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func steps() throws(PatternError) -> [PathPattern.Step] {
    guard !bytes.isEmpty else { throw error(.emptyPath) }
    var steps: [PathPattern.Step] = []
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "[") {
        steps.append(try bracket())
        continue
      }
      if !steps.isEmpty {
        guard bytes[position] == UInt8(ascii: ".") else { throw error(.wantsSeparator) }
        position += 1
      }
      steps.append(try key())
    }
    return steps
  }

  private mutating func key() throws(PatternError) -> PathPattern.Step {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "."), bytes[position] != UInt8(ascii: "[") {
      let byte = bytes[position]
      if byte <= 0x20 || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "\"") {
        throw error(.unexpected(Character(Unicode.Scalar(byte))))
      }
      position += 1
    }
    guard position > start else { throw error(.emptyStep) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    return .key(Glob(text), text: text)
  }

  private mutating func bracket() throws(PatternError) -> PathPattern.Step {
    let start = position
    position += 1
    if position < bytes.count, bytes[position] == UInt8(ascii: "\"") { return try quoted() }
    guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else {
      throw error(.unclosedBracket, at: start)
    }
    let content = bytes[position..<end]
    if content.isEmpty { throw error(.emptyBrackets) }
    if let wrong = content.firstIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }) {
      throw error(.unexpected(Character(Unicode.Scalar(bytes[wrong]))), at: wrong)
    }
    position = end + 1
    let text = String(decoding: content, as: UTF8.self)
    if text == "*" { return .any }
    // An index that no list reaches matches nothing.
    return content.allSatisfy(\.isDigit) ? .index(Int(text) ?? .max) : .name(Glob(text))
  }

  private mutating func quoted() throws(PatternError) -> PathPattern.Step {
    let start = position
    guard let key = QuotedText.read(bytes, &position) else {
      throw position < bytes.count ? error(.badEscape) : error(.unclosedQuote, at: start)
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "]") else { throw error(.wantsBracket) }
    position += 1
    return .quoted(key)
  }

  private func error(_ reason: PatternError.Reason, at index: Int? = nil) -> PatternError {
    PatternError(reason, in: bytes, at: index ?? position)
  }
}
