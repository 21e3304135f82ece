/// A document with schemas in it. It is parsed when it is first asked for, and each schema is read when it is.
final class SchemaSource {
  /// How the schemas in it mean what they do not say.
  enum Dialect {
    /// Structural schemas of a CustomResourceDefinition: an object has the fields that they name and no others.
    case structural
    /// JSON schemas: an object has the fields that they name, where they name any.
    case plain
  }

  let path: String
  let dialect: Dialect
  private var text: [UInt8]
  private var parsed: DocumentTree?
  private(set) var failure: ReadingFailure?
  private var made: [Int: Schema] = [:]

  /// - Parameter text: of JSON.
  init(path: String, json text: [UInt8]) {
    self.path = path
    dialect = .plain
    self.text = text
  }

  init(path: String, tree: DocumentTree, dialect: Dialect) {
    self.path = path
    self.dialect = dialect
    text = []
    parsed = tree
  }

  /// No nodes where the text does not parse.
  var tree: DocumentTree {
    if let parsed { return parsed }
    let result = text.withUnsafeBufferPointer { JSONReader.read($0, leafLimit: .max) }
    failure = result.failure
    parsed = result.tree
    text = []
    return result.tree
  }

  /// The schema at a node.
  func schema(at node: Int) -> Schema {
    let tree = tree
    let node = tree.meant(node)
    if let schema = made[node] { return schema }
    let schema = Schema(reading: node, of: tree, in: self)
    made[node] = schema
    return schema
  }

  /// The node that a pointer (RFC 6901) such as `/definitions/io.k8s.api.core.v1.Pod` leads to.
  func node(at pointer: Substring) -> Int? {
    let tree = tree
    guard !tree.nodes.isEmpty else { return nil }
    var keys: [String] = []
    for part in pointer.split(separator: "/") {
      keys.append(unescaped(unescaped(part[...], "~1", "/")[...], "~0", "~"))
    }
    guard pointer.isEmpty || pointer.first == "/" else { return nil }
    return tree.node(at: keys)
  }

  private func unescaped(_ text: Substring, _ escape: String, _ meaning: String) -> String {
    guard text.contains(escape) else { return String(text) }
    return text.split(separator: escape, omittingEmptySubsequences: false).joined(separator: meaning)
  }
}
