/// Text in which anything can be written and seen: `<U+001B>` is a character, `<0xFF>` a byte, and `<*70 {{#if a}}>`
/// stands for 70 times the text after the blank.
package enum Marked {
  package static func bytes(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "<") {
      bytes += rest[..<open].utf8
      rest = rest[open...]
      guard let close = rest.firstIndex(of: ">"), let meant = meaning(of: rest[rest.index(after: open)..<close]) else {
        bytes += "<".utf8
        rest = rest.dropFirst()
        continue
      }
      bytes += meant
      rest = rest[rest.index(after: close)...]
    }
    return bytes + rest.utf8
  }

  private static func meaning(of mark: Substring) -> [UInt8]? {
    if mark.hasPrefix("U+") {
      return UInt32(mark.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init).map { Array(String($0).utf8) }
    }
    if mark.hasPrefix("0x") { return UInt8(mark.dropFirst(2), radix: 16).map { [$0] } }
    guard mark.hasPrefix("*"), let blank = mark.firstIndex(of: " "), let count = Int(mark[..<blank].dropFirst()) else {
      return nil
    }
    return Array(repeatElement(mark[mark.index(after: blank)...].utf8, count: count).joined())
  }

  /// Bytes as text, with what does not show written as a mark.
  package static func text(_ bytes: some Sequence<UInt8>) -> String {
    let bytes = Array(bytes)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      return bytes.map { $0 < 0x80 ? text([$0]) : "<0x\(hex(UInt32($0), 2))>" }.joined()
    }
    return text.unicodeScalars.map { isHidden($0) ? "<U+\(hex($0.value, 4))>" : String($0) }.joined()
  }

  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
    default: false
    }
  }

  private static func hex(_ number: UInt32, _ width: Int) -> String {
    let digits = String(number, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
