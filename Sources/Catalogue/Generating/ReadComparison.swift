import Strategy

/// Tells whether what a rendering looked at is still the same: then it would come out the same, and need not be made.
/// Rendering is a function of what it reads.
final class ReadComparison {
  private let tx: any CatalogueReading
  private var known: [ID<Inputs>: ReadSet] = [:]
  private var inputs: [ID<Inputs>: Inputs] = [:]
  private var mappings: [ID<ProviderRevision>: ProviderMapping] = [:]
  private var changes: [Pair: Set<String>] = [:]
  private var names: [ReadSet: Names] = [:]

  private struct Pair: Hashable {
    let old: ID<ProviderRevision>?
    let new: ID<ProviderRevision>?
  }

  /// The names of a read set by their kinds.
  private struct Names {
    var parameters: [String] = []
    /// Without their prefix.
    var provider: Set<String> = []
    var variables: Set<String> = []
    /// Whether anything may have been looked at.
    var isEverything = false

    init(_ set: ReadSet) {
      for name in set.names {
        if name.hasPrefix(LayerParameters.providerPrefix) {
          provider.insert(String(name.dropFirst(LayerParameters.providerPrefix.count)))
        } else if ["@team", "@environment", "@cluster"].contains(name) {
          variables.insert(name)
        } else if name == "*" || name.hasPrefix("@") {
          isEverything = true
        } else {
          parameters.append(name)
        }
      }
    }
  }

  init(_ tx: any CatalogueReading) {
    self.tx = tx
  }

  /// Reads what is needed of the inputs of many strategies at once.
  func load(_ ids: [ID<Inputs>]) throws { known.merge(try tx.readSets(ofInputs: ids)) { $1 } }

  /// As ``load(_:)``, for those that ``readsSame(_:_:)`` is asked of.
  func loadWhole(_ ids: [ID<Inputs>]) throws { inputs.merge(try tx.inputs(withIDs: ids)) { $1 } }

  func reads(of id: ID<Inputs>) -> ReadSet? { known[id] }

  /// Whether a rendering looked at a provider's key that another revision of the mapping has otherwise. What layers
  /// override counts as looked at.
  func touches(_ current: CurrentInputs, provider: ProviderRevision?) throws -> Bool {
    guard let names = known[current.id].map(names(of:)), !names.isEverything else { return true }
    return try !names.provider.isDisjoint(with: changed(current.key.provider, provider))
  }

  /// Whether a rendering of the same template, made anew, would look at the same values as the one that was recorded.
  func readsSame(_ current: CurrentInputs, _ resolution: Resolution) throws -> Bool {
    guard current.key.template == resolution.key.template, let names = known[current.id].map(names(of:)),
      let old = inputs[current.id]
    else { return false }
    let (before, after) = (current.key.variables, resolution.key.variables)
    if names.isEverything {
      return before == after && old.parameters.hasValues(of: resolution.recipe.parameters)
        && current.key.provider == resolution.key.provider
    }
    let new = resolution.recipe.parameters
    guard names.parameters.allSatisfy({ old.parameters[$0]?.value == new[$0]?.value }),
      ReadComparison.same(before, after, names.variables)
    else { return false }
    return try readsSameKeys(names, old, resolution)
  }

  private func readsSameKeys(_ names: Names, _ old: Inputs, _ resolution: Resolution) throws -> Bool {
    let changed = try changed(old.key.provider, resolution.recipe.provider).intersection(names.provider)
    let overridden = Set((old.parameters.overrides + resolution.recipe.parameters.overrides).map(\.key))
    guard !changed.isEmpty || !overridden.isEmpty else { return true }
    let before = try mapping(old.key.provider)?.overriding(old.parameters.overrides)
    return changed.union(overridden.intersection(names.provider)).allSatisfy { key in
      before?[key].map(Array.init(_:)) == resolution.recipe.mapping?[key].map(Array.init(_:))
    }
  }

  private static func same(_ before: ScopeVariables, _ after: ScopeVariables, _ names: Set<String>) -> Bool {
    func part(_ name: String, _ variables: ScopeVariables) -> [String] {
      switch name {
      case "@team": [variables.team]
      case "@environment": [variables.environment]
      default: [variables.cluster, variables.region, variables.kubernetes]
      }
    }
    return names.allSatisfy { part($0, before) == part($0, after) }
  }

  private func names(of set: ReadSet) -> Names {
    if let known = names[set] { return known }
    let found = Names(set)
    names[set] = found
    return found
  }

  /// The keys that two revisions have otherwise.
  private func changed(_ old: ID<ProviderRevision>?, _ new: ProviderRevision?) throws -> Set<String> {
    guard old != new?.id else { return [] }
    let pair = Pair(old: old, new: new?.id)
    if let known = changes[pair] { return known }
    let before = Set(try mapping(old)?.entries ?? [])
    let found = Set(before.symmetricDifference(new?.mapping.entries ?? []).map(\.key))
    changes[pair] = found
    return found
  }

  private func mapping(_ id: ID<ProviderRevision>?) throws -> ProviderMapping? {
    guard let id else { return nil }
    if let known = mappings[id] { return known }
    let found = try tx.provider(id)?.mapping
    mappings[id] = found
    return found
  }
}

extension ParameterSet {
  /// Whether it has the same values, wherever they come from.
  fileprivate func hasValues(of other: ParameterSet) -> Bool {
    entries.map(\.key) == other.entries.map(\.key) && entries.map(\.value) == other.entries.map(\.value)
  }
}
