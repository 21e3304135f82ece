internal import Catalogue
internal import GRDB
internal import Migrations

/// One numbered step of the schema. A landed one is never changed.
struct SchemaMigration: Sendable {
  /// `0001_create_catalogue`
  let name: String
  let sql: String
  /// What is done behind the SQL, in the same transaction.
  var fill: @Sendable (Transaction) throws -> Void = { _ in }

  /// Those of the folder Migrations, in order.
  static let all: [SchemaMigration] = (0..<strata_migration_count()).map { index in
    let migration = strata_migration_at(index)
    let name = String(cString: migration.name)
    return SchemaMigration(
      name: name,
      sql: String(decoding: UnsafeBufferPointer(start: migration.bytes, count: migration.count), as: UTF8.self),
      fill: fills[name] ?? { _ in })
  }

  /// Tables that are made from what a catalogue holds, and not by SQL.
  private static let fills: [String: @Sendable (Transaction) throws -> Void] = [
    "0003_index_settings": { try $0.indexSettings() }
  ]
}

extension [SchemaMigration] {
  /// Applies those that are missing: all of them, or none.
  /// - Parameters:
  ///   - location: how the file is called in messages.
  ///   - isExpected: told of the catalogue as it is before the first; nothing is done where it says no.
  /// - Returns: whether it was done.
  func migrate(
    _ queue: DatabaseQueue, location: String, busySeconds: Int,
    if isExpected: (Transaction) throws -> Bool = { _ in true }
  ) throws -> Bool {
    try queue.writeWithoutTransaction { db in
      // What is missing meanwhile is looked for at the end.
      try db.execute(sql: "PRAGMA foreign_keys = OFF")
      defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
      var isDone = false
      try db.inTransaction(.immediate) {
        let transaction = Transaction(db, location: location, busySeconds: busySeconds)
        defer { transaction.end() }
        guard try isExpected(transaction) else { return .rollback }
        for migration in dropFirst(try transaction.schemaCount()) {
          try db.execute(sql: migration.sql)
          try migration.fill(transaction)
        }
        try db.checkForeignKeys()
        let found = try transaction.schemaCount()
        guard found == count else { throw transaction.corrupt("its schema says \(found) after \(count) migrations") }
        isDone = true
        return .commit
      }
      return isDone
    }
  }
}

extension Transaction {
  /// How many migrations made the file: its `user_version`.
  func schemaCount() throws -> Int {
    try prepare("SELECT 0, user_version FROM pragma_user_version", of: "schema").first { try $0.number(1) } ?? 0
  }

  /// Takes apart everything that is stored and makes of it what queries look up, where nothing of that is there yet.
  func indexSettings() throws {
    let writer = try SettingsWriter(self)
    let pool = ManifestPool()
    var withManifests: Set<Int64> = []
    try prepare("SELECT id, digest, language, content FROM block ORDER BY id", of: "block").eachRow { row in
      let block = StoredBlock(
        digest: try row.digest(1), language: try row.optional(2, row.text), content: try row.bytes(3))
      let manifests = pool.manifests(of: block)
      guard !manifests.isEmpty else { return }
      let id = try row.integer(0)
      withManifests.insert(id)
      try writer.add(manifests, of: id)
    }
    try prepare("SELECT id, blocks FROM output ORDER BY id", of: "output").eachRow { row in
      writer.add(try blockIDs(row, at: 1).filter(withManifests.contains), of: try row.integer(0))
    }
    let sets = try prepare("SELECT id, digest, content FROM parameter_set ORDER BY id", of: "parameter set")
      .all { (id: try $0.integer(0), set: try readParameterSet($0, at: 0)) }
    for set in sets { try writer.add(set.set, of: set.id) }
    try writer.finish()
  }
}
