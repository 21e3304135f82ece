internal import Catalogue
internal import Strategy

extension Transaction {
  /// Reads again what was added since, and compares it with its digests.
  /// - Throws: where it is not what it should be.
  static func proveAdded(since start: RowMarks, _ transaction: Transaction) throws {
    let end = try RowMarks(transaction)
    guard end != start else { return }
    if let problem = try SealCheck(transaction, from: start, to: end).runOnRecords().first {
      let detail = "what was written does not read back, so nothing is kept: \(problem.text)"
      throw CatalogueError.storage(.failed(path: transaction.location, detail: detail))
    }
  }

  func sealProblems(progress: (Int) -> Void) throws -> [StoreProblem] {
    try withoutActuallyEscaping(progress) { progress in
      try SealCheck(self, progress: progress).run()
    }
  }
}

/// A record that is not what its digest says, or that rests on such a one.
struct HurtRow {
  let table: String
  let id: Int64
  let problem: String
}

/// Recomputes the digest of every record, or of every one that is behind a mark.
///
/// An audit entry's content digest covers the digests of the rows that the operation added, in this order: new scopes
/// (``Seal/scope(_:)``), template revisions, provider revisions, profile revisions, versions, confirmations, label
/// moves, changes of scopes, cluster revisions, pin moves,
/// waiver moves; each by id.
final class SealCheck {
  let transaction: Transaction
  private var problems: [StoreProblem] = []
  /// The records that are hurt, as far as they have a row of their own.
  private(set) var hurt: [HurtRow] = []
  private var area = StoreProblem.Area.outputs
  private var noted: Set<String> = []
  /// What each audit entry should have covered.
  private var contents: [Int64: [Digest]] = [:]
  private let start: RowMarks
  /// Where nothing was added behind the mark, nothing is looked at; nil to look at everything.
  private let end: RowMarks?
  private let progress: (Int) -> Void
  private var count = 0

  private static let progressStep = 500

  init(_ transaction: Transaction, progress: @escaping (Int) -> Void = { _ in }) {
    self.transaction = transaction
    self.progress = progress
    (start, end) = (.start, nil)
    transaction.isCheckingSeals = true
  }

  /// - Parameter transaction: has read nothing yet, so that all is read from what is about to be committed.
  init(_ transaction: Transaction, from start: RowMarks, to end: RowMarks) {
    self.transaction = transaction
    progress = { _ in }
    (self.start, self.end) = (start, end)
    transaction.isCheckingSeals = true
  }

  /// Records, and what can be asked for, which follows from them: against hurt ones it cannot be judged.
  func run() throws -> [StoreProblem] {
    area = .outputs
    try checkSets()
    try checkOutputs()
    let isWhole = problems.isEmpty
    try checkOthers()
    if isWhole {
      area = .settings
      try checkSettings()
    }
    progress(count)
    return problems
  }

  /// Records alone.
  func runOnRecords() throws -> [StoreProblem] {
    area = .outputs
    try checkSets()
    try checkOutputs()
    try checkOthers()
    return problems
  }

  private func checkOthers() throws {
    area = .records
    try checkScopes()
    try checkRevisions()
    try checkVersions()
    try checkFleet()
    area = .audit
    try checkAuditTrail()
  }

  /// Whether there is anything in a table to be looked at.
  func concerns(_ table: String) -> Bool { end.map { $0.isAhead(of: start, in: table) } ?? true }

  /// Goes through the records of a table from the mark on.
  /// - Parameters:
  ///   - sql: gives the records.
  ///   - id: the column with their ids.
  func each(
    _ sql: String, by id: String, in table: String, of name: StaticString, _ check: (Row) throws -> Void
  ) throws {
    guard concerns(table) else { return }
    try each("\(sql) WHERE \(id) >= ? ORDER BY \(id)", [.integer(start.next(in: table))], of: name) { row in
      do {
        try check(row)
      } catch CatalogueError.storage(.corrupt(let path, let detail)) {
        hurt.append(HurtRow(table: table, id: try row.integer(0), problem: detail))
        throw CatalogueError.storage(.corrupt(path: path, detail: detail))
      }
    }
  }

  /// Goes through the rows of a query; a problem that `check` throws is noted, and the next row follows.
  func each(
    _ sql: String, _ values: [SQLValue] = [], of table: StaticString, _ check: (Row) throws -> Void
  ) throws {
    try noting {
      try transaction.prepare(sql, of: table).eachRow(values) { row in
        try noting { try check(row) }
        count += 1
        if count % SealCheck.progressStep == 0 { progress(count) }
      }
    }
  }

  /// A hurt record is noted once, though others that rest on it are read through it.
  func note(_ problem: String) {
    if noted.insert(problem).inserted { problems.append(StoreProblem(area, problem)) }
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
    var previous = try transaction.auditEntry(before: start.next(in: "audit"))
    let sql = "SELECT \(AuditColumns.sql) FROM audit a"
    try each(sql, by: "a.id", in: "audit", of: "audit entry") { row in
      let entry = try transaction.auditEntry(row, at: 0)
      if let problem = entry.problem(after: previous) {
        note(problem)
        hurt.append(HurtRow(table: "audit", id: entry.id.rawValue, problem: problem))
      }
      previous = entry
      if Seal.content(contents[entry.id.rawValue] ?? []) != entry.content {
        note("audit entry \(entry.id.rawValue): its content digest does not match the rows it covers")
      }
    }
  }
}
