internal import Catalogue
internal import Strategy

extension Transaction {
  private static let clusterSQL = """
    SELECT c.scope_id, c.environment_id, r.number, r.kubernetes, r.region, r.selectors, r.digest, \(ScopeColumns.sql)
    FROM cluster c
    LEFT JOIN scope s ON s.id = c.scope_id
    LEFT JOIN cluster_revision r ON r.scope_id = c.scope_id
      AND r.number = (SELECT max(number) FROM cluster_revision WHERE scope_id = c.scope_id AND audit_id <= ?1)
    """
  static let clusterRevisionSQL = """
    SELECT r.id, r.number, r.kubernetes, r.region, r.selectors, r.digest, \(ScopeColumns.sql), \(AuditColumns.sql)
    FROM cluster_revision r
    LEFT JOIN scope s ON s.id = r.scope_id LEFT JOIN audit a ON a.id = r.audit_id
    """
  static let pinMoveSQL = """
    SELECT m.id, m.scope_id, m.version_id, v.scope_id AS version_scope_id, v.number, m.digest, \(AuditColumns.sql)
    FROM pin_move m
    LEFT JOIN version v ON v.id = m.version_id LEFT JOIN audit a ON a.id = m.audit_id
    """

  // MARK: What is known of clusters

  func clusters(_ scopes: [ID<Scope>]?, asOf moment: ID<AuditEntry>?) throws -> [ClusterRecord] {
    try checkStructure(of: .scope, .cluster, .clusterRevision)
    let last = SQLValue.integer(moment?.rawValue ?? .max)
    guard let scopes else {
      return try prepare("\(Transaction.clusterSQL) ORDER BY c.scope_id", of: "cluster").all([last], readCluster)
    }
    let sql = "\(Transaction.clusterSQL) WHERE c.scope_id IN (SELECT value FROM json_each(?2)) ORDER BY c.scope_id"
    return try prepare(sql, of: "cluster").all([last, Transaction.list(scopes.map(\.rawValue))], readCluster)
  }

  func hasClusters() throws -> Bool {
    let sql = """
      SELECT c.scope_id FROM cluster c WHERE coalesce(
        (SELECT retired FROM scope_change WHERE scope_id = c.scope_id ORDER BY number DESC LIMIT 1), 0) = 0 LIMIT 1
      """
    return try prepare(sql, of: "cluster").first { try $0.integer(0) } != nil
  }

  func clusterHistory(_ cluster: ID<Scope>) throws -> [ClusterRevision] {
    try prepare("\(Transaction.clusterRevisionSQL) WHERE r.scope_id = ? ORDER BY r.number", of: "cluster revision")
      .all([.id(cluster)], readClusterRevision)
  }

  func addClusterRevision(
    _ cluster: ScopeRecord, number: Int, attributes: ClusterAttributes, digest: Digest, audit: AuditEntry
  ) throws {
    let sql = """
      INSERT INTO cluster_revision (scope_id, number, kubernetes, region, selectors, digest, audit_id)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """
    try prepare(sql, of: "cluster revision").insert([
      .id(cluster.id), .integer(number), .text(attributes.kubernetes), .text(attributes.region),
      .text(attributes.canonicalSelectors), .digest(digest), .id(audit.id),
    ])
  }

  private func readCluster(_ row: Row) throws -> ClusterRecord {
    let scope = try readScope(row, at: 7)
    guard let number = try row.optional(2, row.number) else {
      return ClusterRecord(scope: scope, environment: try row.id(1), revision: 0, attributes: .none)
    }
    let attributes = try readAttributes(row, at: 3)
    guard try row.digest(6) == Seal.cluster(scope: scope.id, number: number, attributes: attributes) else {
      throw corrupt("cluster \(scope.scope), revision \(number): digest does not match")
    }
    return ClusterRecord(scope: scope, environment: try row.id(1), revision: number, attributes: attributes)
  }

