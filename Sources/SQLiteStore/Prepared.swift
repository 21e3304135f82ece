internal import Catalogue
internal import GRDB
internal import GRDBSQLite
internal import Strategy

/// What is bound to a parameter of a statement.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  static func integer(_ number: Int) -> SQLValue { .integer(Int64(number)) }
  static func id<Kind>(_ id: ID<Kind>) -> SQLValue { .integer(id.rawValue) }
  static func id<Kind>(_ id: ID<Kind>?) -> SQLValue { id.map { .integer($0.rawValue) } ?? .null }
  static func digest(_ digest: Digest) -> SQLValue { .bytes(digest.bytes) }
}

/// A statement of the connection's cache, used within one transaction and by one caller at a time.
///
/// GRDB prepares and keeps it. It is bound and stepped here, because a column that holds another type than expected
/// must become an error, and because ten thousand rows should cost what SQLite costs.
struct Prepared {
  /// What the rows are called in messages.
  let table: StaticString
  private let statement: Statement
  private let transaction: Transaction

  init(_ statement: Statement, table: StaticString, transaction: Transaction) {
    self.statement = statement
    self.table = table
    self.transaction = transaction
  }

  private var pointer: SQLiteStatement { statement.sqliteStatement }

  /// Hands each row to `body`, which must not keep it and must not use the same statement.
  func eachRow(_ values: [SQLValue] = [], _ body: (Row) throws -> Void) throws {
    try begin(values)
    defer { sqlite3_reset(pointer) }
    let row = Row(pointer, table: table, location: transaction.location)
    while try step() { try body(row) }
  }

  func all<Element>(_ values: [SQLValue] = [], _ make: (Row) throws -> Element) throws -> [Element] {
    var elements: [Element] = []
    try eachRow(values) { elements.append(try make($0)) }
    return elements
  }

  /// - Returns: nil where there is no row.
  func first<Element>(_ values: [SQLValue] = [], _ make: (Row) throws -> Element) throws -> Element? {
    try begin(values)
    defer { sqlite3_reset(pointer) }
    guard try step() else { return nil }
    return try make(Row(pointer, table: table, location: transaction.location))
  }

  /// Runs an INSERT.
  /// - Returns: the new row's id.
  @discardableResult
  func insert(_ values: [SQLValue]) throws -> Int64 {
    try begin(values)
    defer { sqlite3_reset(pointer) }
    while try step() {}
    return sqlite3_last_insert_rowid(sqlite3_db_handle(pointer))
  }

  // MARK: SQLite

  private func begin(_ values: [SQLValue]) throws {
    try transaction.check()
    sqlite3_reset(pointer)
    for (index, value) in values.enumerated() {
      let code = bind(value, at: Int32(truncatingIfNeeded: index + 1))
      guard code == SQLITE_OK else { throw transaction.failed(pointer, code) }
    }
  }

  private func step() throws -> Bool {
    switch sqlite3_step(pointer) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw transaction.failed(pointer, code)
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(pointer, index)
    case .integer(let number): return sqlite3_bind_int64(pointer, index, number)
    case .real(let number): return sqlite3_bind_double(pointer, index, number)
    case .text(var text):
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          guard let start = characters.baseAddress else {
            return sqlite3_bind_text(pointer, index, "", 0, Prepared.copied)
          }
          let count = UInt64(characters.count)
          return sqlite3_bind_text64(pointer, index, start, count, Prepared.copied, UInt8(SQLITE_UTF8))
        }
      }
    case .bytes(let bytes):
      // A pointer to no bytes may be nil, which would bind NULL.
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(pointer, index, 0) }
      return bytes.withUnsafeBytes {
        sqlite3_bind_blob64(pointer, index, $0.baseAddress, UInt64($0.count), Prepared.copied)
      }
    }
  }

  /// SQLITE_TRANSIENT, a macro that Swift does not see: SQLite makes a copy.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
