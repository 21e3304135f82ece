/// A template named in a command or a layer: `NAME@VERSION`, or `NAME` for whatever version is newest.
package struct TemplateReference: Sendable, Hashable {
  package let name: String
  package let version: String?

  package init(name: String, version: String?) {
    self.name = name
    self.version = version
  }

  /// - Returns: nil where the text is neither form.
  package init?(_ text: String) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard TemplateReference.isName(parts[0]) else { return nil }
    if parts.count == 2, !TemplateReference.isVersion(parts[1]) { return nil }
    self.init(name: parts[0], version: parts.count == 2 ? parts[1] : nil)
  }

  /// What a name may be, in words.
  package static let nameRule = "letters, digits, '_' and '-', at most 63, a letter or digit first"

  package static let versionRule = "letters, digits, '.', '+' and '-', as in 1.0.0"

  package static func isName(_ text: String) -> Bool { nameLetters.allows(text) }

  package static func isVersion(_ text: String) -> Bool { versionLetters.allows(text) }

  private static let nameLetters = NameRule(.any, firstMayBeDigit: true, others: "_-", byteLimit: 63)
  private static let versionLetters = NameRule(.any, firstMayBeDigit: true, others: ".+-", byteLimit: 64)
}

extension TemplateReference: CustomStringConvertible {
  package var description: String { version.map { "\(name)@\($0)" } ?? name }
}
