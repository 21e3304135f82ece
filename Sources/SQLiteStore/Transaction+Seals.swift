internal import Catalogue
internal import Strategy

extension Transaction {
  func sealProblems(progress: (Int) -> Void) throws -> [String] {
    try withoutActuallyEscaping(progress) { progress in
      try SealCheck(self, progress: progress).run()
    }
  }
}

/// Recomputes the digest of every record.
///
/// An audit entry's content digest covers the digests of the rows that the operation added, in this order: new scopes
/// (``Seal/scope(_:)``), template revisions, provider revisions, profile revisions, versions, confirmations, label
/// moves, changes of scopes, cluster revisions, pin moves,
/// waiver moves; each by id.
final class SealCheck {
  let transaction: Transaction
  private var problems: [String] = []
  private var noted: Set<String> = []
  /// What each audit entry should have covered.
  private var contents: [Int64: [Digest]] = [:]
  private let progress: (Int) -> Void
  private var count = 0

  private static let progressStep = 500

  init(_ transaction: Transaction, progress: @escaping (Int) -> Void) {
    self.transaction = transaction
    self.progress = progress
  }

  func run() throws -> [String] {
    try checkSets()
    try checkOutputs()
    // Against hurt blocks the index cannot be judged.
    if problems.isEmpty { try checkSettings() }
    try checkScopes()
    try checkRevisions()
    try checkVersions()
    try checkFleet()
    try checkAuditTrail()
    progress(count)
    return problems
  }

  /// Goes through the rows of a query; a problem that `check` throws is noted, and the next row follows.
  func each(_ sql: String, of table: StaticString, _ check: (Row) throws -> Void) throws {
    try noting {
      try transaction.prepare(sql, of: table).eachRow { row in
        try noting { try check(row) }
        count += 1
        if count % SealCheck.progressStep == 0 { progress(count) }
      }
    }
  }

  /// A hurt record is noted once, though others that rest on it are read through it.
  func note(_ problem: String) {
    if noted.insert(problem).inserted { problems.append(problem) }
  }

  func cover(_ digest: Digest, by audit: Int64) { contents[audit, default: []].append(digest) }

  private func noting(_ check: () throws -> Void) throws {
    do {
      try check()
    } catch CatalogueError.storage(.corrupt(_, let detail)) {
      note(detail)
    }
  }

  private func checkAuditTrail() throws {
    var previous: AuditEntry?
    let sql = "SELECT \(AuditColumns.sql) FROM audit a ORDER BY a.id"
    try each(sql, of: "audit entry") { row in
      let entry = try transaction.readAuditEntry(row, at: 0)
      if let problem = entry.problem(after: previous) { note(problem) }
      previous = entry
      if Seal.content(contents[entry.id.rawValue] ?? []) != entry.content {
        note("audit entry \(entry.id.rawValue): its content digest does not match the rows it covers")
      }
    }
  }
}