  func readClusterRevision(_ row: Row) throws -> ClusterRevision {
    let (number, scope) = (try row.number(1), try readScope(row, at: 6))
    let revision = ClusterRevision(
      scope: scope, number: number, attributes: try readAttributes(row, at: 2), digest: try row.digest(5),
      audit: try readAuditEntry(row, at: 6 + ScopeColumns.count))
    guard revision.digest == Seal.cluster(scope: scope.id, number: number, attributes: revision.attributes) else {
      throw corrupt("cluster \(scope.scope), revision \(number): digest does not match")
    }
    return revision
  }

  private func readAttributes(_ row: Row, at first: Int32) throws -> ClusterAttributes {
    let text = try row.text(first + 2)
    guard let selectors = text == "{}" ? [] : ClusterAttributes.selectors(canonical: text) else {
      throw row.corrupt("'selectors' is not a map of texts")
    }
    return ClusterAttributes(kubernetes: try row.text(first), region: try row.text(first + 1), selectors: selectors)
  }

  // MARK: Pins

  func pins(_ clusters: [ID<Scope>]?) throws -> [PinMove] {
    try checkStructure(of: .pinMove)
    let last = "m.id = (SELECT max(id) FROM pin_move WHERE scope_id = m.scope_id) AND m.version_id IS NOT NULL"
    guard let clusters else {
      return try prepare("\(Transaction.pinMoveSQL) WHERE \(last) ORDER BY m.scope_id", of: "pin move")
        .all([], readPinMove)
    }
    let sql = """
      \(Transaction.pinMoveSQL) WHERE m.scope_id IN (SELECT value FROM json_each(?)) AND \(last) ORDER BY m.scope_id
      """
    return try prepare(sql, of: "pin move").all([Transaction.list(clusters.map(\.rawValue))], readPinMove)
  }

  func pinHistory(_ cluster: ID<Scope>) throws -> [PinMove] {
    try checkStructure(of: .pinMove)
    return try prepare("\(Transaction.pinMoveSQL) WHERE m.scope_id = ? ORDER BY m.id", of: "pin move")
      .all([.id(cluster)], readPinMove)
  }

  func addPinMove(_ cluster: ID<Scope>, version: VersionKey?, digest: Digest, audit: AuditEntry) throws {
    try prepare("INSERT INTO pin_move (scope_id, version_id, digest, audit_id) VALUES (?, ?, ?, ?)", of: "pin move")
      .insert([.id(cluster), .id(version?.id), .digest(digest), .id(audit.id)])
  }

  func readPinMove(_ row: Row) throws -> PinMove {
    let version = try row.optional(2) { column in
      VersionKey(id: try row.id(column), scope: try row.id(3), number: try row.number(4))
    }
    let cluster: ID<Scope> = try row.id(1)
    guard try row.digest(5) == Seal.pin(cluster: cluster, version: version) else {
      throw row.corrupt("digest does not match")
    }
    return PinMove(cluster: cluster, version: version, audit: try readAuditEntry(row, at: 6))
  }

  // MARK: The newest versions

  func latestVersions(_ scopes: [ID<Scope>]?) throws -> [VersionKey] {
    try checkStructure(of: .version)
    let columns = "SELECT v.id, v.scope_id, v.number"
    let latest = "v.number = (SELECT max(number) FROM version WHERE scope_id = v.scope_id)"
    guard let scopes else {
      return try prepare("\(columns) FROM version v WHERE \(latest)", of: "version").all([], readVersionKey)
    }
    let sql = "\(columns) FROM json_each(?) list CROSS JOIN version v ON v.scope_id = list.value AND \(latest)"
    return try prepare(sql, of: "version").all([Transaction.list(scopes.map(\.rawValue))], readVersionKey)
  }

  private func readVersionKey(_ row: Row) throws -> VersionKey {
    VersionKey(id: try row.id(0), scope: try row.id(1), number: try row.number(2))
  }
}
