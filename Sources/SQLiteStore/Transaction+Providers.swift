internal import Catalogue
internal import Strategy

extension Transaction {
  static let providerRevisionSQL = """
    SELECT p.id, p.provider, p.number, p.title, p.mapping, p.digest, \(AuditColumns.sql)
    FROM provider_revision p LEFT JOIN audit a ON a.id = p.audit_id
    """
  private static let isNewest = "p.number = (SELECT max(number) FROM provider_revision WHERE provider = p.provider)"

  func providers() throws -> [ProviderRevision] {
    try checkStructure(of: .providerRevision)
    let sql = "\(Transaction.providerRevisionSQL) WHERE \(Transaction.isNewest) ORDER BY p.provider"
    return try prepare(sql, of: "provider revision").all([], readProviderRevision)
  }

  func provider(_ name: String) throws -> ProviderRevision? {
    try checkStructure(of: .providerRevision)
    let sql = "\(Transaction.providerRevisionSQL) WHERE p.provider = ? ORDER BY p.number DESC LIMIT 1"
    return try prepare(sql, of: "provider revision").first([.text(name)], readProviderRevision)
  }

  func provider(_ id: ID<ProviderRevision>) throws -> ProviderRevision? {
    try prepare("\(Transaction.providerRevisionSQL) WHERE p.id = ?", of: "provider revision")
      .first([.id(id)], readProviderRevision)
  }

  func providerRevisions() throws -> [ProviderRevision] {
    try prepare("\(Transaction.providerRevisionSQL) ORDER BY p.id", of: "provider revision")
      .all([], readProviderRevision)
  }

  func providerHistory(_ name: String) throws -> [ProviderRevision] {
    let sql = "\(Transaction.providerRevisionSQL) WHERE p.provider = ? ORDER BY p.number"
    return try prepare(sql, of: "provider revision").all([.text(name)], readProviderRevision)
  }

  func addProviderRevision(
    _ mapping: ProviderMapping, number: Int, title: String, digest: Digest, audit: AuditEntry
  ) throws -> ProviderRevision {
    let sql = """
      INSERT INTO provider_revision (provider, number, title, mapping, digest, audit_id) VALUES (?, ?, ?, ?, ?, ?)
      """
    let id = try prepare(sql, of: "provider revision").insert([
      .text(mapping.provider), .integer(number), .text(title), .text(mapping.canonical), .digest(digest),
      .id(audit.id),
    ])
    return ProviderRevision(id: ID(id), number: number, title: title, mapping: mapping, digest: digest, audit: audit)
  }

  func readProviderRevision(_ row: Row) throws -> ProviderRevision {
    let (name, number, title) = (try row.text(1), try row.number(2), try row.text(3))
    let (text, digest) = (try row.text(4), try row.digest(5))
    guard digest == Seal.provider(name, number: number, title: title, mapping: text) else {
      throw corrupt("provider \(name), revision \(number): digest does not match")
    }
    guard let mapping = ProviderMapping(provider: name, canonical: text) else {
      throw row.corrupt("'mapping' is not a map of texts")
    }
    return ProviderRevision(
      id: try row.id(0), number: number, title: title, mapping: mapping, digest: digest,
      audit: try readAuditEntry(row, at: 6))
  }
}
