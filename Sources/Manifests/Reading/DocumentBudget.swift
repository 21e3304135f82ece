/// What one document may hold. Past any of these it is refused with a problem: no text of a few bytes may keep a
/// reader busy or fill its memory.
package enum DocumentBudget {
  /// Levels of maps and lists, those behind aliases among them.
  package static let depth = 100
  /// Leaves, each as often as aliases repeat it, and those of embedded documents.
  package static let leaves = 100_000
  /// The bytes of all leaves' paths and values together.
  package static let bytes = 64 << 20
  /// The bytes of a document's text.
  package static let textBytes = 16 << 20
  /// Directives `%TAG`, or what looks like one: libyaml compares each with all before it.
  package static let tagDirectives = 100
  /// The bytes of one key: what YAML allows a key that has no `?` before it (1.2.2, 7.4.2).
  package static let keyBytes = 1024
  /// The findings on one object, and those of one rule on its text: the path of each is looked for from the start.
  package static let findings = 1000
  /// The bytes of a list item's name; longer ones name nothing.
  package static let nameBytes = 253
}
