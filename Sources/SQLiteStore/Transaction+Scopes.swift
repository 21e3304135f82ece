internal import Catalogue
internal import Strategy

/// The columns of a scope in a query, where `s` is the table.
enum ScopeColumns {
  static let sql = "s.id AS scope_id, s.team, s.environment, s.cluster"
  static let count: Int32 = 4
}

extension Transaction {
  func scopes() throws -> [ScopeRecord] {
    try checkStructure(of: .scope)
    return try prepare("SELECT \(ScopeColumns.sql) FROM scope s ORDER BY s.id", of: "scope")
      .all { try readScope($0, at: 0) }
  }

  func scopes(_ scopes: [Scope]) throws -> [ScopeRecord] {
    var json: [UInt8] = []
    for scope in scopes {
      json.append(json.isEmpty ? UInt8(ascii: "[") : UInt8(ascii: ","))
      let parts = scope.parts
      for (part, mark) in zip([parts.team, parts.environment, parts.cluster], "[,,".utf8) {
        json.append(mark)
        Canonical.quote(part, into: &json)
      }
      json.append(UInt8(ascii: "]"))
    }
    if json.isEmpty { return [] }
    json.append(UInt8(ascii: "]"))
    try checkStructure(of: .scope)
    // A scope is found by every name it ever had, and taken by the one it has now.
    let names = "SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1)"
    let hasChanges = try !scopeChanges().isEmpty
    let changed = """
      OR s.id IN (SELECT scope_id FROM scope_change WHERE (team, environment, cluster) IN (\(names)))
      """
    let sql = """
      SELECT \(ScopeColumns.sql) FROM scope s
      WHERE (s.team, s.environment, s.cluster) IN (\(names)) \(hasChanges ? changed : "") ORDER BY s.id
      """
    let list = SQLValue.text(String(decoding: json, as: UTF8.self))
    let found = try prepare(sql, of: "scope").all([list]) { try readScope($0, at: 0) }
    guard hasChanges else { return found }
    let wanted = Set(scopes)
    return found.filter { wanted.contains($0.scope) }
  }

  func scopes(withIDs ids: [ID<Scope>]) throws -> [ScopeRecord] {
    let sql = "SELECT \(ScopeColumns.sql) FROM scope s WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"
    return try prepare(sql, of: "scope").all([Transaction.list(ids.map(\.rawValue))]) { try readScope($0, at: 0) }
  }

  func addScope(_ scope: Scope, audit: AuditEntry) throws -> ScopeRecord {
    let parts = scope.parts
    let id = try prepare("INSERT INTO scope (team, environment, cluster, audit_id) VALUES (?, ?, ?, ?)", of: "scope")
      .insert([.text(parts.team), .text(parts.environment), .text(parts.cluster), .id(audit.id)])
    if case .cluster(let team, let environment, _) = scope {
      let wanted = Scope.environment(team: team, environment: environment)
      let owner = try lastEnvironment?.scope == wanted ? lastEnvironment : scopes([wanted]).first
      guard let owner else { throw corrupt("scope \(scope): its environment is missing") }
      lastEnvironment = owner
      try prepare("INSERT INTO cluster (scope_id, environment_id) VALUES (?, ?)", of: "cluster")
        .insert([.integer(id), .id(owner.id)])
    }
    return ScopeRecord(id: ID(id), scope: scope)
  }

  /// The scope whose columns begin at `first`, by the name it has now.
  func readScope(_ row: Row, at first: Int32) throws -> ScopeRecord {
    let id: ID<Scope> = try row.id(first)
    if let changed = try scopeChanges()[id.rawValue] { return changed }
    return ScopeRecord(id: id, scope: try readScopeName(row, at: first + 1))
  }

  /// The name whose three columns begin at `first`.
  func readScopeName(_ row: Row, at first: Int32) throws -> Scope {
    let parts = (try row.text(first), try row.text(first + 1), try row.text(first + 2))
    guard let scope = Scope(parts: parts) else { throw row.corrupt("its scope is no team, environment or cluster") }
    return scope
  }
}

// MARK: - Names that changed

