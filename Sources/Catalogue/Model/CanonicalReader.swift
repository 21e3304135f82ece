import Strategy

/// Reads what ``Canonical`` writes, and no other JSON: no blanks, no numbers, the same escapes.
///
/// Not `JSONSerialization`: that drops U+FEFF from the start of texts, so that a digest would not be found again.
struct CanonicalReader {
  indirect enum JSON {
    case null
    case text(String)
    case list([String])
    case map([(key: String, value: JSON)])

    /// - Returns: nil where it is no parameter's value.
    var parameterValue: ParameterValue?? {
      switch self {
      case .null: .some(nil)
      case .text(let text): .text(text)
      case .list(let texts): .list(texts)
      case .map: nil
      }
    }
  }

  private let bytes: [UInt8]
  private var position = 0

  /// - Returns: nil where the text is of another form.
  static func parse(_ json: String) -> JSON? {
    var reader = CanonicalReader(bytes: Array(json.utf8))
    guard let value = reader.value(depth: 0), reader.position == reader.bytes.count else { return nil }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Maps stand in maps only, and no deeper than one level.
  private mutating func value(depth: Int) -> JSON? {
    guard position < bytes.count else { return nil }
    switch bytes[position] {
    case UInt8(ascii: "\""): return text().map(JSON.text)
    case UInt8(ascii: "["): return list().map(JSON.list)
    case UInt8(ascii: "{"): return depth < 2 ? map(depth).map(JSON.map) : nil
    default:
      guard bytes[position...].starts(with: "null".utf8) else { return nil }
      position += 4
      return .null
    }
  }

  private mutating func list() -> [String]? {
    var texts: [String] = []
    guard take(UInt8(ascii: "[")) else { return nil }
    if take(UInt8(ascii: "]")) { return texts }
    repeat {
      guard let text = text() else { return nil }
      texts.append(text)
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "]")) ? texts : nil
  }

  private mutating func map(_ depth: Int) -> [(key: String, value: JSON)]? {
    var entries: [(key: String, value: JSON)] = []
    guard take(UInt8(ascii: "{")) else { return nil }
    if take(UInt8(ascii: "}")) { return entries }
    repeat {
      guard let key = text(), take(UInt8(ascii: ":")), let value = value(depth: depth + 1) else { return nil }
      entries.append((key, value))
    } while take(UInt8(ascii: ","))
    return take(UInt8(ascii: "}")) ? entries : nil
  }

  private mutating func text() -> String? {
    var text: [UInt8] = []
    guard take(UInt8(ascii: "\"")) else { return nil }
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let escaped = escape() else { return nil }
        text.append(escaped)
      case 0..<0x20: return nil
      default: text.append(byte)
      }
    }
    return nil
  }

  /// What stands behind a backslash: a character of ASCII.
  private mutating func escape() -> UInt8? {
    guard position < bytes.count else { return nil }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): return byte
    case UInt8(ascii: "n"): return UInt8(ascii: "\n")
    case UInt8(ascii: "r"): return UInt8(ascii: "\r")
    case UInt8(ascii: "t"): return UInt8(ascii: "\t")
    case UInt8(ascii: "u"):
      let digits = bytes[position...].prefix(4)
      guard digits.count == 4, digits.starts(with: "00".utf8), digits.allSatisfy({ $0 >= UInt8(ascii: "0") }),
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x20
      else { return nil }
      position += 4
      return code
    default: return nil
    }
  }
}
