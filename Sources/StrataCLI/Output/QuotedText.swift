/// Text in double quotes as JSON has it (RFC 8259), which YAML reads the same way.
///
/// Besides what JSON demands, all that `Shown` would make visible is escaped, and the non-characters that YAML
/// does not allow as they are.
enum QuotedText {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.contains(where: mayNeedEscape) {
      for scalar in text.unicodeScalars { append(scalar, to: &bytes) }
    } else {
      bytes += text.utf8
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    switch scalar {
    case "\"": bytes += #"\""#.utf8
    case "\\": bytes += #"\\"#.utf8
    case "\n": bytes += #"\n"#.utf8
    case "\t": bytes += #"\t"#.utf8
    case "\r": bytes += #"\r"#.utf8
    case "\u{8}": bytes += #"\b"#.utf8
    case "\u{C}": bytes += #"\f"#.utf8
    case _ where needsEscape(scalar):
      let digits = String(scalar.value, radix: 16)
      bytes += "\\u\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)".utf8
    default: bytes.append(contentsOf: scalar.utf8)
    }
  }

  /// Whether a byte can begin a character that is escaped: most text has none and is copied whole.
  private static func mayNeedEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x00...0x1F, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F, 0xC2, 0xD8, 0xE2, 0xEF: true
    default: false
    }
  }

  /// All of these lie in the basic plane: four digits are enough.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    Shown.isUnsafe(scalar) || scalar == "\u{FEFF}" || (0xFFFE...0xFFFF).contains(scalar.value)
  }
}
