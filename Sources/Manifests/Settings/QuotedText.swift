/// A key between quotes, with the escapes of JSON (RFC 8259, 7).
enum QuotedText {
  /// Appends `text` with its quotes. Control characters are escaped, all else beyond ASCII stands as it is.
  static func write(_ text: String, into bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0x0A: bytes += "\\n".utf8
      case 0x0D: bytes += "\\r".utf8
      case 0x09: bytes += "\\t".utf8
      case 0..<0x20, 0x7F: bytes += ("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)).utf8
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Reads the quoted text that begins at `position`, and moves behind its closing quote.
  ///
  /// - Returns: nil where an escape is none of JSON's, `position` then at it, or where the quote is not closed,
  ///   `position` then at the end.
  static func read(_ bytes: [UInt8], _ position: inout Int) -> String? {
    var content: [UInt8] = []
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let (text, length) = escape(bytes[(position + 1)...]) else { return nil }
        content += text.utf8
        position += 1 + length
      default:
        content.append(bytes[position])
        position += 1
      }
    }
    return nil
  }

  /// What the escape whose backslash stands before `rest` means, and how long it is.
  private static func escape(_ rest: ArraySlice<UInt8>) -> (text: String, length: Int)? {
    switch rest.first {
    case UInt8(ascii: "\""): return ("\"", 1)
    case UInt8(ascii: "\\"): return ("\\", 1)
    case UInt8(ascii: "/"): return ("/", 1)
    case UInt8(ascii: "b"): return ("\u{8}", 1)
    case UInt8(ascii: "f"): return ("\u{c}", 1)
    case UInt8(ascii: "n"): return ("\n", 1)
    case UInt8(ascii: "r"): return ("\r", 1)
    case UInt8(ascii: "t"): return ("\t", 1)
    case UInt8(ascii: "u"):
      guard let high = unit(rest.dropFirst()) else { return nil }
      let after = rest.dropFirst(5)
      if UTF16.isLeadSurrogate(high), after.starts(with: "\\u".utf8), let low = unit(after.dropFirst(2)) {
        return (String(decoding: [high, low], as: UTF16.self), 11)
      }
      return (String(decoding: [high], as: UTF16.self), 5)
    default: return nil
    }
  }

  private static func unit(_ rest: ArraySlice<UInt8>) -> UInt16? {
    let digits = rest.prefix(4)
    guard digits.count == 4, digits.allSatisfy(\.isHexDigit) else { return nil }
    return UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
