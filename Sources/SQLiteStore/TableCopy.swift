internal import GRDB
internal import GRDBSQLite

/// Copies a table, row by row, out of a file in which pages may be hurt: what SQLite cannot reach in order is looked
/// for by its number.
struct TableCopy {
  let table: String
  private let source: Database
  private let target: Database
  private let columns: [String]
  /// Rows that could not be read, or that the table refuses.
  private(set) var lost: [String] = []

  /// How far behind the last row that was reached others are looked for.
  private static let reach: Int64 = 20_000

  init(_ table: String, from source: Database, to target: Database) throws {
    (self.table, self.source, self.target) = (table, source, target)
    columns = try target.columns(in: table).map(\.name)
  }

  mutating func run() throws {
    let known = try String.fetchAll(target, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
    guard known.contains(table), try hasTable() else { return }
    let (last, isWhole) = try scan("ASC")
    guard !isWhole else { return }
    // From the other end as far as that goes, then one by one what is between.
    let (first, isWholeBackwards) = try scan("DESC")
    guard !isWholeBackwards else { return }
    let end = max(first ?? 0, (last ?? 0) + TableCopy.reach)
    guard end > (last ?? 0) else { return }
    for id in (last ?? 0) + 1...end { try copyRow(id) }
  }

  /// An older schema does not have every table.
  private func hasTable() throws -> Bool {
    let sql = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return try Int.fetchOne(source, sql: sql, arguments: [table]) == 1
  }

  private var list: String { columns.map { "\"\($0)\"" }.joined(separator: ", ") }

  /// - Returns: the id of the last row that was reached, and whether that was all of them.
  private mutating func scan(_ order: String) throws -> (last: Int64?, isWhole: Bool) {
    var last: Int64?
    do {
      let cursor = try GRDB.Row.fetchCursor(
        source, sql: "SELECT _rowid_, \(list) FROM \(table) ORDER BY _rowid_ \(order)")
      while let row = try cursor.next() {
        guard let id = row[0] as? Int64 else { continue }
        last = id
        try insert(row, id)
      }
      return (last, true)
    } catch let error as DatabaseError where TableCopy.isDamage(error) {
      return (last, false)
    }
  }

  private mutating func copyRow(_ id: Int64) throws {
    do {
      let sql = "SELECT _rowid_, \(list) FROM \(table) WHERE _rowid_ = ?"
      if let row = try GRDB.Row.fetchOne(source, sql: sql, arguments: [id]) { try insert(row, id) }
    } catch let error as DatabaseError where TableCopy.isDamage(error) {
      lost.append("\(table.replacing("_", with: " ")) \(id) cannot be read")
    }
  }

  private mutating func insert(_ row: GRDB.Row, _ id: Int64) throws {
    let values = row.databaseValues.dropFirst()
    let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
    do {
      let statement = try target.cachedStatement(sql: "INSERT INTO \(table) (\(list)) VALUES (\(marks))")
      try statement.execute(arguments: StatementArguments(values))
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
      // A row may be met from both ends.
      let sql = "SELECT count(*) FROM \(table) WHERE _rowid_ = ?"
      if try Int.fetchOne(target, sql: sql, arguments: [id]) == 0 {
        lost.append("\(table.replacing("_", with: " ")) \(id): \(error.message ?? "refused")")
      }
    }
  }

  private static func isDamage(_ error: DatabaseError) -> Bool {
    [.SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_IOERR, .SQLITE_ERROR].contains(error.resultCode)
  }
}
