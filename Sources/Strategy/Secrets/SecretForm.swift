/// What the credentials of one issuer look like: a prefix, and how much of which bytes comes after it.
struct SecretForm: Sendable {
  /// The bytes that a credential goes on with.
  enum Letters: Sendable {
    case hex, upper, alphanumeric
    /// Also `-` and `_`.
    case token
    /// Also `-`, `_` and `.`.
    case dotted
    /// Also `+`, `/`, `=`, `-` and `_`.
    case base64

    func hold(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): true
      case UInt8(ascii: "a")...UInt8(ascii: "f"): self != .upper
      case UInt8(ascii: "g")...UInt8(ascii: "z"): self != .upper && self != .hex
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self != .hex
      case UInt8(ascii: "-"), UInt8(ascii: "_"): self == .token || self == .dotted || self == .base64
      case UInt8(ascii: "."): self == .dotted
      case UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="): self == .base64
      default: false
      }
    }
  }

  /// What tells a credential from a name with the same prefix.
  enum Look: Sendable { case any, digit, mixed }

  /// With its article: `a GitHub token`.
  let kind: String
  let prefix: [UInt8]
  let letters: Letters
  let length: ClosedRange<Int>
  let look: Look

  init(_ kind: String, _ prefix: String, _ letters: Letters, _ length: ClosedRange<Int>, _ look: Look = .any) {
    self.kind = kind
    self.prefix = Array(prefix.utf8)
    self.letters = letters
    self.length = length
    self.look = look
  }

  /// How many bytes the credential at `start` has; nil where there is none.
  func length(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int? {
    guard start + prefix.count <= bytes.count else { return nil }
    for offset in prefix.indices where bytes[start + offset] != prefix[offset] { return nil }
    let rest = bytes[(start + prefix.count)...]
    let body = rest.prefix(SecretForm.seen).prefix { letters.hold($0) }
    guard length.contains(body.count), isAtEnd(bytes, body.endIndex), looks(body) else { return nil }
    return prefix.count + rest.prefix { letters.hold($0) }.count
  }

  /// How much is looked at to know one, so that a text of prefixes alone costs no more than its length.
  static let seen = 64

  /// Where the length is exact, a longer word is another thing.
  private func isAtEnd(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Bool {
    length.upperBound == .max || end >= bytes.count || !Letters.token.hold(bytes[end])
  }

  private func looks(_ body: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    func has(_ range: ClosedRange<UInt8>) -> Bool { body.contains { range.contains($0) } }
    let hasDigit = has(UInt8(ascii: "0")...UInt8(ascii: "9"))
    let hasLower = has(UInt8(ascii: "a")...UInt8(ascii: "z"))
    let hasUpper = has(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    return switch look {
    case .any: true
    case .digit: hasDigit && (hasLower || hasUpper)
    case .mixed: hasDigit && hasLower && hasUpper
    }
  }
}
