internal import Catalogue
internal import Strategy

/// The columns of a scope in a query, where `s` is the table.
enum ScopeColumns {
  static let sql = "s.id AS scope_id, s.team, s.environment, s.cluster"
  static let count: Int32 = 4
}

extension Transaction {
  func scopes() throws -> [ScopeRecord] {
    try prepare("SELECT \(ScopeColumns.sql) FROM scope s ORDER BY s.id", of: "scope").all { try readScope($0, at: 0) }
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
    let sql = """
      SELECT \(ScopeColumns.sql) FROM scope s WHERE (s.team, s.environment, s.cluster) IN
        (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)) ORDER BY s.id
      """
    let list = SQLValue.text(String(decoding: json, as: UTF8.self))
    return try prepare(sql, of: "scope").all([list]) { try readScope($0, at: 0) }
  }

  func addScope(_ scope: Scope, audit: AuditEntry) throws -> ScopeRecord {
    let parts = scope.parts
    let id = try prepare("INSERT INTO scope (team, environment, cluster, audit_id) VALUES (?, ?, ?, ?)", of: "scope")
      .insert([.text(parts.team), .text(parts.environment), .text(parts.cluster), .id(audit.id)])
    return ScopeRecord(id: ID(id), scope: scope)
  }

  /// The scope whose columns begin at `first`.
  func readScope(_ row: Row, at first: Int32) throws -> ScopeRecord {
    let parts = (try row.text(first + 1), try row.text(first + 2), try row.text(first + 3))
    guard let scope = Scope(parts: parts) else { throw row.corrupt("its scope is no team, environment or cluster") }
    return ScopeRecord(id: try row.id(first), scope: scope)
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
