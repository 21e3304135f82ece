import Strategy

/// The records of one operation, gathered before its audit entry is written, which covers all of them.
///
/// Scopes are numbered without gaps in the order in which they are added, so that a new one can be referred to before
/// it is stored.
struct RecordBatch {
  private(set) var scopes: [ScopeRecord] = []
  private var providers: [(mapping: ProviderMapping, number: Int, title: String)] = []
  private var profiles: [(scope: ScopeRecord, number: Int, parameters: LayerParameters)] = []
  private var labels: [(scope: ScopeRecord, label: Label, version: Version?)] = []
  private var changes: [(scope: ScopeRecord, number: Int)] = []
  private var clusters: [(scope: ScopeRecord, number: Int, attributes: ClusterAttributes)] = []
  private var pins: [(cluster: ID<Scope>, version: VersionKey?)] = []
  private var waivers: [(finding: String, scope: ScopeRecord, until: Day?, reason: String)] = []
  private var lastID: Int64

  /// - Parameter known: all scopes that are registered.
  init(after known: [ScopeRecord]) {
    lastID = known.map(\.id.rawValue).max() ?? 0
  }

  var isEmpty: Bool {
    scopes.isEmpty && providers.isEmpty && profiles.isEmpty && labels.isEmpty && changes.isEmpty && clusters.isEmpty
      && pins.isEmpty && waivers.isEmpty
  }

  /// A new scope; those above it must be registered or have been added before.
  mutating func add(_ scope: Scope) -> ScopeRecord {
    lastID += 1
    let record = ScopeRecord(id: ID(lastID), scope: scope)
    scopes.append(record)
    return record
  }

  mutating func add(_ mapping: ProviderMapping, number: Int, title: String) {
    providers.append((mapping, number, title))
  }

  mutating func add(_ parameters: LayerParameters, number: Int, of scope: ScopeRecord) {
    profiles.append((scope, number, parameters))
  }

  /// - Parameter version: of the strategy; nil where the label is taken away.
  mutating func add(label: Label, of scope: ScopeRecord, to version: Version?) {
    labels.append((scope, label, version))
  }

  /// What a scope is called from now on, and whether it is retired.
  mutating func add(change scope: ScopeRecord, number: Int) {
    changes.append((scope, number))
  }

  mutating func add(_ attributes: ClusterAttributes, number: Int, of cluster: ScopeRecord) {
    clusters.append((cluster, number, attributes))
  }

  mutating func add(pin version: VersionKey?, of cluster: ID<Scope>) {
    pins.append((cluster, version))
  }

  /// - Parameter until: nil where the finding is waived no longer.
  mutating func add(waiver finding: String, at scope: ScopeRecord, until: Day?, reason: String) {
    waivers.append((finding, scope, until, reason))
  }

  /// Stores everything under one audit entry.
  func write(_ stamp: AuditStamp, _ tx: any CatalogueWriting) throws -> AuditEntry {
    let providerSeals = providers.map {
      Seal.provider($0.mapping.provider, number: $0.number, title: $0.title, mapping: $0.mapping.canonical)
    }
    let profileSeals = profiles.map {
      Seal.profile(scope: $0.scope.id, number: $0.number, parameters: $0.parameters.canonical)
    }
    let labelSeals = labels.map {
      Seal.label(scope: $0.scope.id, label: $0.label.name, version: $0.version?.number)
    }
    let changeSeals = changes.map { Seal.change(of: $0.scope, number: $0.number) }
    let clusterSeals = clusters.map { Seal.cluster(scope: $0.scope.id, number: $0.number, attributes: $0.attributes) }
    let pinSeals = pins.map { Seal.pin(cluster: $0.cluster, version: $0.version) }
    let waiverSeals = waivers.map {
      Seal.waiver(scope: $0.scope.id, finding: $0.finding, until: $0.until, reason: $0.reason)
    }
    let content = scopes.map { Seal.scope($0.scope) } + providerSeals + profileSeals + labelSeals
    let fleet = changeSeals + clusterSeals + pinSeals + waiverSeals
    let audit = try tx.appendAudit(stamp, content: Seal.content(content + fleet))
    for record in scopes where try tx.addScope(record.scope, audit: audit).id != record.id {
      throw CatalogueError.storage(
        .failed(path: "scope", detail: "'\(record.scope)' was numbered otherwise than expected"))
    }
    for (provider, seal) in zip(providers, providerSeals) {
      _ = try tx.addProviderRevision(
        provider.mapping, number: provider.number, title: provider.title, digest: seal, audit: audit)
    }
    for (profile, seal) in zip(profiles, profileSeals) {
      _ = try tx.addProfileRevision(
        profile.scope, number: profile.number, parameters: profile.parameters, digest: seal, audit: audit)
    }
    for (label, seal) in zip(labels, labelSeals) {
      try tx.addLabelMove(
        label.scope, label: label.label.name, version: label.version?.id, digest: seal, audit: audit)
    }
    for (change, seal) in zip(changes, changeSeals) {
      try tx.addScopeChange(change.scope, number: change.number, digest: seal, audit: audit)
    }
    for (cluster, seal) in zip(clusters, clusterSeals) {
      try tx.addClusterRevision(
        cluster.scope, number: cluster.number, attributes: cluster.attributes, digest: seal, audit: audit)
    }
    for (pin, seal) in zip(pins, pinSeals) {
      try tx.addPinMove(pin.cluster, version: pin.version, digest: seal, audit: audit)
    }
    for (waiver, seal) in zip(waivers, waiverSeals) {
      try tx.addWaiver(
        waiver.scope, finding: waiver.finding, until: waiver.until, reason: waiver.reason, digest: seal, audit: audit)
    }
    return audit
  }
}
