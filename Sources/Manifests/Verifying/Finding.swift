/// Something that a rule found.
package struct Finding: Sendable, Hashable {
  package let rule: Rule
  /// `Deployment shop/web`, or `Deployment web` where it names no namespace; empty where no object is at fault.
  package let object: String
  /// The path within the object, as settings have it; empty where there is none.
  package let path: String
  /// Where, from 1, in the text that was verified.
  package let line: Int
  /// The value at fault: with rule, object and path it tells this finding from others.
  package let subject: String
  package let message: String
  package let hint: String?

  package init(
    _ rule: Rule, object: String = "", path: String = "", line: Int, subject: String, message: String,
    hint: String? = nil
  ) {
    self.rule = rule
    self.object = object
    self.path = path
    self.line = line
    self.subject = subject
    self.message = message
    self.hint = hint
  }

  /// `removed-api:3f2a91c0`: the same for the same fault, wherever it stands and whichever version is verified.
  package var id: String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ text: String) {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    for text in [object, path, subject] { add(text) }
    let digits = String(UInt32(truncatingIfNeeded: hash ^ hash >> 32), radix: 16)
    return "\(rule.rawValue):\(String(repeating: "0", count: 8 - digits.count))\(digits)"
  }

  /// The same, in a text that has this one from the line after `offset` on.
  package func moved(by offset: Int) -> Finding {
    Finding(rule, object: object, path: path, line: line + offset, subject: subject, message: message, hint: hint)
  }
}
