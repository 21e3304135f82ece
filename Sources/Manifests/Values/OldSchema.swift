/// How YAML 1.1 (<https://yaml.org/type/>) reads plain scalars that the core schema of YAML 1.2 reads otherwise.
enum OldSchema {
  /// What a scalar is to each.
  struct Difference {
    /// `true`, `8`, `a date`
    let old: String
    let new: String
  }

  /// nil where both read the same value. Most scalars are done with their first byte.
  static func difference(of text: String, _ type: SettingType) -> Difference? {
    guard let first = text.utf8.first else { return nil }
    switch first {
    case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "o"),
      UInt8(ascii: "O"):
      return words[text].map { Difference(old: $0, new: "text") }
    case UInt8(ascii: "="), UInt8(ascii: "<"):
      guard text == "=" || text == "<<" else { return nil }
      return Difference(old: text == "=" ? "the mark of a default value" : "the mark of a merge", new: "text")
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return numberDifference(of: text, type)
    default: return nil
    }
  }

  private static let words: [String: String] = {
    var words: [String: String] = [:]
    for word in ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON"] { words[word] = "true" }
    for word in ["n", "N", "no", "No", "NO", "off", "Off", "OFF"] { words[word] = "false" }
    return words
  }()

  private static func numberDifference(of text: String, _ type: SettingType) -> Difference? {
    let bytes = Array(text.utf8.prefix(limit + 1))
    // No number and no date is that long, but for digits, which are the same to both.
    guard bytes.count <= limit else { return nil }
    let new = type == .string ? "text" : "the number \(text)"
    switch form(of: bytes) {
    case .text: return type == .string ? nil : Difference(old: "text", new: new)
    case .decimal: return type == .string ? Difference(old: "a number", new: new) : nil
    case .based(let base, let name):
      // Where 1.2 reads a number too, it is the same one in hexadecimal digits, and in one octal digit.
      if type == .int, base == 16 || bytes.drop(while: isSignOrZero).count < 2 { return nil }
      return Difference(old: "\(name) number", new: new)
    case .sixty: return Difference(old: "a number of base 60", new: new)
    case .date: return Difference(old: "a date", new: new)
    }
  }

  private static let limit = 64

  // MARK: Forms

  private enum Form {
    case text
    /// A whole number or a float, with or without `_`.
    case decimal
    case based(Int, name: String)
    case sixty
    case date
  }

  private static func form(of bytes: [UInt8]) -> Form {
    if isDate(bytes[...]) { return .date }
    let digits = isSign(bytes.first) ? bytes.dropFirst() : bytes[...]
    guard let first = digits.first else { return .text }
    let rest = digits.dropFirst()
    let under = UInt8(ascii: "_")
    if first == UInt8(ascii: "0"), let mark = rest.first {
      let body = rest.dropFirst()
      if mark == UInt8(ascii: "b"), !body.isEmpty, body.allSatisfy({ 0x30...0x31 ~= $0 || $0 == under }) {
        return .based(2, name: "a binary")
      }
      if mark == UInt8(ascii: "x"), !body.isEmpty, body.allSatisfy({ $0.isHexDigit || $0 == under }) {
        return .based(16, name: "a hexadecimal")
      }
      if rest.allSatisfy({ 0x30...0x37 ~= $0 || $0 == under }) { return .based(8, name: "an octal") }
    }
    if digits.count == 1, first.isDigit { return .decimal }
    if 0x31...0x39 ~= first, rest.allSatisfy({ $0.isDigit || $0 == under }) { return .decimal }
    if isSixty(digits) { return .sixty }
    return isFloat(digits) ? .decimal : .text
  }

  /// `[0-9][0-9_]*(:[0-5]?[0-9])+`, a whole one without a leading zero, or with a fraction behind it.
  private static func isSixty(_ digits: ArraySlice<UInt8>) -> Bool {
    let parts = digits.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count > 1, let whole = parts.first, let first = whole.first, first.isDigit,
      whole.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }), var last = parts.last
    else { return false }
    var hasFraction = false
    if let point = last.firstIndex(of: UInt8(ascii: ".")) {
      hasFraction = true
      guard last[(point + 1)...].allSatisfy({ $0.isDigit || $0 == UInt8(ascii: "_") }) else { return false }
      last = last[..<point]
    }
    guard hasFraction || first != UInt8(ascii: "0") else { return false }
    return (parts.dropFirst().dropLast() + [last]).allSatisfy { part in
      part.allSatisfy(\.isDigit)
        && (part.count == 1 || part.count == 2 && part.first.map { $0 <= UInt8(ascii: "5") } == true)
    }
  }

  /// `([0-9][0-9_]*)?\.[0-9_]*([eE][-+][0-9]+)?` with a digit in it, `.inf` and `.nan`.
  private static func isFloat(_ digits: ArraySlice<UInt8>) -> Bool {
    switch String(decoding: digits, as: UTF8.self) {
    case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN": return true
    default: break
    }
    guard digits.first != UInt8(ascii: "_") else { return false }
    let isPart = { (byte: UInt8) in byte.isDigit || byte == UInt8(ascii: "_") }
    let whole = digits.prefix(while: isPart)
    guard digits.dropFirst(whole.count).first == UInt8(ascii: ".") else { return false }
    let behind = digits.dropFirst(whole.count + 1)
    let fraction = behind.prefix(while: isPart)
    guard whole.contains(where: \.isDigit) || fraction.first?.isDigit == true else { return false }
    let rest = behind.dropFirst(fraction.count)
    guard let mark = rest.first else { return true }
    let exponent = rest.dropFirst()
    return mark | 0x20 == UInt8(ascii: "e") && isSign(exponent.first) && exponent.count > 1
      && exponent.dropFirst().allSatisfy(\.isDigit)
  }

  /// `2001-12-14`, or with a time behind it, the month and the day then of one digit or two.
  private static func isDate(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard bytes.count >= 8, bytes.prefix(4).allSatisfy(\.isDigit) else { return false }
    var rest = bytes.dropFirst(4)
    func take(_ counts: ClosedRange<Int>, behind mark: (UInt8) -> Bool) -> Int? {
      guard let first = rest.first, mark(first) else { return nil }
      let digits = rest.dropFirst().prefix(while: \.isDigit).count
      guard counts.contains(digits) else { return nil }
      rest = rest.dropFirst(1 + digits)
      return digits
    }
    let isDash = { (byte: UInt8) in byte == UInt8(ascii: "-") }
    let isColon = { (byte: UInt8) in byte == UInt8(ascii: ":") }
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    guard let month = take(1...2, behind: isDash), let day = take(1...2, behind: isDash) else { return false }
    if rest.isEmpty { return month == 2 && day == 2 }
    // Any blanks may stand before the time; one is left for its mark.
    rest = rest.dropFirst(max(0, rest.prefix(while: isBlank).count - 1))
    guard take(1...2, behind: { $0 | 0x20 == UInt8(ascii: "t") || isBlank($0) }) != nil,
      take(2...2, behind: isColon) != nil, take(2...2, behind: isColon) != nil
    else { return false }
    _ = take(0...limit, behind: { $0 == UInt8(ascii: ".") })
    rest = rest.drop(while: isBlank)
    if rest.isEmpty || rest.elementsEqual("Z".utf8) { return true }
    guard take(1...2, behind: isSign) != nil else { return false }
    return rest.isEmpty || take(2...2, behind: isColon) != nil && rest.isEmpty
  }

  private static func isSign(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") }
  private static func isSignOrZero(_ byte: UInt8) -> Bool { isSign(byte) || byte == UInt8(ascii: "0") }
}
