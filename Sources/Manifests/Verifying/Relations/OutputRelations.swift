/// What is wrong between the objects of one output.
struct OutputRelations {
  let objects: [PlacedObject]
  let register: RelationRegister

  func findings() -> [Finding] {
    var findings: [Finding] = []
    for (index, placed) in objects.enumerated() {
      findings += undefined(placed)
      findings += unmatched(placed)
      if let finding = twin(placed, at: index) { findings.append(finding) }
    }
    findings += insecure()
    findings += undeclaredNamespaces()
    findings += contested()
    return findings
  }

  // MARK: References

  private func undefined(_ placed: PlacedObject) -> [Finding] {
    var findings: [Finding] = []
    for (index, key) in placed.object.needs {
      let need = placed.facts.needs[index]
      let providers = register.providers(of: key, anywhere: need.isAnywhere)
      guard let provider = providers.first else {
        findings.append(missing(need, of: placed))
        continue
      }
      guard !need.parts.isEmpty,
        let parts = objects[provider.object].facts.provides[provider.provision].parts
      else { continue }
      for part in need.parts.subtracting(parts).sorted() {
        let offered = parts.sorted().joined(separator: ", ")
        findings.append(
          placed.finding(
            .undefinedReference, path: need.path, line: need.line, subject: "\(need.key.label) \(part)",
            message: "\(need.key.label) has no '\(part)': it has \(offered.isEmpty ? "nothing" : offered)"))
      }
    }
    return findings
  }

  private func missing(_ need: ObjectFacts.Need, of placed: PlacedObject) -> Finding {
    if need.key.kind == "Volume" {
      return placed.finding(
        .undefinedReference, path: need.path, line: need.line, subject: need.key.label,
        message: "volume '\(need.key.name)' is mounted, and the pod has no such volume")
    }
    return placed.finding(
      need.key.kind == "Namespace" ? .undeclaredNamespace : .undefinedReference, path: need.path, line: need.line,
      subject: need.key.label, message: "\(need.key.label) is not defined")
  }

  /// One finding for each namespace that objects are in and that nothing declares.
  private func undeclaredNamespaces() -> [Finding] {
    var seen: Set<String> = []
    return objects.compactMap { placed in
      let namespace = placed.facts.key.namespace
      guard !namespace.isEmpty, !Established.namespaces.contains(namespace), seen.insert(namespace).inserted,
        register.providers(of: register.number(ObjectKey("Namespace", "", namespace))).isEmpty
      else { return nil }
      return Finding(
        .undeclaredNamespace, line: placed.offset + placed.facts.line, subject: namespace,
        message: "namespace '\(namespace)' is used, and nothing declares it",
        hint: "add a Namespace, or have it made by what applies the objects")
    }
  }

  /// That another object before this one has its name.
  private func twin(_ placed: PlacedObject, at index: Int) -> Finding? {
    // A name that ends so is the beginning of one that Kubernetes makes.
    guard !placed.facts.key.name.isEmpty, !placed.facts.key.name.hasSuffix("-") else { return nil }
    let own = placed.object.key
    let isTwin = register.providers(of: own).contains {
      $0.object < index && $0.provision == 0 && $0.namespace == own.namespace
        && objects[$0.object].facts.apiGroup == placed.facts.apiGroup
    }
    guard isTwin else { return nil }
    return placed.finding(
      .duplicateObject, path: "metadata.name", line: placed.facts.line, subject: placed.facts.label,
      message: "another object of the output has this kind, namespace and name: the later one overwrites it")
  }

  // MARK: Selectors

  private func unmatched(_ placed: PlacedObject) -> [Finding] {
    var findings: [Finding] = []
    for selection in placed.object.selections {
      let wanted = placed.facts.selections[selection.index]
      let found = candidates(placed, selection).filter {
        register.matches(selector: selection.selector, labels: $0.labels)
      }
      func add(_ subject: String, _ message: String) {
        findings.append(
          placed.finding(
            .unmatchedSelector, path: wanted.path, line: wanted.line, subject: subject, message: message))
      }
      if found.isEmpty {
        let what =
          switch wanted.target {
          case .pods: "no pods"
          case .ownPods: "not the object's own pods"
          case .objects(let kind): "no \(kind)"
          }
        add(wanted.selector.text, "'\(wanted.selector.text)' selects \(what)")
      }
      for port in wanted.ports.sorted() where found.contains(where: { $0.lacks(port) }) {
        add("port \(port)", "port '\(port)' is not among the ports of what '\(wanted.selector.text)' selects")
      }
    }
    return findings
  }

