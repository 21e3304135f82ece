extension RelationReader {
  /// What exists because of the object, itself first.
  func provisions() -> [ObjectFacts.Provision] {
    var found = [ObjectFacts.Provision(key: key, parts: parts())]
    func add(_ kind: String, _ name: String, parts: Set<String>? = nil) {
      found.append(ObjectFacts.Provision(key: ObjectKey(kind, key.namespace, name), parts: parts))
    }
    switch key.kind {
    case "ExternalSecret":
      add("Secret", tree.text(at: ["spec", "target", "name"]) ?? key.name, parts: secretParts())
    case "SealedSecret": add("Secret", key.name, parts: keys(at: ["spec", "encryptedData"]))
    case "Certificate": texts("spec.secretName").forEach { add("Secret", $0) }
    case "Service.serving.knative.dev": add("Service", key.name)
    case "ServiceEntry": texts("spec.hosts[]").compactMap { MeshHost.key($0, in: key.namespace) }.forEach(addKey)
    case "StatefulSet": claims().forEach { add("PersistentVolumeClaim", $0) }
    case "DestinationRule":
      if let service = tree.text(at: ["spec", "host"]).flatMap({ MeshHost.key($0, in: key.namespace) }) {
        texts("spec.subsets[].name").map { MeshHost.subset($0, of: service) }.forEach(addKey)
      }
    default: break
    }
    let annotations = tree.node(at: ["metadata", "annotations"]).map(tree.pairs) ?? []
    if annotations.contains(where: { $0.key.hasPrefix("cert-manager.io/") }) {
      for place in ["spec.tls[].secretName", "spec.listeners[].tls.certificateRefs[].name"] {
        texts(PlacePath(place)).forEach { add("Secret", $0) }
      }
    }
    return found

    func addKey(_ key: ObjectKey) { found.append(ObjectFacts.Provision(key: key, parts: nil)) }
  }

  private func texts(_ place: PlacePath) -> [String] { place.texts(in: tree, from: tree.root) }

  /// The keys of a Secret or ConfigMap, the ports of a Service.
  private func parts() -> Set<String>? {
    switch key.kind {
    case "Service": Set(texts("spec.ports[].port") + texts("spec.ports[].name"))
    case "Secret", "ConfigMap":
      ["data", "stringData", "binaryData"].reduce(into: []) { $0.formUnion(keys(at: [$1])) }
    default: nil
    }
  }

  /// The keys of the Secret that an ExternalSecret makes; nil where another store decides.
  private func secretParts() -> Set<String>? {
    guard tree.node(at: ["spec", "dataFrom"]) == nil else { return nil }
    let template = keys(at: ["spec", "target", "template", "data"])
    let merges = tree.text(at: ["spec", "target", "template", "mergePolicy"]) == "Merge"
    return template.isEmpty || merges ? template.union(texts("spec.data[].secretKey")) : template
  }

  private func keys(at path: [String]) -> Set<String> {
    Set(tree.node(at: path).map(tree.pairs)?.map(\.key) ?? [])
  }

  /// The claims that a StatefulSet makes, `data-database-0`.
  private func claims() -> [String] {
    let replicas = tree.text(at: ["spec", "replicas"]).flatMap { Int($0) } ?? 1
    return texts("spec.volumeClaimTemplates[].metadata.name").flatMap { claim in
      (0..<max(0, min(replicas, 1000))).map { "\(claim)-\(key.name)-\($0)" }
    }
  }
}
