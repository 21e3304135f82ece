extension RelationReader {
  /// Every reference that the object makes.
  func needs() -> [ObjectFacts.Need] {
    var needs: [ObjectFacts.Need] = []
    for rule in ReferenceRule.ofKind[key.kind] ?? [] { add(rule, from: tree.root, prefix: "", to: &needs) }
    if let pod { for rule in ReferenceRule.ofPods { add(rule, from: pod.node, prefix: pod.path, to: &needs) } }
    for container in containers {
      for rule in ReferenceRule.ofContainers { add(rule, from: container.node, prefix: container.path, to: &needs) }
    }
    addVolumes(to: &needs)
    return needs
  }

  private func add(_ rule: ReferenceRule, from start: Int, prefix: String, to needs: inout [ObjectFacts.Need]) {
    for found in rule.place.all(in: tree, from: start, prefix: prefix) {
      if rule.target == MeshHost.kind {
        addHost(found, to: &needs)
      } else if let target = target(of: rule, found) {
        let holder = tree.nodes[found.node].kind == .map ? found.node : found.holder
        let parts = rule.parts.flatMap { $0.texts(in: tree, from: holder) }
        needs.append(
          ObjectFacts.Need(
            key: target, parts: Set(parts), path: found.path, line: line(of: found.node),
            isAnywhere: rule.note == .anyNamespace))
      }
    }
  }

  /// What a name, or a map that refers, means; nil where it means nothing that can be looked for.
  private func target(of rule: ReferenceRule, _ found: PlacePath.Found) -> ObjectKey? {
    let isMap = tree.nodes[found.node].kind == .map
    let holder = isMap ? found.node : found.holder
    func text(_ key: String) -> String? { tree.text(key, of: holder) }
    guard text("optional") != "true", var name = isMap ? text("name") : tree.text(found.node), !name.isEmpty,
      !name.contains("{{"), !name.contains("$(")
    else { return nil }
    if rule.note == .destination, isElsewhere(holder) { return nil }
    var kind = rule.target
    var namespace = key.namespace
    if isMap {
      let group = text("apiGroup") ?? text("group") ?? text("apiVersion").map { String($0.prefix { $0 != "/" }) }
      kind = ObjectKey.kind(text("kind") ?? kind, group: group ?? "")
      // Knative's and Istio's own kinds are meant where their group says nothing else.
      if kind == "Service", rule.target.hasPrefix("Service.") { kind = rule.target }
      namespace = text("namespace") ?? namespace
    }
    if let slash = name.firstIndex(of: "/") {
      namespace = String(name[..<slash])
      name = String(name[name.index(after: slash)...])
    }
    return ObjectKey(kind, namespace, name)
  }

  /// Whether a destination of Argo CD is another cluster, or makes its namespace itself.
  private func isElsewhere(_ destination: Int) -> Bool {
    let options = ["spec.syncPolicy.syncOptions[]", "spec.template.spec.syncPolicy.syncOptions[]"]
    let creates = options.contains { PlacePath($0).texts(in: tree, from: tree.root).contains("CreateNamespace=true") }
    return creates || tree.text("server", of: destination)?.hasPrefix("https://kubernetes.default.svc") != true
  }

  private func addHost(_ found: PlacePath.Found, to needs: inout [ObjectFacts.Need]) {
    let isMap = tree.nodes[found.node].kind == .map
    guard let host = isMap ? tree.text("host", of: found.node) : tree.text(found.node),
      let service = MeshHost.key(host, in: key.namespace)
    else { return }
    let path = isMap ? found.path.appending(key: "host") : found.path
    let port = isMap ? ("port.number" as PlacePath).texts(in: tree, from: found.node) : []
    needs.append(
      ObjectFacts.Need(
        key: service, parts: Set(port), path: path, line: line(of: found.node), isAnywhere: false))
    guard isMap, let subset = tree.text("subset", of: found.node) else { return }
    needs.append(
      ObjectFacts.Need(
        key: MeshHost.subset(subset, of: service), parts: [], path: found.path.appending(key: "subset"),
        line: line(of: found.node), isAnywhere: false))
  }

  /// Volumes that containers mount and that their pods do not have.
  private func addVolumes(to needs: inout [ObjectFacts.Need]) {
    guard let pod else { return }
    var volumes = Set(("volumes[].name" as PlacePath).texts(in: tree, from: pod.node))
    volumes.formUnion(("spec.volumeClaimTemplates[].metadata.name" as PlacePath).texts(in: tree, from: tree.root))
    let mounts: PlacePath = "volumeMounts[].name"
    for container in containers {
      for mount in mounts.all(in: tree, from: container.node, prefix: container.path) {
        guard let name = tree.text(mount.node), !volumes.contains(name) else { continue }
        needs.append(
          ObjectFacts.Need(
            key: ObjectKey("Volume", key.namespace, name), parts: [], path: mount.path, line: line(of: mount.node),
            isAnywhere: false))
      }
    }
  }

  func line(of node: Int) -> Int { Int(tree.nodes[node].line) }
}