  private struct Candidate {
    let labels: Int
    /// Empty where they are not declared.
    let ports: Set<String>

    func lacks(_ port: String) -> Bool { !ports.isEmpty && !ports.contains(port) }
  }

  private func candidates(_ placed: PlacedObject, _ selection: PreparedObject.Selection) -> [Candidate] {
    func isInReach(_ other: PlacedObject) -> Bool {
      guard let namespaces = selection.namespaces, !namespaces.contains(0) else { return true }
      let namespace = other.object.key.namespace
      return namespace == 0 || namespaces.contains(namespace)
    }
    func pods(_ other: PlacedObject) -> Candidate? {
      other.object.podLabels.map { Candidate(labels: $0, ports: other.facts.pods?.ports ?? []) }
    }
    switch selection.target {
    case .ownPods: return pods(placed).map { [$0] } ?? []
    case .pods: return objects.compactMap { isInReach($0) ? pods($0) : nil }
    case .objects(let kind):
      let established =
        kind == "Namespace" ? register.establishedNamespaces.map { Candidate(labels: $0, ports: []) } : []
      return established
        + objects.compactMap { other in
          guard other.facts.key.kind == kind, isInReach(other) else { return nil }
          return Candidate(labels: other.object.labels, ports: other.facts.provides.first?.parts ?? [])
        }
    }
  }

  // MARK: Pod Security

  private func insecure() -> [Finding] {
    let pods = objects.filter { $0.facts.security != nil && $0.facts.key.namespace != "kube-system" }
    guard !pods.isEmpty else { return [] }
    var levels: [String: String] = [:]
    for placed in objects where placed.facts.key.kind == "Namespace" {
      levels[placed.facts.key.name] = placed.facts.labels["pod-security.kubernetes.io/enforce"]
    }
    return pods.compactMap { placed in
      guard let security = placed.facts.security else { return nil }
      let level = levels[placed.facts.key.namespace]
      switch level {
      case "privileged": return nil
      case "baseline": return security.baseline.map { refused($0, "baseline", placed) }
      case "restricted": return refused(security.restricted, "restricted", placed)
      default:
        let failure = security.restricted
        return placed.finding(
          .podSecurity, path: failure.path, line: failure.line, subject: failure.controls,
          message: "its pods do not meet Pod Security 'restricted': \(failure.controls)",
          hint: "set these in 'securityContext', or say why not in an annotation '\(PodSecurity.waiver)'")
      }
    }
  }

  private func refused(_ failure: ObjectFacts.Refusal, _ level: String, _ placed: PlacedObject) -> Finding {
    placed.finding(
      .podRefused, path: failure.path, line: failure.line, subject: failure.controls,
      message: "its namespace enforces Pod Security '\(level)', which its pods do not meet: \(failure.controls)")
  }

  // MARK: Scalers

  private func contested() -> [Finding] {
    let scalers = objects.filter { $0.object.scalingTarget != nil }
    guard !scalers.isEmpty else { return [] }
    var findings: [Finding] = []
    for (index, placed) in scalers.enumerated() {
      guard let scaling = placed.facts.scaling, let target = placed.object.scalingTarget else { continue }
      let rivals = scalers[..<index].filter {
        $0.object.scalingTarget?.name == target.name && $0.object.scalingTarget?.namespace == target.namespace
      }
      for rival in rivals {
        guard let other = rival.facts.scaling else { continue }
        let shared = scaling.resources.intersection(other.resources).sorted().joined(separator: " and ")
        let what = scaling.isHorizontal && other.isHorizontal ? "the number of pods" : shared
        if what.isEmpty || (!scaling.isHorizontal && !other.isHorizontal) { continue }
        findings.append(
          placed.finding(
            .contestedTarget, path: scaling.path, line: scaling.line, subject: "\(scaling.target.label) \(what)",
            message: "\(rival.facts.label) acts on \(what) of \(scaling.target.label) too"))
      }
      guard scaling.isHorizontal, rivals.allSatisfy({ $0.facts.scaling?.isHorizontal != true }) else { continue }
      for provider in register.providers(of: target) {
        let owner = objects[provider.object]
        guard provider.provision == 0, let line = owner.facts.replicasLine else { continue }
        findings.append(
          owner.finding(
            .contestedTarget, path: "spec.replicas", line: line, subject: placed.facts.label,
            message: "\(placed.facts.label) changes 'spec.replicas' too: every apply undoes what it did",
            hint: "leave 'spec.replicas' out"))
      }
    }
    return findings
  }
}
