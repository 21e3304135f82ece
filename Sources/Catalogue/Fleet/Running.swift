/// A cluster in use, with the version it runs.
package struct FleetCluster: Sendable {
  package enum Reason: String, Sendable {
    /// It is held at a version.
    case pinned
    /// The newest version of its own strategy.
    case own
    /// The newest version of its environment's strategy.
    case environment
  }

  package let record: ClusterRecord
  /// What it runs; nil where nothing was generated yet.
  package let running: VersionKey?
  /// The strategy of that version.
  package let strategy: Scope?
  package let reason: Reason?
  /// What it would run without its pin.
  package let latest: VersionKey?
  package let latestStrategy: Scope?

  package var scope: Scope { record.scope.scope }
  package var attributes: ClusterAttributes { record.attributes }

  /// How many versions it is behind; nil where nothing runs, or a version of another strategy than it would follow.
  package var behind: Int? {
    guard let running, let latest, running.scope == latest.scope else { return nil }
    return latest.number - running.number
  }
}

/// Which version every cluster runs: the one it is pinned to, else the newest of its own strategy, else of its
/// environment's.
struct Fleet {
  /// In the order of their names; those that are retired are left out.
  let clusters: [FleetCluster]

  /// - Parameter scopes: the clusters to look at; nil for all.
  init(_ tx: any CatalogueReading, of scopes: [ID<Scope>]? = nil) throws {
    let records = try tx.clusters(scopes).filter { !$0.scope.isRetired }
    let strategies = scopes.map { $0 + records.map(\.environment) }.map(Set.init).map(Array.init)
    let pins = Dictionary(
      try tx.pins(scopes).map { ($0.cluster, $0.version) }, uniquingKeysWith: { $1 })
    let latest = Dictionary(
      try tx.latestVersions(strategies).map { ($0.scope, $0) }, uniquingKeysWith: { $1 })
    let found = records.map { record in
      Fleet.cluster(record, pin: pins[record.scope.id] ?? nil, latest: latest)
    }
    clusters = found.sorted { $0.scope < $1.scope }
  }

  private static func cluster(
    _ record: ClusterRecord, pin: VersionKey?, latest: [ID<Scope>: VersionKey]
  ) -> FleetCluster {
    let own = latest[record.scope.id]
    let followed = own ?? latest[record.environment]
    let running = pin ?? followed
    func strategy(_ version: VersionKey?) -> Scope? {
      version.map { $0.scope == record.scope.id ? record.scope.scope : record.scope.scope.owners.last ?? .root }
    }
    let reason: FleetCluster.Reason? = pin != nil ? .pinned : own != nil ? .own : followed != nil ? .environment : nil
    return FleetCluster(
      record: record, running: running, strategy: strategy(running), reason: reason, latest: followed,
      latestStrategy: strategy(followed))
  }
}
