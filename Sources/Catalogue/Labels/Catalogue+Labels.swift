import Strategy

extension Catalogue {
  /// What a move of a label did.
  package struct LabelChange: Sendable {
    package let label: Label
    /// The version that it points to; the one that it pointed to, where it was taken away.
    package let version: VersionAddress
    /// The number of the version that it pointed to before; nil where it pointed nowhere.
    package let old: Int?
    /// Whether anything was written.
    package let isChange: Bool

    init(_ label: Label, of scope: Scope, from old: Int?, to number: Int, isChange: Bool) {
      self.label = label
      version = VersionAddress(scope: scope, selector: .number(number))
      self.old = old
      self.isChange = isChange
    }
  }

  /// Makes a label of a strategy point to one of its versions.
  /// - Parameter address: without a version, the newest of the strategy, also of a cluster that runs another.
  package func setLabel(_ label: Label, to address: VersionAddress, message: String) throws -> LabelChange {
    let scope = address.scope
    let selector = address.selector == .running ? VersionSelector.latest : address.selector
    let stamp = stamp("label.set", "\(scope) \(label)", message)
    return try store.write { tx in
      let record = try Catalogue.strategyInUse(scope, tx)
      let version = try Catalogue.version(VersionAddress(scope: scope, selector: selector), tx)
      let old = try Catalogue.labels(record, tx)[label.name]
      if old != version.number { try Catalogue.move(label, of: record, to: version, stamp, tx) }
      return LabelChange(label, of: scope, from: old, to: version.number, isChange: old != version.number)
    }
  }

  /// Takes a label away from a strategy.
  /// - Throws: ``CatalogueError/unknownLabel(_:_:known:)``.
  package func removeLabel(_ label: Label, from scope: Scope, message: String) throws -> LabelChange {
    let stamp = stamp("label.remove", "\(scope) \(label)", message)
    return try store.write { tx in
      let record = try Catalogue.strategyInUse(scope, tx)
      let placed = try Catalogue.labels(record, tx)
      guard let old = placed[label.name] else {
        throw CatalogueError.unknownLabel(label.name, scope, known: placed.keys.sorted())
      }
      try Catalogue.move(label, of: record, to: nil, stamp, tx)
      return LabelChange(label, of: scope, from: old, to: old, isChange: true)
    }
  }

  private static func move(
    _ label: Label, of record: ScopeRecord, to version: Version?, _ stamp: AuditStamp, _ tx: any CatalogueWriting
  ) throws {
    var batch = RecordBatch(after: [])
    batch.add(label: label, of: record, to: version)
    _ = try batch.write(stamp, tx)
  }

  /// The record of a scope that is not retired and has versions of its own.
  static func strategyInUse(_ scope: Scope, _ tx: any CatalogueReading) throws -> ScopeRecord {
    let record = try record(scope, tx)
    guard !record.isRetired else { throw CatalogueError.retiredScope(scope) }
    guard try tx.latestNumber(record.id) != nil else { throw try missing(record, tx) }
    return record
  }

  // MARK: Reading

  /// Where labels point now, by strategy and name: of strategies in use that match any pattern, or of all with none.
  package func labels(_ patterns: [ScopePattern]) throws -> [LabelMove] {
    try store.read { tx in try tx.labels(nil) }.filter { move in
      !move.scope.isRetired && (patterns.isEmpty || patterns.contains { $0.contains(move.scope.scope) })
    }.sorted { ($0.scope.scope, $0.label) < ($1.scope.scope, $1.label) }
  }

  /// The moves of a strategy's labels, or of one of them, newest first.
  /// - Throws: ``CatalogueError/unknownLabel(_:_:known:)`` for a label that the strategy never had.
  package func labelHistory(_ scope: Scope, _ label: Label?) throws -> [LabelMove] {
    try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      let moves = try tx.labelMoves(record.id)
      if moves.isEmpty, try tx.latestNumber(record.id) == nil { throw try Catalogue.missing(record, tx) }
      guard let label else { return moves.reversed() }
      let found = moves.filter { $0.label == label.name }
      guard !found.isEmpty else {
        throw CatalogueError.unknownLabel(label.name, scope, known: Set(moves.map(\.label)).sorted())
      }
      return found.reversed()
    }
  }

  /// Where each label of a strategy points now.
  static func labels(_ record: ScopeRecord, _ tx: any CatalogueReading) throws -> [String: Int] {
    var labels: [String: Int] = [:]
    for move in try tx.labels([record.id]) { labels[move.label] = move.version }
    return labels
  }
}
