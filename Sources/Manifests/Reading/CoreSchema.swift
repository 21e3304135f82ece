/// The types of plain scalars, by the core schema of YAML 1.2 (1.2.2, 10.3.2).
package enum CoreSchema {
  /// What a text is where it stands plain.
  package static func type(of text: String) -> SettingType {
    Array(text.utf8).withUnsafeBufferPointer { type(of: $0) }
  }

  static func type(of text: UnsafeBufferPointer<UInt8>) -> SettingType {
    guard let first = text.first else { return .null }
    switch first {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return number(text) ?? .string
    case UInt8(ascii: "~"): return text.count == 1 ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return isWord(text, "null") ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return isWord(text, "true") ? .bool : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return isWord(text, "false") ? .bool : .string
    default: return .string
    }
  }

  /// `word`, `Word` or `WORD`.
  private static func isWord(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    let lower = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
    let isUpper = text.count > 1 && text[1] & 0x20 == 0
    return text.indices.allSatisfy { index in
      index == 0 ? text[0] | 0x20 == lower[0] : text[index] == (isUpper ? lower[index] & 0xDF : lower[index])
    } && !(isUpper && text[0] & 0x20 != 0)
  }

  private static func number(_ text: UnsafeBufferPointer<UInt8>) -> SettingType? {
    var rest = text[...]
    if text.count > 2, text[0] == UInt8(ascii: "0") {
      let digits = text[2...]
      if text[1] == UInt8(ascii: "o") { return digits.allSatisfy { 0x30...0x37 ~= $0 } ? .int : nil }
      if text[1] == UInt8(ascii: "x") { return digits.allSatisfy(\.isHexDigit) ? .int : nil }
    }
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    if rest.first == UInt8(ascii: "."), let word = special(rest.dropFirst()) {
      return word == "nan" && rest.count < text.count ? nil : .float
    }
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? nil : .int }
    var fraction = rest.prefix(0)
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: \.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    guard let mark = rest.first else { return .float }
    guard mark | 0x20 == UInt8(ascii: "e") else { return nil }
    rest.removeFirst()
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    return !rest.isEmpty && rest.allSatisfy(\.isDigit) ? .float : nil
  }

  /// The word of `.inf` and `.nan`, in lower case.
  private static func special(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
    switch String(decoding: text, as: UTF8.self) {
    case "inf", "Inf", "INF": "inf"
    case "nan", "NaN", "NAN": "nan"
    default: nil
    }
  }
}

extension UInt8 {
  var isDigit: Bool { 0x30...0x39 ~= self }
  var isHexDigit: Bool { isDigit || 0x61...0x66 ~= self | 0x20 }
}
