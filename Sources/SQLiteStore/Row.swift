internal import Catalogue
internal import GRDBSQLite
internal import Strategy

/// The row that a statement stands on: its columns by index, from 0, where the row's id is.
///
/// Reading a column of another type than expected throws ``StorageFailure/corrupt(path:detail:)`` and never traps.
struct Row {
  private let statement: OpaquePointer
  private let table: StaticString
  private let location: String

  init(_ statement: OpaquePointer, table: StaticString, location: String) {
    self.statement = statement
    self.table = table
    self.location = location
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

  func integer(_ column: Int32) throws -> Int64 {
    guard sqlite3_column_type(statement, column) == SQLITE_INTEGER else { throw wrongType(column, "a number") }
    return sqlite3_column_int64(statement, column)
  }

  func real(_ column: Int32) throws -> Double {
    guard sqlite3_column_type(statement, column) == SQLITE_FLOAT else { throw wrongType(column, "a number") }
    return sqlite3_column_double(statement, column)
  }

  /// A count or a number of a revision: small enough that callers can count on from it.
  func number(_ column: Int32) throws -> Int { Int(try integer(column, in: 0...1 << 48)) }

  /// Within 100 million days of 1970, so that it is a date.
  func timestamp(_ column: Int32) throws -> Timestamp {
    let limit: Int64 = 100_000_000 * 86_400_000
    return Timestamp(milliseconds: try integer(column, in: -limit...limit))
  }

  private func integer(_ column: Int32, in range: ClosedRange<Int64>) throws -> Int64 {
    let integer = try integer(column)
    guard range.contains(integer) else { throw corrupt("'\(name(column))' is out of range") }
    return integer
  }

  func id<Kind>(_ column: Int32, of kind: Kind.Type = Kind.self) throws -> ID<Kind> { ID(try integer(column)) }

  func text(_ column: Int32) throws -> String {
    guard sqlite3_column_type(statement, column) == SQLITE_TEXT, let start = sqlite3_column_text(statement, column)
    else { throw wrongType(column, "text") }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  func bytes(_ column: Int32) throws -> [UInt8] {
    guard sqlite3_column_type(statement, column) == SQLITE_BLOB else { throw wrongType(column, "bytes") }
    let start = sqlite3_column_blob(statement, column)
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
  }

  func digest(_ column: Int32) throws -> Digest {
    guard let digest = Digest(bytes: try bytes(column)) else { throw wrongType(column, "\(Digest.byteCount) bytes") }
    return digest
  }

  /// Nil where the column is null, else what `read` reads.
  func optional<Value>(_ column: Int32, _ read: (Int32) throws -> Value) rethrows -> Value? {
    isNull(column) ? nil : try read(column)
  }

  // MARK: What is wrong

  /// An error that names the table and the row.
  func corrupt(_ problem: String) -> CatalogueError {
    .storage(.corrupt(path: location, detail: "\(table) \(sqlite3_column_int64(statement, 0)): \(problem)"))
  }

  private func wrongType(_ column: Int32, _ expected: String) -> CatalogueError {
    corrupt(isNull(column) ? "'\(name(column))' is missing" : "'\(name(column))' is not \(expected)")
  }

  private func name(_ column: Int32) -> String {
    sqlite3_column_name(statement, column).map { String(cString: $0) } ?? "\(column)"
  }
}
