internal import Catalogue
internal import Strategy

extension Transaction {
  private static let columns =
    "p.id, p.number, p.parameters, p.digest, \(ScopeColumns.sql), \(AuditColumns.sql)"
  static let profileRevisionSQL = """
    SELECT \(columns) FROM profile_revision p
    LEFT JOIN scope s ON s.id = p.scope_id LEFT JOIN audit a ON a.id = p.audit_id
    """
  /// Scopes come first, so that the newest revision of each is one look into the index.
  private static let newest = """
    SELECT \(columns) FROM scope s
    CROSS JOIN profile_revision p ON p.scope_id = s.id
      AND p.number = (SELECT max(number) FROM profile_revision WHERE scope_id = s.id)
    LEFT JOIN audit a ON a.id = p.audit_id
    """

  func profiles(_ scopes: [ID<Scope>]?) throws -> [ProfileRevision] {
    try checkStructure(of: .scope, .profileRevision)
    guard let scopes else {
      return try prepare("\(Transaction.newest) ORDER BY s.id", of: "profile revision").all([], readProfileRevision)
    }
    let sql = "\(Transaction.newest) WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"
    return try prepare(sql, of: "profile revision").all([Transaction.list(scopes.map(\.rawValue))], readProfileRevision)
  }

  func profileHistory(_ scope: ID<Scope>) throws -> [ProfileRevision] {
    try checkStructure(of: .scope, .profileRevision)
    let sql = "\(Transaction.profileRevisionSQL) WHERE p.scope_id = ? ORDER BY p.number"
    return try prepare(sql, of: "profile revision").all([.id(scope)], readProfileRevision)
  }

  func addProfileRevision(
    _ scope: ScopeRecord, number: Int, parameters: LayerParameters, digest: Digest, audit: AuditEntry
  ) throws -> ProfileRevision {
    let sql = "INSERT INTO profile_revision (scope_id, number, parameters, digest, audit_id) VALUES (?, ?, ?, ?, ?)"
    let id = try prepare(sql, of: "profile revision").insert([
      .id(scope.id), .integer(number), .text(parameters.canonical), .digest(digest), .id(audit.id),
    ])
    return ProfileRevision(
      id: ID(id), scope: scope, number: number, parameters: parameters, digest: digest, audit: audit)
  }

  func readProfileRevision(_ row: Row) throws -> ProfileRevision {
    let (number, text, digest) = (try row.number(1), try row.text(2), try row.digest(3))
    let scope = try readScope(row, at: 4)
    guard digest == Seal.profile(scope: scope.id, number: number, parameters: text) else {
      throw corrupt("profile \(scope.scope), revision \(number): digest does not match")
    }
    return ProfileRevision(
      id: try row.id(0), scope: scope, number: number, parameters: try readLayerParameters(text, row), digest: digest,
      audit: try readAuditEntry(row, at: 4 + ScopeColumns.count))
  }

  /// Many scopes set the same: each distinct text is parsed once.
  private func readLayerParameters(_ text: String, _ row: Row) throws -> LayerParameters {
    if let known = knownLayerParameters[text] { return known }
    guard let parameters = LayerParameters(canonical: text) else {
      throw row.corrupt("'parameters' is not a map of texts and lists")
    }
    knownLayerParameters[text] = parameters
    return parameters
  }
}
