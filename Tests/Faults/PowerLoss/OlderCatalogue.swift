import GRDBSQLite
import Migrations

/// A catalogue as an older program made it.
enum OlderCatalogue {
  struct Failure: Error { let message: String }

  /// Copies a catalogue into a file of an older schema: what that has tables for.
  static func copy(_ path: String, to older: String, migrations: Int) throws {
    var connection: OpaquePointer?
    defer { sqlite3_close(connection) }
    guard sqlite3_open(older, &connection) == SQLITE_OK, let connection else { throw Failure(message: older) }
    try execute("CREATE TABLE grdb_migrations (identifier TEXT NOT NULL PRIMARY KEY)", connection)
    for index in 0..<migrations {
      let migration = strata_migration_at(index)
      try execute(
        String(decoding: UnsafeBufferPointer(start: migration.bytes, count: migration.count), as: UTF8.self),
        connection)
      try execute("INSERT INTO grdb_migrations VALUES ('\(String(cString: migration.name))')", connection)
    }
    try execute("ATTACH '\(path)' AS newer", connection)
    let copies = """
      SELECT 'INSERT INTO main.' || name || ' SELECT ' || (SELECT group_concat(name) FROM pragma_table_info(t.name))
        || ' FROM newer.' || name FROM sqlite_schema AS t
      WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'grdb_migrations'
      """
    for statement in try texts(copies, connection) { try execute(statement, connection) }
  }

  private static func execute(_ sql: String, _ connection: OpaquePointer) throws {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
  }

  private static func texts(_ sql: String, _ connection: OpaquePointer) throws -> [String] {
    var statement: OpaquePointer?
    defer { sqlite3_finalize(statement) }
    guard sqlite3_prepare_v2(connection, sql, -1, &statement, nil) == SQLITE_OK else {
      throw Failure(message: String(cString: sqlite3_errmsg(connection)))
    }
    var texts: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      texts.append(String(cString: sqlite3_column_text(statement, 0)))
    }
    return texts
  }
}
