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

/// A file where an address might stand: `-`, or a path with a dot in it or a `/` in front, which no scope has.
struct FilePath {
  private let path: String

  init?(_ text: String) {
    guard text == "-" || text.contains(".") || (text.hasPrefix("/") && text.count > 1) else { return nil }
    path = text
  }

  /// How it is called in messages.
  var name: String { path == "-" ? "standard input" : path }

  func read(_ context: Context) throws -> [UInt8] {
    // Git names this for a side that has no file.
    path == "/dev/null" ? [] : try context.read(path)
  }
}

/// `NAME` or `NAME@VERSION`.
func templateReference(_ text: String) throws -> TemplateReference {
  guard let reference = TemplateReference(text) else { throw CatalogueError.badTemplateReference(text) }
  return reference
}
