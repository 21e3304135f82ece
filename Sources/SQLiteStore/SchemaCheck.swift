internal import Catalogue
internal import GRDB
internal import Strategy

/// The schema must be what the migrations make: a changed trigger guards nothing, and a changed view answers wrongly.
struct SchemaCheck {
  let transaction: Transaction

  func problems() throws -> [String] {
    let found = try SchemaCheck.objects(of: transaction)
    let expected = try SchemaCheck.expected()
    let unknown = found.keys.filter { expected[$0] == nil }.sorted()
    let wrong = expected.keys.sorted().compactMap { name -> String? in
      guard let object = found[name] else { return "the schema lacks \(quoted(name))" }
      return object == expected[name] ? nil : "the schema's \(quoted(name)) is not what the migrations made"
    }
    return unknown.map { "\(quoted($0)) is no part of the schema" } + wrong
  }

  private struct Object: Equatable {
    let kind: String
    let table: String
    /// As it is stored, which need not be UTF-8 any more.
    let sql: [UInt8]
  }

  /// What the migrations make of an empty database.
  private static func expected() throws -> [String: Object] {
    let queue = try DatabaseQueue()
    return try queue.writeWithoutTransaction { db in
      for migration in SchemaMigration.all { try db.execute(sql: migration.sql) }
      let transaction = Transaction(db, location: ":memory:", busySeconds: 0)
      defer { transaction.end() }
      return try objects(of: transaction)
    }
  }

  /// By name. What SQLite's ANALYZE keeps is not of the schema.
  private static func objects(of transaction: Transaction) throws -> [String: Object] {
    let sql = """
      SELECT rowid, name, type, tbl_name, CAST(coalesce(sql, '') AS BLOB) AS sql FROM sqlite_schema
      WHERE name NOT GLOB 'sqlite_stat*'
      """
    let objects = try transaction.prepare(sql, of: "schema").all { row in
      (try row.text(1), Object(kind: try row.text(2), table: try row.text(3), sql: try row.bytes(4)))
    }
    return Dictionary(objects) { $1 }
  }
}
