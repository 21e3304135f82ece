package import Handlebars

/// Finds credentials: by the prefixes that their issuers gave them, by PEM headers, and by passwords in URLs.
/// A catalogue is read by many and never forgets, so it takes references to secrets and not secrets.
package enum SecretRule {
  package struct Finding: Sendable {
    /// What it looks like, with its article: `a GitHub token`.
    package let kind: String
    /// Its bytes.
    package let range: Range<Int>
  }

  /// The first credential in a text.
  package static func find(in text: String) -> Finding? {
    var text = text
    return text.withUTF8 { find(in: $0, from: 0) }
  }

  /// A text with every credential replaced by what it looks like, for messages: `[a GitHub token]`.
  package static func redacted(_ text: String) -> String {
    guard find(in: text) != nil else { return text }
    var rest = text
    return rest.withUTF8 { bytes in
      var (shown, index): ([UInt8], Int) = ([], 0)
      while let finding = find(in: bytes, from: index) {
        shown += bytes[index..<finding.range.lowerBound]
        shown += "[\(finding.kind)]".utf8
        index = finding.range.upperBound
      }
      return String(decoding: shown + bytes[index...], as: UTF8.self)
    }
  }

  /// Every credential in a file with its place.
  package static func findings(in bytes: [UInt8]) -> [(place: Place, kind: String)] {
    bytes.withUnsafeBufferPointer { bytes in
      var findings: [(place: Place, kind: String)] = []
      var (index, line, lineStart, seen) = (0, 1, 0, 0)
      while let finding = find(in: bytes, from: index) {
        for position in seen..<finding.range.lowerBound where bytes[position] == UInt8(ascii: "\n") {
          line += 1
          lineStart = position + 1
        }
        let column = bytes[lineStart..<finding.range.lowerBound].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        findings.append((Place(line: line, column: column), finding.kind))
        seen = finding.range.lowerBound
        index = finding.range.upperBound
      }
      return findings
    }
  }

  // MARK: Searching

  /// The forms by the first byte of their prefix.
  private static let formsByStart: [[SecretForm]] = {
    var forms: [[SecretForm]] = Array(repeating: [], count: 256)
    for form in SecretForm.all { forms[Int(form.prefix[0])].append(form) }
    return forms
  }()

  private static func find(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Finding? {
    var isInWord = start > 0 && start <= bytes.count && isWord(bytes[start - 1])
    for index in start..<max(start, bytes.count) {
      let byte = bytes[index]
      defer { isInWord = isWord(byte) }
      if byte == UInt8(ascii: "-"), let finding = pem(in: bytes, at: index) { return finding }
      if byte == UInt8(ascii: ":"), let finding = password(in: bytes, at: index, from: start) { return finding }
      if isInWord { continue }
      for form in formsByStart[Int(byte)] {
        if let length = form.length(in: bytes, at: index) {
          return Finding(kind: form.kind, range: index..<index + length)
        }
      }
      if let finding = dotted(in: bytes, at: index) { return finding }
    }
    return nil
  }

  private static func isWord(_ byte: UInt8) -> Bool { SecretForm.Letters.alphanumeric.hold(byte) }

  private static func hasPrefix(_ text: StaticString, _ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    for offset in 0..<count where text.utf8Start[offset] != bytes[index + offset] { return false }
    return true
  }

  /// Tokens of parts with dots between: JSON Web Tokens (RFC 7519), keys of SendGrid, tokens of Telegram's bots.
  private static func dotted(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Finding? {
    func part(_ start: Int) -> Range<Int> {
      start..<bytes[start...].prefix(16 * SecretForm.seen).prefix { SecretForm.Letters.token.hold($0) }.endIndex
    }
    func isFollowed(by mark: Character, _ end: Int) -> Bool { end < bytes.count && bytes[end] == mark.asciiValue }
    if hasPrefix("eyJ", bytes, index) {
      let header = part(index)
      guard header.count >= 12, isFollowed(by: ".", header.upperBound) else { return nil }
      let payload = part(header.upperBound + 1)
      guard payload.count >= 8 else { return nil }
      let rest = bytes[payload.upperBound...].prefix { SecretForm.Letters.dotted.hold($0) }
      return Finding(kind: "a JSON Web Token", range: index..<rest.endIndex)
    }
    if hasPrefix("SG.", bytes, index) {
      let name = part(index + 3)
      guard name.count >= 16, isFollowed(by: ".", name.upperBound) else { return nil }
      let secret = part(name.upperBound + 1)
      return secret.count >= 16 ? Finding(kind: "a SendGrid key", range: index..<secret.upperBound) : nil
    }
    let digits = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard (8...10).contains(digits.count), hasPrefix(":AA", bytes, digits.endIndex) else { return nil }
    let secret = part(digits.endIndex + 1)
    return (33...40).contains(secret.count)
      ? Finding(kind: "a Telegram token", range: index..<secret.upperBound) : nil
  }

  /// A PEM header (RFC 7468), and what comes after it up to the end mark.
  private static func pem(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Finding? {
    guard hasPrefix("-----BEGIN ", bytes, index) || hasPrefix("---- BEGIN SSH2 ", bytes, index) else { return nil }
    let label = bytes[(index + 10)...].prefix(40).prefix { $0 >= 0x20 }
    let isPrivate = String(decoding: label, as: UTF8.self).contains("PRIVATE KEY")
    let end = (index + 10..<bytes.count).first {
      hasPrefix("-----END ", bytes, $0) || hasPrefix("---- END ", bytes, $0)
    }
    let close = end.map { end in
      (bytes[end...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\"") }).endIndex
    }
    return Finding(kind: isPrivate ? "a private key (PEM)" : "a PEM block", range: index..<(close ?? bytes.count))
  }

  /// The password of `scheme://user:password@host`. What stands for one in documents (`$PASSWORD`, `{{password}}`,
  /// `<password>`, `PASSWORD`, `***`) is none.
  private static func password(
    in bytes: UnsafeBufferPointer<UInt8>, at index: Int, from start: Int
  ) -> Finding? {
    guard hasPrefix("://", bytes, index), index > start, isWord(bytes[index - 1]) else { return nil }
    let stops = Array("/?#\\\"'`<> \t\r\n".utf8)
    let authority = bytes[(index + 3)...].prefix { !stops.contains($0) }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")),
      let colon = authority[..<at].firstIndex(of: UInt8(ascii: ":")), colon + 1 < at
    else { return nil }
    let password = bytes[colon + 1..<at]
    let isPlaceholder =
      "${*%[(".utf8.contains(bytes[colon + 1])
      || password.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) || $0 == UInt8(ascii: "_") }
    return isPlaceholder ? nil : Finding(kind: "a URL with a password", range: colon + 1..<at)
  }
}
