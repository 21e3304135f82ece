import Catalogue
import Strategy

/// `KEY=VALUE`, split at the first `=`; each key once.
func settings(_ texts: [String]) throws -> [(key: String, value: String)] {
  var seen: Set<String> = []
  return try texts.map { text in
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty else { throw CatalogueError.badSetting(text) }
    guard seen.insert(parts[0]).inserted else { throw CatalogueError.repeatedKey(parts[0]) }
    return (parts[0], parts[1])
  }
}

/// A template by name, or a file: names have no slash and no dot before their version.
enum TemplateSource {
  case reference(TemplateReference)
  case file(String)

  init(_ text: String) {
    if let reference = TemplateReference(text) { self = .reference(reference) } else { self = .file(text) }
  }
}

/// `NAME` or `NAME@VERSION`.
func templateReference(_ text: String) throws -> TemplateReference {
  guard let reference = TemplateReference(text) else { throw CatalogueError.badTemplateReference(text) }
  return reference
}
