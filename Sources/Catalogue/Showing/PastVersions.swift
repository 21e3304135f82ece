extension Catalogue {
  /// The last audit entry to take into account for what was at a moment.
  /// - Throws: ``CatalogueError/nothingRecorded(until:)``.
  static func moment(_ time: Timestamp, _ tx: any CatalogueReading) throws -> ID<AuditEntry> {
    guard let entry = try tx.lastAuditEntry(until: time) else { throw CatalogueError.nothingRecorded(until: time) }
    return entry
  }

  /// The version that an address meant at a moment, by the order of recording.
  /// - Parameter moment: the last audit entry to take into account; nil for now.
  static func version(
    _ address: VersionAddress, asOf moment: ID<AuditEntry>?, _ tx: any CatalogueReading
  ) throws -> Version {
    guard let moment else { return try version(address, tx) }
    let record = try record(address.scope, tx)
    func isKnown(_ audit: AuditEntry) -> Bool { audit.id.rawValue <= moment.rawValue }
    func latest(_ scope: ID<Scope>) throws -> Version? { try tx.versions(scope).last { isKnown($0.audit) } }
    var found: Version?
    switch address.selector {
    case .next: throw CatalogueError.notMade(address.scope)
    case .latest: found = try latest(record.id)
    case .number(let number): found = try tx.version(record.id, number: number).flatMap { isKnown($0.audit) ? $0 : nil }
    case .label(let label):
      let move = try tx.labelMoves(record.id).last { $0.label == label && isKnown($0.audit) }
      found = try move?.version.flatMap { try tx.version(record.id, number: $0) }
    case .running:
      let pin = try tx.pinHistory(record.id).last { isKnown($0.audit) }?.version
      found = try pin.flatMap { try tx.version($0.scope, number: $0.number) } ?? latest(record.id)
      if found == nil, let cluster = try tx.clusters([record.id]).first { found = try latest(cluster.environment) }
    }
    guard let found else { throw CatalogueError.notThen(address) }
    return found
  }
}
