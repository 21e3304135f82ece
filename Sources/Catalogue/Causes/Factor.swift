import Strategy

/// One thing in which two sides' inputs differ, and which can be taken from either side by itself.
enum Factor: Hashable {
  /// The template revision, with the defaults that it gives.
  case template
  /// A parameter; that which names the provider brings the provider's mapping with it.
  case parameter(String)
  /// A provider key that a layer sets on either side.
  case override(String)
  /// A key of the provider's mapping, which has another revision.
  case mappingKey(String)
  /// Another provider, which no parameter names.
  case mapping
  /// What a template sees of the scope or cluster, by its full name: `@cluster.region`.
  case variable(String)
}

/// What two sides differ in, and what a mixture of both is rendered from.
struct FactorSpace {
  let old: InputSide
  let new: InputSide
  let templates: (old: Template, new: Template)
  private(set) var factors: [Factor] = []
  /// The inputs that moved, one for each factor.
  private(set) var changes: [InputChange] = []
  /// The parameter that names the provider, where both sides have different ones.
  private let naming: String?

  init(_ old: InputSide, _ new: InputSide, templates: (old: Template, new: Template)) {
    self.old = old
    self.new = new
    self.templates = templates
    let otherProvider = old.provider?.mapping.provider != new.provider?.mapping.provider
    let argument = templates.new.frontMatter.providerArgument ?? templates.old.frontMatter.providerArgument
    let names =
      otherProvider && argument.map { FactorSpace.isExplicit($0, old) || FactorSpace.isExplicit($0, new) } == true
    naming = names ? argument : nil
    for change in InputChange.all(old, new) {
      guard let factor = factor(of: change),
        change.mayMatter(to: old.reads, new.reads) || factor == naming.map(Factor.parameter)
      else { continue }
      factors.append(factor)
      changes.append(change)
    }
    if otherProvider, naming == nil {
      factors.append(.mapping)
      changes.append(
        InputChange(
          kind: .provider, key: "provider", old: old.provider?.mapping.provider, new: new.provider?.mapping.provider,
          oldOrigin: nil, newOrigin: nil))
    }
  }

  private static func isExplicit(_ key: String, _ side: InputSide) -> Bool {
    side.parameters[key].map { $0.layer != .standard } ?? false
  }

  /// Nil for what comes along with another factor: a default with its template, a mapping with its provider.
  private func factor(of change: InputChange) -> Factor? {
    switch change.kind {
    case .template: return .template
    case .variable: return .variable(change.key)
    case .parameter:
      return [old, new].contains { FactorSpace.isExplicit(change.key, $0) } ? .parameter(change.key) : nil
    case .provider:
      let key = String(change.key.dropFirst(LayerParameters.providerPrefix.count))
      if [old, new].contains(where: { $0.parameters[change.key] != nil }) { return .override(key) }
      return old.provider?.mapping.provider == new.provider?.mapping.provider ? .mappingKey(key) : nil
    }
  }

  // MARK: Mixtures

  /// The template and the input of a rendering that takes some factors from the old side and all else from the new.
  func mixture(old taken: Set<Factor>) -> (template: Template, input: RenderInput) {
    func side(_ factor: Factor) -> InputSide { taken.contains(factor) ? old : new }
    let template = taken.contains(.template) ? templates.old : templates.new
    let values = template.frontMatter.arguments.compactMap { argument -> (name: String, value: ParameterValue)? in
      let said = side(.parameter(argument.name)).parameters[argument.name]
      if let said, said.layer != .standard { return (argument.name, said.value) }
      return argument.defaultValue.map { (argument.name, (try? argument.check($0)) ?? $0) }
    }
    return (
      template, RenderInput(parameters: values, mapping: mapping(side), variables: variables(side))
    )
  }

  private func mapping(_ side: (Factor) -> InputSide) -> ProviderMapping? {
    let base = naming.map { side(.parameter($0)) } ?? side(.mapping)
    guard var mapping = base.provider?.mapping else { return nil }
    let keys = factors.compactMap { if case .mappingKey(let key) = $0 { key } else { nil } }
    if !keys.isEmpty {
      let others = mapping.entries.filter { !keys.contains($0.key) }
      let chosen = keys.compactMap { key in
        side(.mappingKey(key)).provider?.mapping[key].map { ProviderMapping.Entry(key: key, value: $0) }
      }
      mapping = ProviderMapping(provider: mapping.provider, entries: others + chosen)
    }
    let overrides = Set((old.parameters.overrides + new.parameters.overrides).map(\.key))
    return mapping.overriding(
      overrides.sorted().compactMap { key in
        let chosen = side(.override(key))
        if let entry = chosen.parameters[LayerParameters.providerPrefix + key] { return (key, entry.value.rendered) }
        // Without an override, it is the value that the override took the place of.
        return naming == nil ? chosen.provider?.mapping[key].map { (key, $0) } : nil
      })
  }

  private func variables(_ side: (Factor) -> InputSide) -> ScopeVariables {
    ScopeVariables(
      team: side(.variable("@team")).variables.team, environment: side(.variable("@environment")).variables.environment,
      cluster: side(.variable("@cluster.name")).variables.cluster,
      region: side(.variable("@cluster.region")).variables.region,
      kubernetes: side(.variable("@cluster.kubernetes")).variables.kubernetes)
  }
}
