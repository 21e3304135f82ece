import Strategy

extension Catalogue {
  /// Which clusters are meant.
  package struct ClusterFilter: Sendable {
    package let scopes: [ScopePattern]
    package let selectors: [ClusterAttributes.Selector]

    package init(scopes: [ScopePattern] = [], selectors: [ClusterAttributes.Selector] = []) {
      self.scopes = scopes
      self.selectors = selectors
    }

    func allows(_ cluster: ClusterRecord) -> Bool {
      allows(cluster.scope.scope) && cluster.attributes.matches(selectors)
    }

    /// Whether a scope is meant, whatever its selectors.
    func allows(_ scope: Scope) -> Bool { scopes.isEmpty || scopes.contains { $0.contains(scope) } }
  }

  /// The clusters in use, by name, each with what it runs.
  package func clusters(_ filter: ClusterFilter) throws -> [FleetCluster] {
    try store.read { tx in try Fleet(tx).clusters.filter { filter.allows($0.record) } }
  }

  /// One cluster with its history.
  package struct ClusterDetails: Sendable {
    package let cluster: FleetCluster
    /// The parameters of its own layer.
    package let layer: LayerParameters
    package let revisions: [ClusterRevision]
    package let pins: [PinMove]
  }

  package func cluster(_ scope: Scope) throws -> ClusterDetails {
    try store.read { tx in
      let record = try Catalogue.clusterRecord(scope, tx)
      guard let cluster = try Fleet(tx, of: [record.id]).clusters.first else {
        throw CatalogueError.retiredScope(scope)
      }
      return ClusterDetails(
        cluster: cluster, layer: try tx.profiles([record.id]).first?.parameters ?? .empty,
        revisions: try tx.clusterHistory(record.id), pins: try tx.pinHistory(record.id))
    }
  }

  /// What a change of a cluster did.
  package struct ClusterChange: Sendable {
    package let scope: Scope
    package let old: ClusterAttributes
    package let new: ClusterAttributes
    /// Scopes that were registered, or taken up again.
    package let created: [Registered]
    /// Whether anything was written.
    package let isChange: Bool
    /// Whether it has versions of its own, whose template may look at what is known of it.
    package let hasStrategy: Bool
  }

  /// Registers a cluster, or takes up a retired one again, which keeps what is not changed; its environment must be
  /// registered.
  package func addCluster(
    _ scope: Scope, message: String, _ change: (ClusterAttributes) throws -> ClusterAttributes
  ) throws -> ClusterChange {
    guard case .cluster(let team, let environment, _) = scope else { throw CatalogueError.notACluster(scope) }
    let stamp = stamp("cluster.add", scope.description, message)
    return try store.write { tx in
      let owner = Scope.environment(team: team, environment: environment)
      let scopes = try tx.scopes()
      var (batch, registration) = (RecordBatch(after: scopes), Registration(scopes))
      guard registration.record(owner) != nil else {
        let isRetired = scopes.contains { $0.scope == owner }
        throw isRetired ? CatalogueError.retiredScope(owner) : try Catalogue.unknown(owner, tx)
      }
      guard registration.record(scope) == nil else { throw CatalogueError.clusterExists(scope) }
      let record = try registration.use(scope, in: &batch, tx)
      let known = try tx.clusters([record.id]).first
      let old = known?.attributes ?? .none
      let attributes = try change(old)
      try Catalogue.check(attributes, scope)
      if old != attributes || known == nil { batch.add(attributes, number: (known?.revision ?? 0) + 1, of: record) }
      _ = try batch.write(stamp, tx)
      return ClusterChange(
        scope: scope, old: old, new: attributes, created: registration.entries.map(\.registered), isChange: true,
        hasStrategy: try !tx.latestVersions([record.id]).isEmpty)
    }
  }

