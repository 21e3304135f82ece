package import Handlebars

extension SecretRule {
  /// Every credential in a YAML or JSON file, or in a template: as it stands there, and as its escapes spell it.
  package static func findings(inFile bytes: [UInt8]) -> [(place: Place, kind: String)] {
    let plain = findings(in: bytes)
    guard plain.isEmpty, bytes.contains(UInt8(ascii: "\\")) else { return plain }
    var (document, lines) = (bytes[...], 0)
    if bytes.starts(with: "---\n".utf8), let header = frontMatter(bytes) { (document, lines) = (header, 1) }
    // What is no document is refused in words that hold no credential: see `redacted`.
    guard let text = String(validating: document, as: UTF8.self), let root = try? SourceNode.read(text, name: "")
    else { return [] }
    var found: [(place: Place, kind: String)] = []
    collect(root, &found)
    return found.map { (Place(line: $0.place.line + lines, column: $0.place.column), $0.kind) }
  }

  private static func collect(_ node: SourceNode, _ found: inout [(place: Place, kind: String)]) {
    if let text = node.text, let finding = find(in: text) { found.append((node.place, finding.kind)) }
    for item in node.items ?? [] { collect(item, &found) }
    for (key, value) in node.entries ?? [] {
      collect(key, &found)
      collect(value, &found)
    }
  }

  /// Between the first line `---` and the next.
  private static func frontMatter(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let rest = bytes.dropFirst(4)
    let mark = Array("\n---\n".utf8)
    return rest.indices.first { rest[$0...].starts(with: mark) }.map { rest[..<$0] }
  }
}
