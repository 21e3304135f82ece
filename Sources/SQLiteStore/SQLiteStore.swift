package import Catalogue
internal import GRDB
internal import GRDBSQLite

/// A catalogue in one SQLite file.
///
/// A store is one connection, which serves one transaction at a time; threads that share it wait for each other,
/// and other processes wait for up to ``busySeconds``. A `body` must not use its own store again.
package final class SQLiteStore: CatalogueStore, Sendable {
  /// How long a transaction waits for those of other connections.
  package static let busySeconds = 30

  package let location: String
  package let upgrade: StoreUpgrade?
  let queue: DatabaseQueue
  private let busySeconds: Int
  /// Keeps the file's entry in ``OpenFiles`` as long as the connection is there.
  private let registration: OpenFiles.Registration

  init(
    queue: DatabaseQueue, location: String, busySeconds: Int, registration: OpenFiles.Registration,
    upgrade: StoreUpgrade? = nil
  ) {
    self.upgrade = upgrade
    self.queue = queue
    self.location = location
    self.busySeconds = busySeconds
    self.registration = registration
  }

  package func read<Result>(_ body: (any CatalogueReading) throws -> Result) throws -> Result {
    try access { db in
      if sqlite3_db_readonly(db.sqliteConnection, "main") == 1 { return try run(.deferred, db, body) }
      return try db.readOnly { try run(.deferred, db, body) }
    }
  }

  package func write<Result>(_ body: (any CatalogueWriting) throws -> Result) throws -> Result {
    var written: (result: Result, entry: AuditEntry)?
    do {
      return try access { db in
        guard sqlite3_db_readonly(db.sqliteConnection, "main") == 0 else {
          throw CatalogueError.storage(.readOnly(path: location))
        }
        let turn = try WriterTurn.take(at: location, seconds: busySeconds)
        defer { withExtendedLifetime(turn) {} }
        return try run(.immediate, db) { transaction in
          guard registration.isStill(at: location) else { throw CatalogueError.storage(.replaced(path: location)) }
          let start = try RowMarks(transaction)
          let result = try body(transaction)
          try transaction.check()
          let proof = Transaction(db, location: location, busySeconds: busySeconds)
          defer { proof.end() }
          try Transaction.proveAdded(since: start, proof)
          written = transaction.appendedEntry.map { (result, $0) }
          return result
        }
      }
    } catch CatalogueError.storage(.failed(let path, let detail)) {
      guard let written, try holds(written.entry) else {
        throw CatalogueError.storage(.failed(path: path, detail: detail))
      }
      return written.result
    }
  }

  /// Whether an entry is there although SQLite says that committing it failed: what it does after that, confirming the
  /// emptied journal and giving back its locks, can fail too.
  ///
  /// - Throws: ``StorageFailure/failed(path:detail:)`` where it is, and the disk still does not confirm it.
  private func holds(_ entry: AuditEntry) throws -> Bool {
    let isThere = try access { db in try db.readOnly { try run(.deferred, db) { try $0.holds(entry) } } }
    guard isThere else { return false }
    guard NewFile.confirmJournal(of: location) else {
      let detail = "the change is written, but the disk does not confirm it"
      throw CatalogueError.storage(.failed(path: location, detail: detail))
    }
    return true
  }

  package func writeIfPossible(_ body: (any FindingWriting) throws -> Void) -> Bool {
    // A connection of its own, as this one may be for reading only, and waits.
    let (registration, header) = OpenFiles.register(location)
    guard header == nil || header == .catalogue(schema: SchemaMigration.all.count) else { return false }
    do {
      try SQLiteStore.connect(location, .readWrite, 0, registration).write { try body($0) }
      return true
    } catch {
      return false
    }
  }

  package func integrityProblems() throws -> [StoreProblem] {
    try access { db in
      try db.readOnly {
        try run(.deferred, db) { try IntegrityCheck(transaction: $0).problems() }
      }
    }
  }

  private func run<Result>(
    _ kind: Database.TransactionKind, _ db: Database, _ body: (Transaction) throws -> Result
  ) throws -> Result {
    var result: Result?
    try db.inTransaction(kind) {
      let transaction = Transaction(db, location: location, busySeconds: busySeconds)
      defer { transaction.end() }
      result = try body(transaction)
      if let failure = transaction.failure { throw failure }
      return .commit
    }
    guard let result else { throw CatalogueError.storage(.failed(path: location, detail: "nothing was done")) }
    return result
  }

  /// Runs on the connection, and turns what it throws into the catalogue's errors. What `body` itself throws passes.
  private func access<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try SQLiteStore.mapping(location, busySeconds: busySeconds) { try queue.writeWithoutTransaction(body) }
  }
}
