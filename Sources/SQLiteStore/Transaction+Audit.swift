internal import Catalogue
internal import Strategy

/// The columns of an audit entry in a query, where `a` is the table.
enum AuditColumns {
  static let sql = """
    a.id AS audit_id, a.recorded_at, a.author, a.action, a.subject, a.message, a.content_digest, \
    a.digest AS audit_digest
    """
  static let count: Int32 = 8
}

extension Transaction {
  func auditHead() throws -> AuditEntry? {
    let newest = try prepare("SELECT \(AuditColumns.sql) FROM audit a ORDER BY a.id DESC LIMIT 2", of: "audit entry")
      .all { try auditEntry($0, at: 0) }
    guard let head = newest.first else { return nil }
    return try sealed(head, after: newest.dropFirst().first)
  }

  func lastAuditEntry(until time: Timestamp) throws -> ID<AuditEntry>? {
    let sql = "SELECT a.id FROM audit a WHERE a.recorded_at <= ? ORDER BY a.id DESC LIMIT 1"
    return try prepare(sql, of: "audit entry").first([.integer(time.milliseconds)]) { try $0.id(0) }
  }

  func auditEntries() throws -> [AuditEntry] {
    var entries: [AuditEntry] = []
    try prepare("SELECT \(AuditColumns.sql) FROM audit a ORDER BY a.id", of: "audit entry").eachRow { row in
      entries.append(try sealed(try auditEntry(row, at: 0), after: entries.last))
    }
    return entries
  }

  /// The newest entry with a smaller number, as it is.
  func auditEntry(before id: Int64) throws -> AuditEntry? {
    try prepare("SELECT \(AuditColumns.sql) FROM audit a WHERE a.id < ? ORDER BY a.id DESC LIMIT 1", of: "audit entry")
      .first([.integer(id)]) { try auditEntry($0, at: 0) }
  }

  func appendAudit(_ stamp: AuditStamp, content: Digest) throws -> AuditEntry {
    let head = try auditHead()
    let id = (head?.id.rawValue ?? 0) + 1
    let digest = Seal.audit(id: id, stamp: stamp, content: content, previous: head?.digest)
    let sql = """
      INSERT INTO audit (id, recorded_at, author, action, subject, message, content_digest, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """
    try prepare(sql, of: "audit entry").insert([
      .integer(id), .integer(stamp.time.milliseconds), .text(stamp.author), .text(stamp.action), .text(stamp.subject),
      .text(stamp.message), .digest(content), .digest(digest),
    ])
    let entry = AuditEntry(
      id: ID(id), time: stamp.time, author: stamp.author, action: stamp.action, subject: stamp.subject,
      message: stamp.message, content: content, digest: digest)
    appendedEntry = entry
    return entry
  }

  /// Whether the trail has this entry.
  func holds(_ entry: AuditEntry) throws -> Bool {
    try prepare("SELECT id, digest FROM audit WHERE id = ?", of: "audit entry")
      .first([.id(entry.id)]) { try $0.digest(1) } == entry.digest
  }

  /// The entry whose columns begin at `first`, in its place of the chain. Rows that share an entry have it proved once.
  func readAuditEntry(_ row: Row, at first: Int32) throws -> AuditEntry {
    let entry = try auditEntry(row, at: first)
    let id = entry.id.rawValue
    if isCheckingSeals || provenAuditEntries.contains(id) { return entry }
    let previous = try auditEntry(before: id)
    if !entry.isLost, previous?.isLost != true, let problem = entry.problem(after: previous) { throw corrupt(problem) }
    provenAuditEntries.insert(id)
    return entry
  }

  /// The entry whose columns begin at `first`, as it is. Rows that share an entry have it read once.
  func auditEntry(_ row: Row, at first: Int32) throws -> AuditEntry {
    let id = Int64(try row.number(first))
    if let known = knownAuditEntries[id] { return known }
    let entry = AuditEntry(
      id: ID(id), time: try row.timestamp(first + 1), author: try row.text(first + 2),
      action: try row.text(first + 3), subject: try row.text(first + 4), message: try row.text(first + 5),
      content: try row.digest(first + 6), digest: try row.digest(first + 7))
    knownAuditEntries[id] = entry
    return entry
  }

  private func sealed(_ entry: AuditEntry, after previous: AuditEntry?) throws -> AuditEntry {
    if let problem = entry.problem(after: previous) { throw corrupt(problem) }
    return entry
  }
}

extension AuditEntry {
  /// Whether it stands for one that a salvage could not keep: neither it nor the one behind it can be proved.
  fileprivate var isLost: Bool { author == "unknown" && action == "lost" && subject.isEmpty && message.isEmpty }

  var stamp: AuditStamp {
    AuditStamp(time: time, author: author, action: action, subject: subject, message: message)
  }

  /// What is wrong with the entry or its place in the chain.
  func problem(after previous: AuditEntry?) -> String? {
    let number = id.rawValue
    let expected = (previous?.id.rawValue ?? 0) + 1
    if number != expected { return "audit entry \(number): entry \(expected) is missing" }
    let digest = Seal.audit(id: number, stamp: stamp, content: content, previous: previous?.digest)
    return digest == self.digest ? nil : "audit entry \(number): digest does not match"
  }
}
