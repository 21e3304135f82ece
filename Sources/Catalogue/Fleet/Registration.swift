/// Registers scopes within a batch: a new one with those above it that are missing, a retired one again.
struct Registration {
  /// A scope that was not in use before.
  struct Entry {
    let scope: Scope
    /// A scope in use that it may be a slip of; nil too where nobody asked.
    let nearest: Scope?
    /// Whether it was retired, and goes on where it stopped.
    let isReturning: Bool
  }

  private(set) var entries: [Entry] = []
  private var records: [Scope: ScopeRecord]
  /// Those that a new one may be a slip of.
  private let inUse: [Scope]

  /// - Parameters:
  ///   - known: all scopes that are registered, retired ones among them.
  ///   - looksForSlips: whether each new scope is compared with all others.
  init(_ known: [ScopeRecord], looksForSlips: Bool = true) {
    inUse = looksForSlips ? known.filter { !$0.isRetired }.map(\.scope) : []
    records = Dictionary(known.map { ($0.scope, $0) }, uniquingKeysWith: { $1 })
  }

  /// The record of a scope that is in use; nil for one that is retired or was never registered.
  func record(_ scope: Scope) -> ScopeRecord? {
    records[scope].flatMap { $0.isRetired ? nil : $0 }
  }

  /// The record of a scope, in use from now on.
  /// - Throws: ``CatalogueError/nameTaken(_:by:)`` for a name that another scope had before it was renamed.
  mutating func use(
    _ scope: Scope, in batch: inout RecordBatch, _ tx: any CatalogueReading
  ) throws -> ScopeRecord {
    if let record = record(scope) { return record }
    for parent in scope.owners { _ = try use(parent, in: &batch, tx) }
    let nearest = Catalogue.nearest(to: scope, among: inUse).flatMap { scope.isNextInSeries(to: $0) ? nil : $0 }
    entries.append(Entry(scope: scope, nearest: nearest, isReturning: records[scope] != nil))
    let record: ScopeRecord
    if let retired = records[scope] {
      record = ScopeRecord(id: retired.id, scope: scope)
      batch.add(change: record, number: try tx.changeCount(retired.id) + 1)
    } else {
      if let other = try tx.scope(formerly: scope) { throw CatalogueError.nameTaken(scope, by: other.scope) }
      record = batch.add(scope)
    }
    records[scope] = record
    return record
  }
}

extension Scope {
  /// Whether only digits tell the two apart, as eu-1 and eu-2: nobody mistypes one for the other.
  fileprivate func isNextInSeries(to other: Scope) -> Bool {
    description.filter { !$0.isNumber } == other.description.filter { !$0.isNumber }
  }

  /// The scopes that must be registered before this one: the team, and the environment of a cluster.
  var owners: [Scope] {
    switch self {
    case .root, .everyTeam, .team: []
    case .environment(let team, _): [.team(team)]
    case .cluster(let team, let environment, _): [.team(team), .environment(team: team, environment: environment)]
    }
  }
}
