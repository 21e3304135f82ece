internal import Catalogue
internal import Strategy

/// Which clusters run which versions. `?1` is a list of ids, `?2` the last audit entry to take into account.
extension Transaction {
  private static let columns = "v.id, v.scope_id, v.number, v.output_id, v.inputs_id"

  private func candidates(_ candidates: QueryCandidates, latestOnly: Bool) -> (sql: String, list: SQLValue) {
    let columns = Transaction.columns
    switch candidates {
    case .outputs(let ids):
      let sql = """
        SELECT \(columns) FROM json_each(?1) list CROSS JOIN version v ON v.output_id = list.value
        WHERE v.audit_id <= ?2
        """
      return (sql, Transaction.list(ids.map(\.rawValue)))
    case .parameters(let ids):
      let inputs = "FROM json_each(?1) list CROSS JOIN inputs i ON i.parameter_set_id = list.value"
      let sql = """
        SELECT \(columns) \(inputs) CROSS JOIN version v ON v.inputs_id = i.id WHERE v.audit_id <= ?2
        UNION SELECT \(columns) \(inputs) CROSS JOIN confirmation c ON c.inputs_id = i.id
          CROSS JOIN version v ON v.id = c.version_id WHERE c.audit_id <= ?2
        """
      return (sql, Transaction.list(ids.map(\.rawValue)))
    case .all where latestOnly:
      let sql = """
        SELECT \(columns) FROM scope s CROSS JOIN version v ON v.scope_id = s.id
          AND v.number = (SELECT max(number) FROM version WHERE scope_id = s.id AND audit_id <= ?2)
        UNION SELECT \(columns) FROM pin_move p CROSS JOIN version v ON v.id = p.version_id WHERE p.audit_id <= ?2
        """
      return (sql, .null)
    case .all: return ("SELECT \(columns) FROM version v WHERE v.audit_id <= ?2", .null)
    }
  }

  func running(_ candidates: QueryCandidates, asOf moment: ID<AuditEntry>?) throws -> [QuerySubject] {
    try checkStructure(of: .scope, .cluster, .pinMove, .version, .confirmation)
    let (candidate, list) = self.candidates(candidates, latestOnly: true)
    let isLatest = "k.number = (SELECT max(number) FROM version WHERE scope_id = k.scope_id AND audit_id <= ?2)"
    let follows = """
      (SELECT version_id FROM pin_move WHERE scope_id = c.scope_id AND audit_id <= ?2 ORDER BY id DESC LIMIT 1) IS NULL
      """
    let hasNone = "NOT EXISTS (SELECT 1 FROM version WHERE scope_id = c.scope_id AND audit_id <= ?2)"
    let sql = """
      WITH candidate (id, scope_id, number, output_id, inputs_id) AS MATERIALIZED (\(candidate)),
      run AS (
        SELECT c.scope_id AS cluster_id, k.* FROM candidate k CROSS JOIN cluster c ON c.scope_id = k.scope_id
        WHERE \(isLatest) AND \(follows)
        UNION ALL
        SELECT c.scope_id, k.* FROM candidate k CROSS JOIN cluster c ON c.environment_id = k.scope_id
        WHERE \(isLatest) AND \(hasNone) AND \(follows)
        UNION ALL
        SELECT p.scope_id, k.* FROM candidate k CROSS JOIN pin_move p ON p.version_id = k.id
        WHERE p.id = (SELECT max(id) FROM pin_move WHERE scope_id = p.scope_id AND audit_id <= ?2)
      )
      SELECT run.id, run.number, run.output_id, i.parameter_set_id, i.provider_revision_id, i.template_revision_id,
        c.id AS cluster_id, c.team, c.environment, c.cluster, \(ScopeColumns.sql)
      FROM run CROSS JOIN scope c ON c.id = run.cluster_id AND c.audit_id <= ?2 CROSS JOIN scope s ON s.id = run.scope_id
      CROSS JOIN inputs i ON i.id = coalesce(
        (SELECT inputs_id FROM confirmation WHERE version_id = run.id AND audit_id <= ?2 ORDER BY id DESC LIMIT 1),
        run.inputs_id)
      """
    let retired = try retiredScopes(asOf: moment)
    return try prepare(sql, of: "version").all([list, Transaction.bound(moment)]) { row -> QuerySubject? in
      if try retired.contains(row.integer(6)) { return nil }
      return try subject(row, cluster: try readScope(row, at: 6), strategyAt: 10)
    }.compactMap { $0 }
  }

  func versions(_ candidates: QueryCandidates, asOf moment: ID<AuditEntry>?) throws -> [QuerySubject] {
    let (candidate, list) = self.candidates(candidates, latestOnly: false)
    let sql = """
      WITH k (id, scope_id, number, output_id, inputs_id) AS MATERIALIZED (\(candidate)),
      had (version_id, inputs_id) AS (
        SELECT id, inputs_id FROM k
        UNION SELECT k.id, c.inputs_id FROM k CROSS JOIN confirmation c ON c.version_id = k.id WHERE c.audit_id <= ?2
      )
      SELECT k.id, k.number, k.output_id, i.parameter_set_id, i.provider_revision_id, i.template_revision_id, \(ScopeColumns.sql)
      FROM k CROSS JOIN scope s ON s.id = k.scope_id CROSS JOIN had ON had.version_id = k.id
      CROSS JOIN inputs i ON i.id = had.inputs_id ORDER BY k.id
      """
    return try prepare(sql, of: "version").all([list, Transaction.bound(moment)]) { row in
      try subject(row, cluster: nil, strategyAt: 6)
    }
  }

  private func subject(_ row: Row, cluster: ScopeRecord?, strategyAt column: Int32) throws -> QuerySubject {
    let strategy = try readScope(row, at: column)
    return QuerySubject(
      cluster: cluster, strategy: strategy,
      version: VersionKey(id: try row.id(0), scope: strategy.id, number: try row.number(1)), output: try row.id(2),
      parameters: try row.id(3), provider: try row.optional(4) { try row.id($0) }, template: try row.id(5))
  }

  /// The scopes that were retired at a moment; now without one.
  private func retiredScopes(asOf moment: ID<AuditEntry>?) throws -> Set<Int64> {
    guard let moment else { return Set(try scopeChanges().values.filter(\.isRetired).map(\.id.rawValue)) }
    let sql = """
      SELECT c.id, c.scope_id, c.retired FROM scope_change c WHERE c.number = (
        SELECT max(number) FROM scope_change WHERE scope_id = c.scope_id AND audit_id <= ?)
      """
    let rows = try prepare(sql, of: "scope change").all([.id(moment)]) { (try $0.integer(1), try $0.integer(2)) }
    return Set(rows.filter { $0.1 == 1 }.map(\.0))
  }

  private static func bound(_ moment: ID<AuditEntry>?) -> SQLValue { .integer(moment?.rawValue ?? .max) }
}
