internal import Catalogue
internal import Strategy

extension Transaction {
  static let labelMoveSQL = """
    SELECT m.id, m.label, m.version_id, v.number AS version_number, m.digest, \(ScopeColumns.sql), \(AuditColumns.sql)
    FROM label_move m
    LEFT JOIN version v ON v.id = m.version_id
    LEFT JOIN scope s ON s.id = m.scope_id
    LEFT JOIN audit a ON a.id = m.audit_id
    """

  /// The newest move of a label is one look into the index.
  private static let placedSQL = """
    \(labelMoveSQL)
    WHERE m.version_id IS NOT NULL
    AND m.id = (SELECT max(id) FROM label_move WHERE scope_id = m.scope_id AND label = m.label)
    """

  func labels(_ scopes: [ID<Scope>]?) throws -> [LabelMove] {
    try checkStructure(of: .labelMove)
    guard let scopes else {
      return try prepare("\(Transaction.placedSQL) ORDER BY m.id", of: "label move").all([], readLabelMove)
    }
    let sql = "\(Transaction.placedSQL) AND m.scope_id IN (SELECT value FROM json_each(?)) ORDER BY m.id"
    return try prepare(sql, of: "label move").all([Transaction.list(scopes.map(\.rawValue))], readLabelMove)
  }

  func labelMoves(_ scope: ID<Scope>) throws -> [LabelMove] {
    try checkStructure(of: .labelMove)
    return try prepare("\(Transaction.labelMoveSQL) WHERE m.scope_id = ? ORDER BY m.id", of: "label move")
      .all([.id(scope)], readLabelMove)
  }

  func addLabelMove(
    _ scope: ScopeRecord, label: String, version: ID<Version>?, digest: Digest, audit: AuditEntry
  ) throws {
    let sql = "INSERT INTO label_move (scope_id, label, version_id, digest, audit_id) VALUES (?, ?, ?, ?, ?)"
    try prepare(sql, of: "label move")
      .insert([.id(scope.id), .text(label), .id(version), .digest(digest), .id(audit.id)])
  }

  func readLabelMove(_ row: Row) throws -> LabelMove {
    let (label, scope) = (try row.text(1), try readScope(row, at: 5))
    let version = row.isNull(2) ? nil : try row.number(3)
    guard try row.digest(4) == Seal.label(scope: scope.id, label: label, version: version) else {
      throw corrupt("label move \(try row.integer(0)), '\(label)' of \(scope.scope): digest does not match")
    }
    let audit = try readAuditEntry(row, at: 5 + ScopeColumns.count)
    return LabelMove(scope: scope, label: label, version: version, audit: audit)
  }
}
