import Strategy

extension Catalogue {
  /// A team, environment or cluster that was renamed, or retired, with everything beneath it.
  package struct ScopeMove: Sendable {
    package let old: Scope
    package let new: Scope
    package let isRetired: Bool
    /// Everything that was touched: the scope itself first, by its name after the move.
    package let scopes: [Scope]
    /// How many of these are clusters.
    package var clusterCount: Int { scopes.count { $0.layer == .cluster } }
  }

  /// Gives a team, an environment (of one team, or with `*/ENVIRONMENT` of every team) or a cluster another name.
  ///
  /// What was generated under the old name stays as it is, under the new one.
  /// - Throws: ``CatalogueError/nameTaken(_:by:)`` where anything has or had the new name.
  package func rename(_ scope: Scope, to name: String, message: String) throws -> ScopeMove {
    guard Scope.isName(name) else {
      throw CatalogueError.badScope(name, problem: "\(quoted(name)) is not a name: expected \(Scope.nameRule)")
    }
    let stamp = stamp("\(scope.noun).rename", "\(scope) \(name)", message)
    return try store.write { tx in
      let all = try tx.scopes()
      let touched = try Catalogue.beneath(scope, all, tx)
      guard let target = scope.renamed(scope, to: name), target != scope else {
        throw CatalogueError.badScope(name, problem: "it is called that already")
      }
      let known = Dictionary(all.map { ($0.scope, $0) }, uniquingKeysWith: { $1 })
      var batch = RecordBatch(after: all)
      var scopes: [Scope] = []
      for record in touched {
        guard let new = record.scope.renamed(scope, to: name) else { continue }
        if let other = try known[new] ?? tx.scope(formerly: new), other.id != record.id {
          throw CatalogueError.nameTaken(new, by: other.scope)
        }
        let changed = ScopeRecord(id: record.id, scope: new, isRetired: record.isRetired)
        batch.add(change: changed, number: try tx.changeCount(record.id) + 1)
        scopes.append(new)
      }
      _ = try batch.write(stamp, tx)
      return ScopeMove(old: scope, new: target, isRetired: false, scopes: scopes)
    }
  }

  /// Takes a team, an environment or a cluster out of use, with everything beneath it. Its history stays.
  package func retire(_ scope: Scope, message: String) throws -> ScopeMove {
    let stamp = stamp("\(scope.noun).retire", scope.description, message)
    return try store.write { tx in
      let all = try tx.scopes()
      let touched = try Catalogue.beneath(scope, all, tx).filter { !$0.isRetired }
      guard !touched.isEmpty else { throw CatalogueError.retiredScope(scope) }
      var batch = RecordBatch(after: all)
      for record in touched {
        let retired = ScopeRecord(id: record.id, scope: record.scope, isRetired: true)
        batch.add(change: retired, number: try tx.changeCount(record.id) + 1)
      }
      _ = try batch.write(stamp, tx)
      return ScopeMove(old: scope, new: scope, isRetired: true, scopes: touched.map(\.scope))
    }
  }

  /// A scope and all that lies beneath it, in the order of their names.
  private static func beneath(
    _ scope: Scope, _ all: [ScopeRecord], _ tx: any CatalogueReading
  ) throws -> [ScopeRecord] {
    let touched = all.filter { scope.contains($0.scope) }.sorted { $0.scope < $1.scope }
    guard !touched.isEmpty, touched.contains(where: { $0.scope == scope }) || scope.layer == .everyTeam else {
      throw try unknown(scope, tx)
    }
    return touched
  }

  // MARK: Listing

  /// A team with what it has.
  package struct TeamSummary: Sendable {
    package let name: String
    package let environments: [String]
    package let clusterCount: Int
    package let isRetired: Bool
  }

  /// Teams by name.
  package func teams(includingRetired: Bool) throws -> [TeamSummary] {
    try store.read { tx in
      let scopes = try tx.scopes()
      let inUse = Dictionary(grouping: scopes.filter { !$0.isRetired }.map(\.scope), by: \.team)
      return scopes.compactMap { record -> TeamSummary? in
        guard case .team(let name) = record.scope, includingRetired || !record.isRetired else { return nil }
        let beneath = inUse[name] ?? []
        return TeamSummary(
          name: name, environments: beneath.filter { $0.layer == .environment }.compactMap(\.environment).sorted(),
          clusterCount: beneath.count { $0.layer == .cluster }, isRetired: record.isRetired)
      }.sorted { $0.name < $1.name }
    }
  }

  /// One environment of one team, with what it has.
  package struct EnvironmentSummary: Sendable {
    package let scope: Scope
    package let clusterCount: Int
    /// The number of its newest version; nil where nothing was generated yet.
    package let latest: Int?
    package let isRetired: Bool
  }

  /// Environments by name, beneath some scopes or all with none.
  package func environments(_ patterns: [ScopePattern], includingRetired: Bool) throws -> [EnvironmentSummary] {
    try store.read { tx in
      let scopes = try tx.scopes()
      let latest = Dictionary(try tx.latestVersions(nil).map { ($0.scope, $0.number) }, uniquingKeysWith: { $1 })
      let clusters = Dictionary(
        grouping: scopes.filter { $0.scope.layer == .cluster && !$0.isRetired }, by: { $0.scope.owners.last })
      return scopes.filter { record in
        record.scope.layer == .environment && (includingRetired || !record.isRetired)
          && (patterns.isEmpty || patterns.contains { $0.contains(record.scope) })
      }.map { record in
        EnvironmentSummary(
          scope: record.scope, clusterCount: clusters[record.scope]?.count ?? 0, latest: latest[record.id],
          isRetired: record.isRetired)
      }.sorted { $0.scope < $1.scope }
    }
  }
}

extension Scope {
  /// What is recorded of a change to a scope of this kind.
  fileprivate var noun: String {
    switch self {
    case .root: "root"
    case .team: "team"
    case .everyTeam, .environment: "environment"
    case .cluster: "cluster"
    }
  }

  /// This scope after `renamed`, which it is or lies beneath, is called `name`; nil where that has no name to change.
  fileprivate func renamed(_ renamed: Scope, to name: String) -> Scope? {
    guard renamed.contains(self) else { return nil }
    switch (renamed, self) {
    case (.team, .team): return .team(name)
    case (.team, .environment(_, let environment)): return .environment(team: name, environment: environment)
    case (.team, .cluster(_, let environment, let cluster)):
      return .cluster(team: name, environment: environment, cluster: cluster)
    case (.everyTeam, .everyTeam): return .everyTeam(environment: name)
    case (.everyTeam, .environment(let team, _)), (.environment, .environment(let team, _)):
      return .environment(team: team, environment: name)
    case (.everyTeam, .cluster(let team, _, let cluster)), (.environment, .cluster(let team, _, let cluster)):
      return .cluster(team: team, environment: name, cluster: cluster)
    case (.cluster, .cluster(let team, let environment, _)):
      return .cluster(team: team, environment: environment, cluster: name)
    default: return nil
    }
  }
}
