extension ObjectCheck {
  /// The images of containers, of an object's own pods and of those that a custom resource describes.
  mutating func checkImages() {
    let tree = head.tree
    guard head.kind != "CustomResourceDefinition" else { return }
    let range = root.node..<tree.next(root.node)
    guard range.contains(where: { tree.nodes[$0].key == "image" }) else { return }
    // For each map or list that is open where the walk is: itself, and the key of the list that it is an item of.
    var open: [(node: Int, list: String)] = []
    for node in range {
      while let last = open.last, tree.next(last.node) <= node { open.removeLast() }
      if tree.nodes[node].key == "image", let map = open.last, tree.nodes[map.node].kind == .map,
        ObjectCheck.lists.contains(map.list) || ObjectCheck.maps.contains(tree.nodes[map.node].key),
        let image = tree.text(tree.meant(node))
      {
        check(image, at: node)
      }
      if tree.nodes[node].kind == .map || tree.nodes[node].kind == .list {
        let parent = open.last.map { tree.nodes[$0.node] }
        open.append((node, parent?.kind == .list ? parent?.key ?? "" : ""))
      }
    }
  }

  private static let lists: Set<String> = [
    "containers", "initContainers", "ephemeralContainers", "steps", "sidecars",
  ]
  private static let maps: Set<String> = ["container", "script", "stepTemplate"]

  private mutating func check(_ image: String, at node: Int) {
    // What holds a variable or a pattern is not known before it runs.
    guard !image.isEmpty, !image.contains(where: { "${}*!<>".contains($0) }) else { return }
    let place = Place(written: node, in: head.tree)
    let reference = ImageReference(image)
    if reference.digest == nil, reference.tag == nil || reference.tag == "latest" {
      report(
        .unpinnedImage, at: place, subject: image,
        "the image '\(image)' has \(reference.tag == nil ? "no tag" : "the tag 'latest'"), so what runs may change",
        hint: "name a version, or a digest")
    }
    if reference.registry == "k8s.gcr.io" || reference.registry.hasSuffix(".k8s.gcr.io") {
      report(
        .frozenRegistry, at: place, subject: image,
        "the image '\(image)' comes from \(reference.registry), which has had no new images since April 2023",
        hint: "take it from registry.k8s.io")
    }
  }
}

/// The name of an image: `[REGISTRY/]PATH[:TAG][@DIGEST]`.
struct ImageReference {
  /// With its port; empty where the name has none.
  let registry: String
  let tag: String?
  let digest: String?

  init(_ text: String) {
    var name = text[...]
    digest = name.firstIndex(of: "@").map { String(name[name.index(after: $0)...]) }
    name = name.prefix { $0 != "@" }
    let slash = name.firstIndex(of: "/")
    let host = slash.map { name[..<$0] } ?? ""
    registry = host.contains(".") || host.contains(":") || host == "localhost" ? String(host) : ""
    let last = name[(name.lastIndex(of: "/").map(name.index(after:)) ?? name.startIndex)...]
    tag = last.firstIndex(of: ":").map { String(last[last.index(after: $0)...]) }
  }
}
