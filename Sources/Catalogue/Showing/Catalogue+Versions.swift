import Strategy

extension Catalogue {
  /// A version with its document.
  package struct VersionDocument: Sendable {
    package let version: Version
    package let blocks: [StoredBlock]

    /// The output, byte for byte.
    package var bytes: [UInt8] { blocks.flatMap(\.content) }
  }

  package func show(_ address: VersionAddress) throws -> VersionDocument {
    try store.read { tx in
      let version = try Catalogue.version(address, tx)
      return VersionDocument(version: version, blocks: try tx.blocks(ofOutput: version.output.digest))
    }
  }

  /// A strategy's versions, newest first, and the heads of both chains.
  package struct VersionLog: Sendable {
    package let scope: Scope
    package let versions: [Version]
    /// Labels as they stand, by the number of the version they point to.
    package let labels: [Int: [String]]
    package let auditHead: AuditEntry?
  }

  package func log(_ scope: Scope) throws -> VersionLog {
    try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      let versions = try tx.versions(record.id)
      guard !versions.isEmpty else { throw try Catalogue.missing(record, tx) }
      var labels: [Int: [String]] = [:]
      for (label, number) in try Catalogue.labels(record, tx) { labels[number, default: []].append(label) }
      return VersionLog(
        scope: scope, versions: versions.reversed(), labels: labels.mapValues { $0.sorted() },
        auditHead: try tx.auditHead())
    }
  }

  /// The version that an address means.
  static func version(_ address: VersionAddress, _ tx: any CatalogueReading) throws -> Version {
    let record = try Catalogue.record(address.scope, tx)
    if address.selector == .running { return try running(record, tx) }
    guard let latest = try tx.latestNumber(record.id) else { throw try missing(record, tx) }
    let number: Int?
    switch address.selector {
    case .next: throw CatalogueError.notMade(address.scope)
    case .running, .latest: number = latest
    case .number(let wanted): number = wanted
    case .label(let label):
      let placed = try labels(record, tx)
      guard placed[label] != nil else {
        throw CatalogueError.unknownLabel(label, address.scope, known: placed.keys.sorted())
      }
      number = placed[label]
    }
    guard let number, let version = try tx.version(record.id, number: number) else {
      throw CatalogueError.unknownVersion(address.scope, address.selector, latest: latest)
    }
    return version
  }

  /// The version that a cluster runs; of one that is retired, the newest of its own.
  private static func running(_ cluster: ScopeRecord, _ tx: any CatalogueReading) throws -> Version {
    let running = try Fleet(tx, of: [cluster.id]).clusters.first?.running
    guard let key = try running ?? tx.latestVersions([cluster.id]).first,
      let version = try tx.version(key.scope, number: key.number)
    else { throw CatalogueError.noVersions(cluster.scope) }
    return version
  }

  /// Why a scope has no version of its own.
  static func missing(_ record: ScopeRecord, _ tx: any CatalogueReading) throws -> CatalogueError {
    guard record.scope.isStrategy else { return .notAStrategy(record.scope) }
    guard record.scope.layer == .cluster, let cluster = try Fleet(tx, of: [record.id]).clusters.first,
      let strategy = cluster.strategy, let running = cluster.running
    else { return .noVersions(record.scope) }
    return .runsOther(record.scope, VersionAddress(scope: strategy, selector: .number(running.number)))
  }
}
