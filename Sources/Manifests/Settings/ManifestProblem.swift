/// What is wrong with a document, or with a document that it holds.
package struct ManifestProblem: Sendable, Hashable {
  /// The setting whose text is broken; nil for the document itself.
  package let path: SettingPath?
  /// Where, in the document's text, from 1.
  package let line: Int
  package let text: String
}
