internal import Catalogue
internal import Strategy

extension Transaction {
  static let templateRevisionSQL = """
    SELECT t.id, t.name, t.version, t.title, t.digest, \(AuditColumns.sql)
    FROM template_revision t LEFT JOIN audit a ON a.id = t.audit_id
    """

  func templateRevisions() throws -> [TemplateRevision] {
    try prepare("\(Transaction.templateRevisionSQL) ORDER BY t.id", of: "template revision")
      .all([], readTemplateRevision)
  }

  func templateRevision(name: String, version: String) throws -> TemplateRevision? {
    try prepare("\(Transaction.templateRevisionSQL) WHERE t.name = ? AND t.version = ?", of: "template revision")
      .first([.text(name), .text(version)], readTemplateRevision)
  }

  func templateContent(_ id: ID<TemplateRevision>) throws -> [UInt8] {
    let sql = "SELECT id, name, version, digest, content, title FROM template_revision WHERE id = ?"
    let content = try prepare(sql, of: "template revision").first([.id(id)]) { row in
      let content = try row.bytes(4)
      let names = [try row.text(1), try row.text(2), try row.text(5)]
      let template = "template \(names[0])@\(names[1])"
      guard Digest(of: content) == (try row.digest(3)) else {
        throw corrupt("\(template): content does not match its digest")
      }
      // The digest is the content's, which says itself what it is called.
      if let stated = FrontMatter(ofTemplate: content), [stated.name, stated.version, stated.title] != names {
        throw corrupt("\(template): its content has another name, version or title")
      }
      return content
    }
    guard let content else { throw corrupt("template revision \(id.rawValue) is missing") }
    return content
  }

  func addTemplateRevision(
    _ reference: TemplateReference, title: String, content: [UInt8], digest: Digest, audit: AuditEntry
  ) throws -> TemplateRevision {
    let sql = """
      INSERT INTO template_revision (name, version, title, content, digest, audit_id) VALUES (?, ?, ?, ?, ?, ?)
      """
    let id = try prepare(sql, of: "template revision").insert([
      .text(reference.name), .text(reference.version ?? ""), .text(title), .bytes(content), .digest(digest),
      .id(audit.id),
    ])
    return TemplateRevision(id: ID(id), reference: reference, title: title, digest: digest, audit: audit)
  }

  func readTemplateRevision(_ row: Row) throws -> TemplateRevision {
    TemplateRevision(
      id: try row.id(0), reference: TemplateReference(name: try row.text(1), version: try row.text(2)),
      title: try row.text(3), digest: try row.digest(4), audit: try readAuditEntry(row, at: 5))
  }
}