  /// Changes what is known of a cluster.
  package func setCluster(
    _ scope: Scope, message: String, _ change: (ClusterAttributes) throws -> ClusterAttributes
  ) throws -> ClusterChange {
    let stamp = stamp("cluster.set", scope.description, message)
    return try store.write { tx in
      let record = try Catalogue.clusterInUse(scope, tx)
      let known = try tx.clusters([record.id]).first
      let old = known?.attributes ?? .none
      let new = try change(old)
      try Catalogue.check(new, scope)
      let hasStrategy = try !tx.latestVersions([record.id]).isEmpty
      guard old != new else {
        return ClusterChange(
          scope: scope, old: old, new: new, created: [], isChange: false, hasStrategy: hasStrategy)
      }
      var batch = RecordBatch(after: [])
      batch.add(new, number: (known?.revision ?? 0) + 1, of: record)
      _ = try batch.write(stamp, tx)
      return ClusterChange(scope: scope, old: old, new: new, created: [], isChange: true, hasStrategy: hasStrategy)
    }
  }

  private static func check(_ attributes: ClusterAttributes, _ scope: Scope) throws {
    let problems = attributes.problems(of: scope)
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
  }

  // MARK: Pins

  /// What a pin is set to.
  package enum PinTarget: Sendable {
    /// What the cluster runs now.
    case current
    /// A version of the strategy that the cluster follows.
    case version(VersionSelector)
    /// A version by its whole address.
    case address(VersionAddress)
  }

  package struct PinChange: Sendable {
    package let scope: Scope
    package let old: FleetCluster
    package let new: FleetCluster
    package let isChange: Bool
  }

  /// Holds a cluster at a version of its own strategy or its environment's.
  package func pin(_ scope: Scope, to target: PinTarget, message: String) throws -> PinChange {
    try movePin(scope, action: "cluster.pin", message: message) { cluster, record, tx in
      let address: VersionAddress
      switch target {
      case .current:
        guard let strategy = cluster.strategy, let running = cluster.running else {
          throw CatalogueError.noVersions(scope)
        }
        address = VersionAddress(scope: strategy, selector: .number(running.number))
      case .version(let selector):
        guard let strategy = cluster.latestStrategy else { throw CatalogueError.noVersions(scope) }
        address = VersionAddress(scope: strategy, selector: selector)
      case .address(let given):
        guard given.scope == scope || given.scope == scope.owners.last else {
          throw CatalogueError.foreignPin(scope, given)
        }
        address = given
      }
      let version = try Catalogue.version(address, tx)
      return VersionKey(id: version.id, scope: version.scope.id, number: version.number)
    }
  }

  /// Lets a cluster follow the newest version again.
  package func unpin(_ scope: Scope, message: String) throws -> PinChange {
    try movePin(scope, action: "cluster.unpin", message: message) { _, _, _ in nil }
  }

  private func movePin(
    _ scope: Scope, action: String, message: String,
    _ target: (FleetCluster, ScopeRecord, any CatalogueReading) throws -> VersionKey?
  ) throws -> PinChange {
    let stamp = stamp(action, scope.description, message)
    return try store.write { tx in
      let record = try Catalogue.clusterInUse(scope, tx)
      guard let old = try Fleet(tx, of: [record.id]).clusters.first else { throw CatalogueError.retiredScope(scope) }
      let version = try target(old, record, tx)
      let pin = try tx.pins([record.id]).first?.version
      guard pin != version else { return PinChange(scope: scope, old: old, new: old, isChange: false) }
      var batch = RecordBatch(after: [])
      batch.add(pin: version, of: record.id)
      _ = try batch.write(stamp, tx)
      let new = try Fleet(tx, of: [record.id]).clusters.first ?? old
      return PinChange(scope: scope, old: old, new: new, isChange: true)
    }
  }

  // MARK: Records

  /// The record of a cluster, retired or not.
  static func clusterRecord(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord {
    guard scope.layer == .cluster else { throw CatalogueError.notACluster(scope) }
    return try record(scope, tx)
  }

  private static func clusterInUse(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord {
    let record = try clusterRecord(scope, tx)
    guard !record.isRetired else { throw CatalogueError.retiredScope(scope) }
    return record
  }
}
