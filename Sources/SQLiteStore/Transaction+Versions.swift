internal import Catalogue
internal import Strategy

extension Transaction {
  static let versionSQL = """
    SELECT v.id, v.number, v.digest, v.source_id, source.number AS source_number, parent.digest AS parent_digest, \
    o.digest AS output_digest, o.byte_count, o.line_count, \
    \(ScopeColumns.sql), \(AuditColumns.sql), \(InputsColumns.sql)
    FROM version v
    LEFT JOIN version source ON source.id = v.source_id
    LEFT JOIN version parent ON parent.scope_id = v.scope_id AND parent.number = v.number - 1
    LEFT JOIN output o ON o.id = v.output_id
    LEFT JOIN scope s ON s.id = v.scope_id
    LEFT JOIN audit a ON a.id = v.audit_id
    LEFT JOIN inputs i ON i.id = v.inputs_id
    \(InputsColumns.joins)
    """

  /// Scopes come first, so that the newest version of each is one look into the index.
  private static let headSQL = """
    SELECT v.id, v.number, v.digest, o.digest AS output_digest, \
    v.source_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM confirmation WHERE version_id = v.id) AS is_held, \
    o.id AS output_id, i.id AS inputs_id, \(ScopeColumns.sql), \(InputsColumns.key)
    FROM scope s
    CROSS JOIN version v ON v.scope_id = s.id AND v.number = (SELECT max(number) FROM version WHERE scope_id = s.id)
    LEFT JOIN output o ON o.id = v.output_id
    LEFT JOIN inputs i ON i.id = coalesce(
      (SELECT inputs_id FROM confirmation WHERE version_id = v.id ORDER BY id DESC LIMIT 1), v.inputs_id)
    """

  func strategyHeads(_ scopes: [ID<Scope>]?) throws -> [StrategyHead] {
    try checkStructure(of: .scope, .version, .confirmation)
    guard let scopes else {
      return try prepare("\(Transaction.headSQL) ORDER BY s.id", of: "version").all([], readStrategyHead)
    }
    let sql = "\(Transaction.headSQL) WHERE s.id IN (SELECT value FROM json_each(?)) ORDER BY s.id"
    return try prepare(sql, of: "version").all([Transaction.list(scopes.map(\.rawValue))], readStrategyHead)
  }

  func version(_ scope: ID<Scope>, number: Int) throws -> Version? {
    try prepare("\(Transaction.versionSQL) WHERE v.scope_id = ? AND v.number = ?", of: "version")
      .first([.id(scope), .integer(number)], readVersion)
  }

  func version(withDigest digest: Digest) throws -> Version? {
    try prepare("\(Transaction.versionSQL) WHERE v.digest = ?", of: "version").first([.digest(digest)], readVersion)
  }

  func versions(_ scope: ID<Scope>) throws -> [Version] {
    try checkStructure(of: .version)
    return try prepare("\(Transaction.versionSQL) WHERE v.scope_id = ? ORDER BY v.number", of: "version")
      .all([.id(scope)], readVersion)
  }

  func latestNumber(_ scope: ID<Scope>) throws -> Int? {
    try checkStructure(of: .version)
    // The first column of a row is its id; here none is needed.
    return try prepare("SELECT 0, max(number) AS number FROM version WHERE scope_id = ?", of: "version")
      .first([.id(scope)]) { row in try row.optional(1) { try row.number($0) } } ?? nil
  }

  private func readStrategyHead(_ row: Row) throws -> StrategyHead {
    StrategyHead(
      scope: try readScope(row, at: 7), version: try row.id(0), number: try row.number(1), digest: try row.digest(2),
      output: OutputReference(id: try row.id(5), digest: try row.digest(3)),
      current: CurrentInputs(id: try row.id(6), key: try readInputKey(row, at: 7 + ScopeColumns.count)),
      isHeld: try row.integer(4) != 0)
  }

  /// A version, with its digest checked against everything it covers.
  func readVersion(_ row: Row) throws -> Version {
    let auditColumn = 9 + ScopeColumns.count
    let scope = try readScope(row, at: 9)
    let number = try row.number(1)
    let version = Version(
      id: try row.id(0), scope: scope, number: number,
      inputs: try readInputs(row, at: auditColumn + AuditColumns.count),
      output: OutputSummary(digest: try row.digest(6), byteCount: try row.number(7), lineCount: try row.number(8)),
      source: row.isNull(3) ? nil : try row.number(4), audit: try readAuditEntry(row, at: auditColumn),
      digest: try row.digest(2))
    let parent = try row.optional(5, row.digest)
    guard number == 1 || parent != nil else {
      throw corrupt("version \(scope.scope)@\(number): version \(number - 1) is missing")
    }
    let digest = Seal.version(
      scope: scope.id, number: number, inputs: version.inputs, output: version.output.digest, source: version.source,
      stamp: version.audit.stamp, parent: parent)
    guard digest == version.digest else {
      throw corrupt("version \(scope.scope)@\(number): digest does not match")
    }
    return version
  }
}
