extension RelationReader {
  /// Every label selector of the object that is not empty: one that is takes everything.
  func selections() -> [ObjectFacts.Selection] {
    var selections: [ObjectFacts.Selection] = []
    for rule in SelectorRule.ofKind[key.kind] ?? [] { add(rule, from: tree.root, prefix: "", to: &selections) }
    if let pod { for rule in SelectorRule.ofPods { add(rule, from: pod.node, prefix: pod.path, to: &selections) } }
    addSubsets(to: &selections)
    return selections
  }

  private func add(_ rule: SelectorRule, from start: Int, prefix: String, to selections: inout [ObjectFacts.Selection])
  {
    for found in rule.place.all(in: tree, from: start, prefix: prefix) {
      guard tree.nodes[found.node].kind == .map else { continue }
      let selector = LabelSelector(tree, found.node)
      let scope = found.holder == found.node ? nil : tree.entry("namespaceSelector", of: found.holder)
      // Pods of the namespaces that another selector chooses: that one is looked at instead.
      if key.kind == "NetworkPolicy", rule.target == .pods, scope != nil { continue }
      guard !selector.isEmpty else { continue }
      selections.append(
        ObjectFacts.Selection(
          target: rule.target, namespaces: namespaces(rule, scope ?? tree.node(at: ["spec", "namespaceSelector"])),
          selector: selector, ports: ports(rule), path: found.path, line: line(of: found.node)))
    }
  }

  /// Where a selector looks: in the namespace of its object unless it says otherwise.
  private func namespaces(_ rule: SelectorRule, _ scope: Int?) -> Set<String>? {
    if rule.target == .objects(kind: "Namespace") || key.namespace == "istio-system" { return nil }
    guard let scope, key.kind.hasSuffix("Monitor") else { return [key.namespace] }
    if tree.text("any", of: scope) == "true" { return nil }
    let names = ("matchNames[]" as PlacePath).texts(in: tree, from: scope)
    return names.isEmpty ? [key.namespace] : Set(names)
  }

  /// The ports that what is selected must have. A Service leads to ports of its pods.
  private func ports(_ rule: SelectorRule) -> Set<String> {
    guard key.kind == "Service" else { return Set(rule.ports.flatMap { $0.texts(in: tree, from: tree.root) }) }
    let entries = ("spec.ports[]" as PlacePath).nodes(in: tree, from: tree.root)
    return Set(entries.compactMap { tree.text("targetPort", of: $0) ?? tree.text("port", of: $0) })
  }

  /// A subset of a DestinationRule wants pods with its labels.
  private func addSubsets(to selections: inout [ObjectFacts.Selection]) {
    guard key.kind == "DestinationRule", let host = tree.text(at: ["spec", "host"]),
      let service = MeshHost.key(host, in: key.namespace), service.kind == "Service"
    else { return }
    for subset in ("spec.subsets[].labels" as PlacePath).all(in: tree, from: tree.root) {
      let selector = LabelSelector(labels: LabelSelector(tree, subset.node).labels)
      guard !selector.isEmpty else { continue }
      selections.append(
        ObjectFacts.Selection(
          target: .pods, namespaces: [service.namespace], selector: selector, ports: [], path: subset.path,
          line: line(of: subset.node)))
    }
  }

  // MARK: Scaling

  func scaling() -> ObjectFacts.Scaling? {
    let isVertical = key.kind == "VerticalPodAutoscaler"
    guard isVertical || key.kind == "HorizontalPodAutoscaler" || key.kind == "ScaledObject" else { return nil }
    let keys = ["spec", isVertical ? "targetRef" : "scaleTargetRef"]
    guard let reference = tree.node(at: keys), let name = tree.text("name", of: reference) else { return nil }
    let target = ObjectKey(tree.text("kind", of: reference) ?? "Deployment", key.namespace, name)
    return ObjectFacts.Scaling(
      target: target, isHorizontal: !isVertical, resources: scaledResources(), path: keys.joined(separator: "."),
      line: line(of: reference))
  }

  private func scaledResources() -> Set<String> {
    func texts(_ places: String...) -> [String] { places.flatMap { PlacePath($0).texts(in: tree, from: tree.root) } }
    switch key.kind {
    case "HorizontalPodAutoscaler":
      guard tree.node(at: ["spec", "metrics"]) != nil else { return ["cpu"] }
      return Set(texts("spec.metrics[].resource.name", "spec.metrics[].containerResource.name"))
    case "ScaledObject": return Set(texts("spec.triggers[].type")).intersection(["cpu", "memory"])
    default: break
    }
    if texts("spec.updatePolicy.updateMode") == ["Off"] { return [] }
    let policies = ("spec.resourcePolicy.containerPolicies[]" as PlacePath).nodes(in: tree, from: tree.root)
      .filter { tree.text("mode", of: $0) != "Off" }
    let listed = policies.map { Set(("controlledResources[]" as PlacePath).texts(in: tree, from: $0)) }
    let isDefault = ("spec.resourcePolicy.containerPolicies[]" as PlacePath).nodes(in: tree, from: tree.root).isEmpty
    if isDefault || listed.contains([]) { return ["cpu", "memory"] }
    return listed.reduce(into: []) { $0.formUnion($1) }
  }
}
