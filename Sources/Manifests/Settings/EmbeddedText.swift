/// A text in a ConfigMap's `data` that may be a document of its own: Prometheus' rules, a dashboard.
///
/// It is opened where its key ends in `.json`, `.yaml` or `.yml`; where it begins with `{` or `[`; and where it has
/// several lines and its key no file extension. Only a map or a list is taken for a document, and only where it is the
/// text's single one. A text behind a key `….json`, and one that begins with `{` behind a key that names no format,
/// is JSON; all others are YAML. What such a document holds in turn is not opened.
struct EmbeddedText: Sendable {
  private let text: String
  private let isJSON: Bool
  /// Whether the key says what it is, so that a text which is not that is broken.
  let mustParse: Bool

  /// nil where the text is not to be opened.
  init?(key: String, text: String) {
    let name = key.split(separator: "/").last ?? ""
    let format = name.lastIndex(of: ".").map { name[name.index(after: $0)...].lowercased() }
    let first = text.utf8.first { $0 > 0x20 }
    mustParse = format == "json" || format == "yaml" || format == "yml"
    isJSON = format == "json" || (!mustParse && first == UInt8(ascii: "{"))
    self.text = text
    let opens = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let isSeveralLines = text.utf8.dropLast().contains(UInt8(ascii: "\n"))
    guard mustParse || opens || (format == nil && isSeveralLines) else { return nil }
  }

  var format: DocumentShape.Format { isJSON ? .json : .yaml }

  /// Whether it parses as a map or a list, or as several documents.
  var holdsDocument: Bool {
    let result = read()
    if case .severalDocuments = result.failure?.reason { return true }
    return result.failure == nil && result.tree.nodes.first.map { $0.kind != .scalar } == true
  }

  func read(leafLimit: Int = DocumentBudget.leaves) -> ReadingResult {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      isJSON ? JSONReader.read(bytes, leafLimit: leafLimit) : YAMLReader.read(bytes, leafLimit: leafLimit)
    }
  }
}
