/// The strategies that some scopes stand for, and the layers that bear on them.
struct StrategySelection {
  /// In the order of the scopes, each once.
  let strategies: [ScopeRecord]
  /// The newest profile revision of each layer that has one, or the one that is assumed.
  let layers: [ProfileRevision]
  /// The clusters among the strategies, with what is known of them.
  let clusters: [ClusterRecord]
  let isEverything: Bool

  /// The scopes, where all of them are clusters.
  var onlyClusters: [ID<Scope>]? { strategies.allSatisfy(\.scope.isCluster) ? strategies.map(\.id) : nil }

  /// - Throws: for a scope that is not registered, and when there is no strategy at all.
  init(_ selected: [Scope], assuming assumption: Assumption = .nothing, _ tx: any CatalogueReading) throws {
    if selected.allSatisfy(\.isCluster) || selected.allSatisfy({ $0.layer == .environment }),
      let narrow = try StrategySelection(narrow: selected, assuming: assumption, tx)
    {
      self = narrow
      return
    }
    let scopes = try tx.scopes().filter { !$0.isRetired }
    let known = Set(scopes.map(\.scope))
    for scope in selected where scope != .root && !known.contains(scope) {
      if case .everyTeam(let environment) = scope, scopes.contains(where: { $0.scope.environment == environment }) {
        continue
      }
      throw try Catalogue.unknown(scope, tx)
    }
    let layers = try tx.profiles(nil).replacing(assumption.layers)
    let withLayer = Set(layers.filter { !$0.parameters.entries.isEmpty }.map(\.scope.id))
    let strategies = scopes.filter { record in
      switch record.scope {
      case .environment: selected.contains { $0.contains(record.scope) }
      case .cluster: withLayer.contains(record.id) && selected.contains { $0.contains(record.scope) }
      default: false
      }
    }
    guard !strategies.isEmpty else { throw CatalogueError.noStrategies(selected) }
    try self.init(strategies, layers: layers, isEverything: selected.contains(.root), tx)
  }

  private init(
    limiting other: StrategySelection, to scopes: Set<Scope>
  ) {
    strategies = other.strategies.filter { scopes.contains($0.scope) }
    layers = other.layers
    clusters = other.clusters.filter { scopes.contains($0.scope.scope) }
    isEverything = false
  }

  /// Only the strategies of some scopes, without those beneath these.
  func limited(to scopes: Set<Scope>) -> StrategySelection { StrategySelection(limiting: self, to: scopes) }

  private init(
    _ strategies: [ScopeRecord], layers: [ProfileRevision], isEverything: Bool, _ tx: any CatalogueReading
  ) throws {
    self.strategies = strategies.sorted { $0.scope < $1.scope }
    self.layers = layers
    let clusters = strategies.filter(\.scope.isCluster).map(\.id)
    self.clusters = clusters.isEmpty ? [] : try tx.clusters(clusters)
    self.isEverything = isEverything
  }

  /// Single clusters: only their own layers are read. Nil where one has to be looked for among all scopes.
  private init?(narrow selected: [Scope], assuming assumption: Assumption, _ tx: any CatalogueReading) throws {
    guard selected.count <= 16, selected.allSatisfy(\.isCluster) else { return nil }
    let records = try tx.scopes(Array(Set(selected.flatMap(\.layers)))).filter { !$0.isRetired }
    let layers = try tx.profiles(records.map(\.id)).replacing(assumption.layers)
    let withLayer = Set(layers.filter { !$0.parameters.entries.isEmpty }.map(\.scope.scope))
    let strategies = records.filter { selected.contains($0.scope) && withLayer.contains($0.scope) }
    guard strategies.count == Set(selected).count else { return nil }
    try self.init(strategies, layers: layers, isEverything: false, tx)
  }
}

extension Scope {
  fileprivate var isCluster: Bool { layer == .cluster }
}
