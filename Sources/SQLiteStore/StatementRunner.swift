internal import Catalogue
internal import GRDB
internal import GRDBSQLite

package enum StatementValue: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case bytes([UInt8])

  /// The digits of bytes, two for each; empty for any other value.
  package var hex: String {
    guard case .bytes(let bytes) = self else { return "" }
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Runs a statement that somebody typed: one, and one that reads.
///
/// Three things keep it from doing more. The file is opened for reading; ``StatementGuard`` lets SQLite compile
/// nothing but reading; and what SQLite says is no reading statement does not run. Time and the size of the answer are
/// bounded.
package struct StatementRunner {
  package struct Answer: Sendable, Equatable {
    package let columns: [String]
    package let rows: [[StatementValue]]
  }

  private let path: String
  private let seconds: Int
  private let byteLimit: Int

  /// - Parameters:
  ///   - seconds: how long a statement may take; 0 for any time.
  ///   - byteLimit: how many bytes an answer may have in memory.
  package init(path: String, seconds: Int, byteLimit: Int = 256 << 20) {
    self.path = path
    self.seconds = seconds
    self.byteLimit = byteLimit
  }

  /// - Throws: ``StatementError``; ``CatalogueError/storage(_:)`` as opening the catalogue does.
  package func run(_ text: String) throws -> Answer {
    if text.utf8.contains(0) { throw StatementError.wrong("it holds a NUL character") }
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    return try store.queue.writeWithoutTransaction { db in
      guard let connection = db.sqliteConnection else {
        throw CatalogueError.storage(.failed(path: path, detail: "it is closed"))
      }
      let access = StatementGuard(seconds: seconds)
      return try access.guarding(connection) { try answer(text, connection, access) }
    }
  }

  private func answer(_ text: String, _ connection: SQLiteConnection, _ access: StatementGuard) throws -> Answer {
    let statement = try prepare(text, connection, access)
    defer { sqlite3_finalize(statement) }
    let count = sqlite3_column_count(statement)
    let columns = (0..<count).map { sqlite3_column_name(statement, $0).map { String(cString: $0) } ?? "" }
    var rows: [[StatementValue]] = []
    var bytes = 0
    access.start()
    while true {
      switch sqlite3_step(statement) {
      case SQLITE_ROW:
        let row = (0..<count).map { StatementRunner.value(statement, $0) }
        bytes += row.reduce(64) { $0 + $1.byteCount }
        guard bytes <= byteLimit else { throw StatementError.tooLarge(bytes: byteLimit) }
        rows.append(row)
      case SQLITE_DONE: return Answer(columns: columns, rows: rows)
      case let code: throw failure(code, connection, access)
      }
    }
  }

  /// The one statement that a text is.
  private func prepare(_ text: String, _ connection: SQLiteConnection, _ access: StatementGuard) throws
    -> SQLiteStatement
  {
    var text = text
    return try text.withUTF8 { bytes in
      try bytes.withMemoryRebound(to: CChar.self) { characters in
        var found: SQLiteStatement?
        guard var next = characters.baseAddress, let end = characters.baseAddress.map({ $0 + characters.count }) else {
          throw StatementError.empty
        }
        // Comments and semicolons are statements of nothing.
        while next < end {
          var statement: SQLiteStatement?
          var tail: UnsafePointer<CChar>?
          let code = sqlite3_prepare_v2(connection, next, Int32(clamping: end - next), &statement, &tail)
          if found != nil, statement != nil || code != SQLITE_OK {
            sqlite3_finalize(statement)
            sqlite3_finalize(found)
            throw StatementError.several
          }
          guard code == SQLITE_OK else { throw failure(code, connection, access) }
          if let statement { found = statement }
          guard let tail, tail > next else { break }
          next = tail
        }
        guard let found else { throw StatementError.empty }
        guard sqlite3_stmt_readonly(found) != 0, sqlite3_bind_parameter_count(found) == 0 else {
          let isReading = sqlite3_stmt_readonly(found) != 0
          sqlite3_finalize(found)
          throw isReading ? StatementError.wrong("it has parameters, and nothing to put there") : .refused("it writes")
        }
        return found
      }
    }
  }

  private func failure(_ code: Int32, _ connection: SQLiteConnection, _ access: StatementGuard) -> any Error {
    if let refusal = access.refusal { return StatementError.refused(refusal) }
    let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "error \(code)"
    switch code & 0xff {
    case SQLITE_INTERRUPT: return StatementError.tooLong(seconds: seconds)
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_IOERR:
      return CatalogueError.storage(
        StorageFailure(code: code, message: message, location: path, busySeconds: SQLiteStore.busySeconds))
    default: return StatementError.wrong(message)
    }
  }

  private static func value(_ statement: SQLiteStatement, _ column: Int32) -> StatementValue {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT:
      guard let start = sqlite3_column_text(statement, column) else { return .null }
      let count = Int(sqlite3_column_bytes(statement, column))
      return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, column)
      return .bytes(
        Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))))
    default: return .null
    }
  }
}

extension StatementValue {
  fileprivate var byteCount: Int {
    switch self {
    case .null, .integer, .real: 32
    case .text(let text): 32 + text.utf8.count
    case .bytes(let bytes): 32 + 2 * bytes.count
    }
  }
}
