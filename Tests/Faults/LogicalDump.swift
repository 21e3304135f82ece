import Foundation
import GRDB
import Strategy

/// Everything that a database file says, past the store: every row, every entry of an index, the schema, and what the
/// header says of how to read it. Files with equal dumps differ in bytes that mean nothing.
enum LogicalDump {
  /// What verification found is a cache without digests, which follows from the rest.
  private static let cache: Set<String> = ["output_check", "check_finding", "finding_text"]

  /// - Returns: an error in words where the file cannot be read to its end.
  static func text(ofFileAt path: String) -> String {
    do {
      var configuration = Configuration()
      configuration.readonly = true
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      let parts: [Data] = try queue.read { db in try LogicalDump.parts(db) }
      try queue.close()
      var hash = Digest.Hasher()
      for part in parts { hash.update(Array(part)) }
      return hash.finish().hex
    } catch {
      return "\(error)"
    }
  }

  private static func parts(_ db: Database) throws -> [Data] {
    var parts: [Data] = []
    for name in ["user_version", "application_id", "encoding", "auto_vacuum"] {
      let value = try String.fetchOne(db, sql: "PRAGMA \(name)") ?? ""
      parts.append(Data("\(name) \(value)\n".utf8))
    }
    parts += try rows("sqlite_schema", ["type", "name", "tbl_name", "sql"], "ORDER BY type, name", db)
    let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    for table in tables where !cache.contains(table) {
      let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
      parts += try rows(table, columns, "NOT INDEXED", db)
      for index in try String.fetchAll(db, sql: "SELECT name FROM pragma_index_list(?)", arguments: [table]).sorted() {
        parts += try entries(of: index, table, db)
      }
    }
    return parts
  }

  /// A condition, of an index over some rows, is repeated, or SQLite would not use the index.
  private static func entries(of index: String, _ table: String, _ db: Database) throws -> [Data] {
    let columns = try Optional<String>.fetchAll(db, sql: "SELECT name FROM pragma_index_info(?)", arguments: [index])
    let named = columns.compactMap { $0 }
    let sql = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [index]) ?? ""
    let condition = sql.range(of: " WHERE ").map { String(sql[$0.lowerBound...]) } ?? ""
    // An expression has no name.
    let shown = named.count == columns.count ? named : ["1"]
    let order = named.count == columns.count ? "ORDER BY \(named.joined(separator: ", "))" : ""
    guard !index.hasPrefix("sqlite_autoindex_") || named.count < columns.count || !table.isWithoutRowID else {
      return []
    }
    return try rows(table, shown, "INDEXED BY \(index)\(condition) \(order)", db)
  }

  private static func rows(_ table: String, _ columns: [String], _ rest: String, _ db: Database) throws -> [Data] {
    let row = columns.map { "quote(\($0))" }.joined(separator: " || ',' || ")
    let cursor = try Data.fetchCursor(db, sql: "SELECT CAST(\(row) || char(10) AS BLOB) FROM \(table) \(rest)")
    var all = Data()
    while let data = try cursor.next() { all += data }
    return [Data("\(table) \(rest)\n".utf8), all]
  }
}

extension String {
  /// Whether the primary key of one of our tables is the table itself.
  fileprivate var isWithoutRowID: Bool {
    ["block_manifest", "output_block", "setting", "parameter_use", "check_finding"].contains(self)
  }
}
