/// Reads a regular expression in the syntax that RE2 and ECMAScript share.
struct PatternParser {
  /// The pattern has what only one of the two knows, or what neither does.
  struct Unreadable: Error {}

  private static let depthLimit = 100

  private let text: [UInt32]
  private var position = 0
  private var ignoresCase = false
  private var depth = 0

  static func parse(_ text: String) throws(Unreadable) -> PatternNode {
    var parser = PatternParser(text: text.unicodeScalars.map(\.value))
    let node = try parser.alternatives()
    guard parser.position == parser.text.count else { throw Unreadable() }
    return node
  }

  private init(text: [UInt32]) { self.text = text }

  private mutating func alternatives() throws(Unreadable) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= PatternParser.depthLimit else { throw Unreadable() }
    var choices = [try sequence()]
    while take("|") { choices.append(try sequence()) }
    return choices.count == 1 ? choices[0] : .either(choices)
  }

  private mutating func sequence() throws(Unreadable) -> PatternNode {
    var parts: [PatternNode] = []
    while let next = peek, next != "|", next != ")" { parts.append(try repetition()) }
    return parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func repetition() throws(Unreadable) -> PatternNode {
    var node = try atom()
    var isRepeated = false
    while let (least, most) = try count() {
      // `a**` is refused by RE2.
      guard !isRepeated else { throw Unreadable() }
      isRepeated = true
      // Which of several matches is found does not matter here, so lazy is the same as greedy.
      if take("?") {}
      node = .repeated(node, least: least, most: most)
    }
    return node
  }

  private mutating func count() throws(Unreadable) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    guard peek == "{" else { return nil }
    let start = position
    position += 1
    guard let least = number() else {
      position = start
      return nil
    }
    var most: Int? = least
    if take(",") { most = number() }
    guard take("}") else {
      position = start
      return nil
    }
    guard least <= 1000, most ?? least <= 1000, most ?? least >= least else { throw Unreadable() }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var number: Int?
    while let digit = peek?.properties.numericType == .decimal ? peek : nil, digit.isASCII, (number ?? 0) < 10_000 {
      number = (number ?? 0) * 10 + Int(digit.value - 0x30)
      position += 1
    }
    return number
  }

  private mutating func atom() throws(Unreadable) -> PatternNode {
    guard let next = peek else { throw Unreadable() }
    position += 1
    switch next {
    case "(": return try group()
    case "[": return .set(try bracket())
    case ".": return .set(.any)
    case "^": return .start
    case "$": return .end
    case "\\":
      switch peek {
      case "b", "B":
        defer { position += 1 }
        return .wordEdge(isThere: peek == "b")
      case "A":
        position += 1
        return .start
      case "z":
        position += 1
        return .end
      default: return .set(try escape())
      }
    case "*", "+", "?": throw Unreadable()
    default: return .set(single(next.value))
    }
  }

  private mutating func group() throws(Unreadable) -> PatternNode {
    let outer = ignoresCase
    if take("?") {
      if take("P") || peek == "<" {
        guard take("<"), peek != "=", peek != "!" else { throw Unreadable() }
        while let next = peek, next != ">" { position += next == ")" ? text.count : 1 }
        guard take(">") else { throw Unreadable() }
      } else {
        if take("i") { ignoresCase = true }
        // `(?i)` holds to the end of the group around it.
        if take(")") { return .nothing }
        guard take(":") else { throw Unreadable() }
      }
    }
    let node = try alternatives()
    guard take(")") else { throw Unreadable() }
    ignoresCase = outer
    return node
  }

  private mutating func bracket() throws(Unreadable) -> PatternSet {
    var set = PatternSet(ignoresCase: ignoresCase)
    set.isNegated = take("^")
    var isFirst = true
    while let next = peek, next != "]" || isFirst {
      isFirst = false
      if next == "[", position + 1 < text.count, text[position + 1] == 0x3A { throw Unreadable() }
      let left = try member()
      guard peek == "-", position + 1 < text.count, text[position + 1] != 0x5D else {
        set.ranges += left.asRanges
        continue
      }
      position += 1
      let right = try member()
      guard let low = left.ranges.first, let high = right.ranges.first, left.ranges.count == 1,
        low.count == 1, high.count == 1, low.lowerBound <= high.lowerBound
      else { throw Unreadable() }
      set.ranges.append(low.lowerBound...high.lowerBound)
    }
    guard take("]") else { throw Unreadable() }
    return set
  }

  private mutating func member() throws(Unreadable) -> PatternSet {
    guard let next = peek else { throw Unreadable() }
    position += 1
    return next == "\\" ? try escape() : PatternSet(ranges: [next.value...next.value])
  }

  /// What stands behind a backslash.
  private mutating func escape() throws(Unreadable) -> PatternSet {
    guard let next = peek else { throw Unreadable() }
    position += 1
    switch next {
    case "d": return .digits
    case "w": return .word
    case "s": return .blanks
    case "D": return PatternSet(ranges: PatternSet.digits.ranges, isNegated: true)
    case "W": return PatternSet(ranges: PatternSet.word.ranges, isNegated: true)
    case "S": return PatternSet(ranges: PatternSet.blanks.ranges, isNegated: true)
    case "n": return single(0x0A)
    case "r": return single(0x0D)
    case "t": return single(0x09)
    case "f": return single(0x0C)
    case "v": return single(0x0B)
    case "x": return single(try hexadecimal(2))
    case "u": return single(try hexadecimal(4))
    case _ where next.isASCII && !next.properties.isAlphabetic && next.properties.numericType == nil:
      return single(next.value)
    default: throw Unreadable()
    }
  }

  private mutating func hexadecimal(_ digits: Int) throws(Unreadable) -> UInt32 {
    let isBraced = take("{")
    var value: UInt32 = 0
    var read = 0
    while let next = peek, let digit = next.isASCII ? Character(next).hexDigitValue : nil,
      read < (isBraced ? 6 : digits)
    {
      value = value * 16 + UInt32(digit)
      position += 1
      read += 1
    }
    guard isBraced ? read > 0 && take("}") : read == digits else { throw Unreadable() }
    return value
  }

  private func single(_ character: UInt32) -> PatternSet {
    PatternSet(ranges: [character...character], ignoresCase: ignoresCase)
  }

  private var peek: Unicode.Scalar? { position < text.count ? Unicode.Scalar(text[position]) : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == character else { return false }
    position += 1
    return true
  }
}
