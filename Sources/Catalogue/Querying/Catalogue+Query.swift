import Strategy

extension Catalogue {
  /// What is asked of the fleet.
  package struct QueryRequest: Sendable {
    package let terms: [QueryTerm]
    /// Whether one term that holds is enough.
    package let isAny: Bool
    /// Further settings to show.
    package let select: [String]
    package let filter: ClusterFilter
    /// Asks what was recorded until then.
    package let asOf: Timestamp?

    package init(
      terms: [QueryTerm], isAny: Bool = false, select: [String] = [], filter: ClusterFilter = ClusterFilter(),
      asOf: Timestamp? = nil
    ) {
      self.terms = terms
      self.isAny = isAny
      self.select = select
      self.filter = filter
      self.asOf = asOf
    }
  }

  package struct QueryAnswer: Sendable {
    package struct Row: Sendable {
      /// The cluster; the strategy where versions are asked for.
      package let scope: Scope
      package let strategy: Scope
      package let number: Int
      /// What each column's setting is, each value once: where a term compares, those that satisfy it.
      package let values: [[String]]
    }

    /// The settings of the terms and those selected, as they were written, each once.
    package let columns: [String]
    /// In the order of the names.
    package let rows: [Row]
    /// What may have been a slip: a setting that nothing has, a value that the setting never has.
    package let notes: [QueryNote]
    /// Whether there is any cluster to ask about.
    package let hasClusters: Bool
  }

  /// Why a term found nothing.
  package enum QueryNote: Sendable, Equatable {
    case unknownSetting(String, nearest: String?)
    case unknownValue(term: String, nearest: String?)
    case noScope(String, nearest: String?)
  }

  /// The clusters whose versions satisfy some terms.
  package func query(_ request: QueryRequest) throws -> QueryAnswer {
    try store.read { tx in
      let query = try Query(request, tx)
      let subjects = try query.subjects { try tx.running($0, asOf: query.moment) }
      return try query.answer(subjects)
    }
  }

  /// A strategy with the versions of it that satisfy some terms.
  package struct VersionHits: Sendable {
    package let strategy: Scope
    /// In ascending order.
    package let numbers: [Int]
    package let first: AuditEntry
    package let last: AuditEntry
    /// Whether the newest version is one of them.
    package let isCurrent: Bool
  }

  /// Every version that ever satisfied some terms, by strategy.
  package func queryVersions(_ request: QueryRequest) throws -> (hits: [VersionHits], notes: [QueryNote]) {
    if let term = request.terms.first(where: { if case .cluster = $0.address { true } else { false } }) {
      throw CatalogueError.badTerm(
        term.text, problem: "it asks about clusters, where versions are asked for: expected no cluster setting")
    }
    return try store.read { tx in
      let query = try Query(request, tx)
      let subjects = try query.subjects { try tx.versions($0, asOf: query.moment) }
      let byStrategy = Dictionary(grouping: subjects, by: \.strategy)
      let latest = Dictionary(
        try tx.latestVersions(byStrategy.keys.map(\.id)).map { ($0.scope, $0.number) }, uniquingKeysWith: { $1 })
      let hits = try byStrategy.compactMap { strategy, subjects -> VersionHits? in
        let numbers = Set(subjects.map(\.version.number)).sorted()
        guard let low = numbers.first, let high = numbers.last,
          let first = try tx.version(strategy.id, number: low), let last = try tx.version(strategy.id, number: high)
        else { return nil }
        return VersionHits(
          strategy: strategy.scope, numbers: numbers, first: first.audit, last: last.audit,
          isCurrent: latest[strategy.id] == high)
      }
      return (hits.sorted { $0.strategy < $1.strategy }, try query.notes(foundAny: !hits.isEmpty))
    }
  }

  /// A value of a setting with the clusters that have it.
  package struct QueryGroup: Sendable {
    /// Nil for clusters without the setting.
    package let value: String?
    package let clusters: [Scope]
  }

  /// The clusters of an answer by the values of one of its columns; one with several values counts under each.
  /// Most clusters first, those without the setting behind others of their number.
  package static func groups(_ answer: QueryAnswer, by column: Int) -> [QueryGroup] {
    var groups: [String?: [Scope]] = [:]
    for row in answer.rows {
      let values = row.values[column]
      for value in values.isEmpty ? [nil] : values.map(Optional.some) { groups[value, default: []].append(row.scope) }
    }
    return groups.map { QueryGroup(value: $0.key, clusters: $0.value) }.sorted { left, right in
      if left.clusters.count != right.clusters.count { return left.clusters.count > right.clusters.count }
      guard let value = left.value, let other = right.value else { return left.value != nil && right.value == nil }
      return value < other
    }
  }
}
