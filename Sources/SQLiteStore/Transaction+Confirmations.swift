internal import Catalogue
internal import Strategy

extension Transaction {
  static let confirmationSQL = """
    SELECT c.id, c.digest, c.version_id, v.digest AS version_digest, v.number, \(ScopeColumns.sql), \
    \(AuditColumns.sql), \(InputsColumns.sql)
    FROM confirmation c
    LEFT JOIN version v ON v.id = c.version_id
    LEFT JOIN scope s ON s.id = v.scope_id
    LEFT JOIN audit a ON a.id = c.audit_id
    LEFT JOIN inputs i ON i.id = c.inputs_id
    \(InputsColumns.joins)
    """

  func confirmations(_ scope: ID<Scope>) throws -> [Confirmation] {
    try checkStructure(of: .version, .confirmation)
    return try prepare("\(Transaction.confirmationSQL) WHERE v.scope_id = ? ORDER BY c.id", of: "confirmation")
      .all([.id(scope)], readConfirmation)
  }

  func readConfirmation(_ row: Row) throws -> Confirmation {
    let auditColumn = 5 + ScopeColumns.count
    let inputs = try readInputs(row, at: auditColumn + AuditColumns.count)
    guard try row.digest(1) == Seal.confirmation(version: try row.digest(3), inputs: inputs) else {
      let scope = try readScope(row, at: 5).scope
      throw corrupt("confirmation \(try row.integer(0)) of \(scope)@\(try row.number(4)): digest does not match")
    }
    return Confirmation(version: try row.id(2), inputs: inputs, audit: try readAuditEntry(row, at: auditColumn))
  }
}
