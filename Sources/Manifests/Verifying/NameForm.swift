/// A form that Kubernetes wants names to have.
struct NameForm: Sendable {
  /// `a DNS label: …`
  let text: String
  let accepts: @Sendable (String) -> Bool

  /// RFC 1123, the names of most objects.
  static let subdomain = NameForm(
    text:
      "a DNS subdomain: at most 253 lower-case letters, digits, '-' and '.', each part with a letter or digit at both ends"
  ) { isSubdomain($0) }

  /// RFC 1123.
  static let label = NameForm(
    text: "a DNS label: at most 63 lower-case letters, digits and '-', a letter or digit at both ends"
  ) { isLabel($0[...].utf8[...]) }

  /// RFC 1035, which wants a letter first.
  static let serviceName = NameForm(
    text: "a DNS label with a letter first: at most 63 lower-case letters, digits and '-', no '-' at the end"
  ) { isLabel($0[...].utf8[...]) && $0.utf8.first.map(isLetter) == true }

  /// What an object may be called whose pods get eleven characters more.
  static let cronJobName = NameForm(text: "a DNS subdomain of at most 52 characters") {
    isSubdomain($0) && $0.utf8.count <= 52
  }

  /// A segment of a path, as RBAC has it.
  static let pathSegment = NameForm(text: "anything but '.' and '..', without '/' and '%'") {
    $0 != "." && $0 != ".." && !$0.utf8.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }
  }

  /// RFC 6335.
  static let portName = NameForm(
    text: "at most 15 lower-case letters, digits and single '-', one letter among them and no '-' at either end"
  ) { name in
    let bytes = name.utf8
    return bytes.count <= 15 && isLabel(bytes[...]) && bytes.contains(where: isLetter) && !name.contains("--")
  }

  /// `[PREFIX/]NAME`, the keys of labels.
  static let labelKey = NameForm(
    text:
      "at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends, perhaps behind a DNS subdomain and '/'"
  ) { key in
    guard let slash = key.lastIndex(of: "/") else { return isLabelText(key[...]) }
    let prefix = key[..<slash]
    return isSubdomain(prefix) && isLabelText(key[key.index(after: slash)...])
  }

  /// The keys of annotations: those of labels, but for their case.
  static let annotationKey = NameForm(text: labelKey.text) { labelKey.accepts($0.lowercased()) }

  static let labelValue = NameForm(
    text: "at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends"
  ) { $0.isEmpty || isLabelText($0[...]) }

  // MARK: Parts

  private static func isSubdomain(_ name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    guard bytes.count <= 253 else { return false }
    return Array(bytes).split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .allSatisfy { isLowercase($0) }
  }

  private static func isLabel(_ bytes: Substring.UTF8View.SubSequence) -> Bool {
    bytes.count <= 63 && isLowercase(bytes)
  }

  private static func isLowercase(_ bytes: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = bytes.first, let last = bytes.last else { return false }
    let isEnd = { (byte: UInt8) in byte.isDigit || isLetter(byte) }
    return isEnd(first) && isEnd(last) && bytes.allSatisfy { isEnd($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLabelText(_ text: Substring) -> Bool {
    let bytes = text.utf8
    guard bytes.count <= 63, let first = bytes.first, let last = bytes.last else { return false }
    let isEnd = { (byte: UInt8) in byte.isDigit || isLetter(byte | 0x20) }
    return isEnd(first) && isEnd(last) && bytes.allSatisfy { isEnd($0) || "-_.".utf8.contains($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte }
}
