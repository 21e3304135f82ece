/// What a document says it is.
struct ObjectIdentity: Sendable, Hashable {
  var apiVersion: String?
  var kind: String?
  /// `metadata.namespace`
  var namespace: String?
  /// `metadata.name`
  var name: String?

  init() {}

  /// Takes from `tree` whatever of it is there.
  init(_ tree: DocumentTree) {
    guard tree.nodes.indices.contains(tree.root) else { return }
    let root = tree.meant(tree.root)
    func text(_ key: String, of map: Int) -> String? {
      guard let entry = tree.entry(key, of: map) else { return nil }
      let node = tree.nodes[entry]
      return node.kind == .scalar && node.type != .null ? node.text : nil
    }
    apiVersion = text("apiVersion", of: root)
    kind = text("kind", of: root)
    guard let metadata = tree.entry("metadata", of: root) else { return }
    namespace = text("namespace", of: metadata)
    name = text("name", of: metadata)
  }

  /// Whether Kubernetes would take it for an object.
  var isObject: Bool { apiVersion?.isEmpty == false && kind?.isEmpty == false }
}
