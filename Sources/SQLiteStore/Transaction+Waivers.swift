internal import Catalogue
internal import Strategy

extension Transaction {
  static let waiverMoveSQL = """
    SELECT w.id, w.finding, w.until, w.reason, w.digest, \(ScopeColumns.sql), \(AuditColumns.sql)
    FROM waiver_move w
    LEFT JOIN scope s ON s.id = w.scope_id LEFT JOIN audit a ON a.id = w.audit_id
    """

  func waivers() throws -> [WaiverRecord] {
    let last = "w.id = (SELECT max(id) FROM waiver_move WHERE finding = w.finding AND scope_id = w.scope_id)"
    return try prepare("\(Transaction.waiverMoveSQL) WHERE \(last) ORDER BY w.id", of: "waiver move")
      .all([], readWaiver)
  }

  func waiverHistory() throws -> [WaiverRecord] {
    try prepare("\(Transaction.waiverMoveSQL) ORDER BY w.id", of: "waiver move").all([], readWaiver)
  }

  func addWaiver(
    _ scope: ScopeRecord, finding: String, until: Day?, reason: String, digest: Digest, audit: AuditEntry
  ) throws {
    let sql = "INSERT INTO waiver_move (scope_id, finding, until, reason, digest, audit_id) VALUES (?, ?, ?, ?, ?, ?)"
    try prepare(sql, of: "waiver move").insert([
      .id(scope.id), .text(finding), until.map { .text($0.description) } ?? .null, .text(reason), .digest(digest),
      .id(audit.id),
    ])
  }

  func readWaiver(_ row: Row) throws -> WaiverRecord {
    let until = try row.optional(2) { column in
      guard let day = Day(try row.text(column)) else { throw row.corrupt("'until' is no day") }
      return day
    }
    let scope = try readScope(row, at: 5)
    let record = WaiverRecord(
      scope: scope, finding: try row.text(1), until: until, reason: try row.text(3),
      audit: try readAuditEntry(row, at: 5 + ScopeColumns.count))
    let digest = Seal.waiver(scope: scope.id, finding: record.finding, until: until, reason: record.reason)
    guard try row.digest(4) == digest else { throw row.corrupt("digest does not match") }
    return record
  }
}