extension Transaction {
  static let scopeChangeSQL = """
    SELECT c.id, c.scope_id, c.number, c.team, c.environment, c.cluster, c.retired, c.digest, \(AuditColumns.sql)
    FROM scope_change c LEFT JOIN audit a ON a.id = c.audit_id
    """

  /// The last change of every scope that has any, by the scope's id. Few scopes do, so they are read at once.
  func scopeChanges() throws -> [Int64: ScopeRecord] {
    if let knownScopeChanges { return knownScopeChanges }
    try checkStructure(of: .scopeChange)
    let sql = """
      \(Transaction.scopeChangeSQL)
      WHERE c.number = (SELECT max(number) FROM scope_change WHERE scope_id = c.scope_id)
      """
    let changes = try prepare(sql, of: "scope change").all([]) { try readScopeChange($0).scope }
    let byScope = Dictionary(changes.map { ($0.id.rawValue, $0) }, uniquingKeysWith: { $1 })
    knownScopeChanges = byScope
    return byScope
  }

  func readScopeChange(_ row: Row) throws -> ScopeChange {
    let scope = ScopeRecord(
      id: try row.id(1), scope: try readScopeName(row, at: 3), isRetired: try row.integer(6) == 1)
    let change = ScopeChange(scope: scope, number: try row.number(2), audit: try readAuditEntry(row, at: 8))
    guard try row.digest(7) == Seal.change(of: scope, number: change.number) else {
      throw row.corrupt("digest does not match")
    }
    return change
  }

  func changeCount(_ scope: ID<Scope>) throws -> Int {
    try prepare("SELECT 0, max(number) AS number FROM scope_change WHERE scope_id = ?", of: "scope change")
      .first([.id(scope)]) { row in try row.optional(1, row.number) ?? 0 } ?? 0
  }

  func scope(formerly scope: Scope) throws -> ScopeRecord? {
    // Where nothing was ever renamed, a file of very many new scopes asks in vain for each.
    if try scopeChanges().isEmpty { return nil }
    let parts = scope.parts
    let sql = """
      SELECT \(ScopeColumns.sql) FROM scope s WHERE s.id IN (
        SELECT id FROM scope WHERE team = ?1 AND environment = ?2 AND cluster = ?3
        UNION SELECT scope_id FROM scope_change WHERE team = ?1 AND environment = ?2 AND cluster = ?3)
      """
    let names: [SQLValue] = [.text(parts.team), .text(parts.environment), .text(parts.cluster)]
    let found = try prepare(sql, of: "scope").all(names) { try readScope($0, at: 0) }
    return found.first { $0.scope != scope }
  }

  func addScopeChange(_ scope: ScopeRecord, number: Int, digest: Digest, audit: AuditEntry) throws {
    let parts = scope.scope.parts
    let sql = """
      INSERT INTO scope_change (scope_id, number, team, environment, cluster, retired, digest, audit_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    try prepare(sql, of: "scope change").insert([
      .id(scope.id), .integer(number), .text(parts.team), .text(parts.environment), .text(parts.cluster),
      .integer(scope.isRetired ? 1 : 0), .digest(digest), .id(audit.id),
    ])
    knownScopeChanges?[scope.id.rawValue] = scope
    lastEnvironment = nil
  }
}

extension Scope {
  /// How a scope is stored: parts that it does not have are empty, the team of every team is `*`.
  fileprivate var parts: (team: String, environment: String, cluster: String) {
    switch self {
    case .root: ("", "", "")
    case .everyTeam(let environment): ("*", environment, "")
    case .team(let team): (team, "", "")
    case .environment(let team, let environment): (team, environment, "")
    case .cluster(let team, let environment, let cluster): (team, environment, cluster)
    }
  }

  /// - Returns: nil where no scope is stored so.
  fileprivate init?(parts: (team: String, environment: String, cluster: String)) {
    let (team, environment, cluster) = parts
    switch (team.isEmpty, environment.isEmpty, cluster.isEmpty) {
    case (true, true, true): self = .root
    case (false, true, true) where team != "*": self = .team(team)
    case (false, false, true) where team == "*": self = .everyTeam(environment: environment)
    case (false, false, true): self = .environment(team: team, environment: environment)
    case (false, false, false) where team != "*":
      self = .cluster(team: team, environment: environment, cluster: cluster)
    default: return nil
    }
  }
}
