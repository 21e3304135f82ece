import Manifests

/// A document read, and how tests show it.
struct Content {
  let content: ManifestContent

  init(_ text: String) { content = ManifestContent(reading: Array(text.utf8)) }

  /// Each setting as `path = text`.
  var settings: [String] { content.settings.map { "\($0.path.text) = \($0.value.text)" } }
  /// Each setting as `line path`.
  var lines: [String] { content.settings.map { "\($0.line) \($0.path.text)" } }
  /// Each problem as `line path: text`.
  var problems: [String] { content.problems.map { "\($0.line) \($0.path?.text ?? ""): \($0.text)" } }
}
