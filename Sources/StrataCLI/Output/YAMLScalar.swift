/// Text as a YAML scalar: plain where YAML 1.1 and 1.2 both read it back as the same string, else in double quotes.
///
/// Plain is for text that begins with a letter, `_` or `/` and is not a word of YAML 1.1. That leaves out numbers,
/// dates, times, versions and indicators without knowing their grammars.
enum YAMLScalar {
  static func append(_ text: String, to bytes: inout [UInt8]) {
    if isPlain(text) {
      bytes += text.utf8
    } else {
      QuotedText.append(text, to: &bytes)
    }
  }

  static func isPlain(_ text: String) -> Bool {
    var previous: UInt8?
    for byte in text.utf8 {
      guard let last = previous else {
        guard isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "/") else { return false }
        previous = byte
        continue
      }
      guard isInner(byte), last != UInt8(ascii: ":") || byte != UInt8(ascii: " ") else { return false }
      previous = byte
    }
    guard let previous, previous != UInt8(ascii: " "), previous != UInt8(ascii: ":") else { return false }
    return !isWord(text)
  }

  /// The booleans and nulls of YAML 1.1 (yaml.org/type), which 1.2 has fewer of.
  private static func isWord(_ text: String) -> Bool {
    guard text.utf8.count <= 5 else { return false }
    return ["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isInner(_ byte: UInt8) -> Bool {
    if isLetter(byte) { return true }
    return switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: " "), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    case UInt8(ascii: "@"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ";"): true
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "~"), UInt8(ascii: "*"), UInt8(ascii: "$"): true
    default: false
    }
  }
}
