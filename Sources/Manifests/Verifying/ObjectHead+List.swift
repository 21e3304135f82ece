extension ObjectHead {
  /// The objects of a document: itself, or the items of a `List`, which Kubernetes' clients take one by one. Their trees
  /// have other roots, and the document's lines.
  static func all(in tree: DocumentTree) -> [ObjectHead] {
    guard let head = ObjectHead(tree) else { return [] }
    guard head.kind.hasSuffix("List"), let items = tree.node(at: ["items"]), tree.nodes[items].kind == .list else {
      return [head]
    }
    return tree.items(of: items).flatMap { item in
      var part = tree
      part.root = item
      return all(in: part)
    }
  }

  /// The scalars under `data`.
  var dataTexts: [Int] {
    guard let data = tree.node(at: ["data"]) else { return [] }
    return tree.pairs(of: data).map(\.node).filter { tree.nodes[$0].kind == .scalar }
  }
}
