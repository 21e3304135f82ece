import Strategy

/// Finds who decided what inputs are. Histories are read once each. Belongs to one transaction.
final class Decisions {
  private let tx: any CatalogueReading
  private var profiles: [Scope: [ProfileRevision]] = [:]
  private var providers: [String: [ProviderRevision]] = [:]
  private var clusters: [Scope: [ClusterRevision]] = [:]
  private var templates: [TemplateRevision]?

  init(_ tx: any CatalogueReading) {
    self.tx = tx
  }

  /// Every decision about an input that a side was made from, the one that holds first, then those that it overrides.
  /// - Parameter name: as read sets have it: a parameter, `@variable`, `provider.KEY`, or `template`.
  func all(_ name: String, of side: InputSide) throws -> [Decision] {
    if name.hasPrefix("@") { return try variable(name, of: side) }
    var found = try layers(name, of: side)
    if name.hasPrefix(LayerParameters.providerPrefix), let provider = side.provider {
      let key = String(name.dropFirst(LayerParameters.providerPrefix.count))
      if let decision = try mapping(key, provider) { found.append(decision) }
    } else if name != LayerParameters.templateKey, side.parameters[name]?.layer == .standard,
      let decision = try standard(name, of: side)
    {
      found.append(decision)
    }
    return found
  }

  /// The decision that made an input what it is on the new side, where the old side has it otherwise: that the value was
  /// set, or that what stood above it was taken away.
  func change(_ name: String, from old: InputSide, to new: InputSide) throws -> Decision? {
    let now = try all(name, of: new)
    guard old.scope == new.scope, let before = try all(name, of: old).first, case .layer(let scope, _) = before.place
    else { return now.first }
    if case .layer(let other, _)? = now.first?.place, other.layers.count >= scope.layers.count { return now.first }
    return try removal(name, at: scope, old, new) ?? now.first
  }

  // MARK: Layers

  private func layers(_ name: String, of side: InputSide) throws -> [Decision] {
    try side.scope.layers.reversed().compactMap { scope in
      guard let revision = try revision(at: scope, of: side), let entry = revision.parameters.entry(name) else {
        return nil
      }
      let setter = try history(scope).prefix { $0.number <= revision.number }.reversed()
        .prefix { $0.parameters.entry(name) == entry }.last
      return Decision(
        place: .layer(scope, revision: setter?.number ?? revision.number), value: entry.value?.written,
        audit: (setter ?? revision).audit)
    }
  }

  private func revision(at scope: Scope, of side: InputSide) throws -> ProfileRevision? {
    let index = Layer.allCases.dropFirst().firstIndex(of: scope.layer).map { $0 - 1 } ?? 0
    guard side.layers.indices.contains(index), let id = side.layers[index] else { return nil }
    return try history(scope).first { $0.id == id }
  }

  /// The first revision of a layer after the old side's that no longer has a key.
  private func removal(_ name: String, at scope: Scope, _ old: InputSide, _ new: InputSide) throws -> Decision? {
    guard let before = try revision(at: scope, of: old), let after = try revision(at: scope, of: new) else {
      return nil
    }
    let gone = try history(scope).first {
      (before.number...max(before.number, after.number)).contains($0.number) && $0.number > before.number
        && $0.parameters.entry(name)?.value == nil
    }
    return gone.map { Decision(place: .layer(scope, revision: $0.number), value: nil, audit: $0.audit) }
  }

  private func history(_ scope: Scope) throws -> [ProfileRevision] {
    if let known = profiles[scope] { return known }
    let found = try tx.scopes([scope]).first.map { try tx.profileHistory($0.id) } ?? []
    profiles[scope] = found
    return found
  }

  // MARK: Providers, templates, clusters

  private func mapping(_ key: String, _ provider: (number: Int, mapping: ProviderMapping)) throws -> Decision? {
    let name = provider.mapping.provider
    let history = try providers[name] ?? tx.providerHistory(name)
    providers[name] = history
    guard let value = provider.mapping[key] else { return nil }
    let setter = history.prefix { $0.number <= provider.number }.reversed().prefix { $0.mapping[key] == value }.last
    return Decision(
      place: .provider(name, revision: setter?.number ?? provider.number), value: value, audit: setter?.audit)
  }

  private func standard(_ name: String, of side: InputSide) throws -> Decision? {
    guard let entry = side.parameters[name] else { return nil }
    return Decision(
      place: .template(side.template), value: entry.value.written, audit: try template(side.template)?.audit)
  }

  private func template(_ reference: TemplateReference) throws -> TemplateRevision? {
    let known = try templates ?? tx.templateRevisions()
    templates = known
    return known.first { $0.reference == reference }
  }

  private func variable(_ name: String, of side: InputSide) throws -> [Decision] {
    let values = side.variableValues.filter { $0.read == name || $0.name == name }
    return try values.compactMap { variable in
      guard !variable.value.isEmpty else { return nil }
      guard variable.name == "@cluster.region" || variable.name == "@cluster.kubernetes" else {
        return Decision(place: .name(side.scope), value: variable.value, audit: nil)
      }
      func value(_ attributes: ClusterAttributes) -> String {
        variable.name == "@cluster.region" ? attributes.region : attributes.kubernetes
      }
      let said = try clusterHistory(side.scope).last { value($0.attributes) == variable.value }
      let setter = try said.flatMap { said in
        try clusterHistory(side.scope).prefix { $0.number <= said.number }.reversed()
          .prefix { value($0.attributes) == variable.value }.last
      }
      return Decision(
        place: .cluster(side.scope, revision: setter?.number ?? 0), value: variable.value, audit: setter?.audit)
    }
  }

  private func clusterHistory(_ scope: Scope) throws -> [ClusterRevision] {
    if let known = clusters[scope] { return known }
    let found = try tx.scopes([scope]).first.map { try tx.clusterHistory($0.id) } ?? []
    clusters[scope] = found
    return found
  }
}
