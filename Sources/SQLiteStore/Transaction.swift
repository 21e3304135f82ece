internal import Catalogue
internal import GRDB
internal import GRDBSQLite
internal import Strategy

/// One transaction as the use cases see it. What it reads more than once it keeps until it ends.
///
/// After a statement that writes has failed, nothing else works and nothing is committed, whether the caller went on
/// or not: a part of what was meant would be worse than none.
final class Transaction: CatalogueWriting {
  let location: String
  private(set) var failure: CatalogueError?
  var checkedTables: Set<Ordered> = []
  /// The entry that was appended here.
  var appendedEntry: AuditEntry?

  var knownAuditEntries: [Int64: AuditEntry] = [:]
  var provenAuditEntries: Set<Int64> = []
  /// Whether the audit trail is looked at as a whole, entry by entry, so that records need not ask for their own.
  var isCheckingSeals = false
  var knownParameterSets: [Int64: ParameterSet] = [:]
  var knownReadSets: [Int64: ReadSet] = [:]
  var knownLayerParameters: [String: LayerParameters] = [:]
  var knownScopeChanges: [Int64: ScopeRecord]?
  /// The environment of the cluster that was registered last: the next is mostly another of the same.
  var lastEnvironment: ScopeRecord?

  private let db: Database
  private let busySeconds: Int
  private var isOver = false

  init(_ db: Database, location: String, busySeconds: Int) {
    self.db = db
    self.location = location
    self.busySeconds = busySeconds
  }

  func end() { isOver = true }

  /// - Parameter table: what its rows are called in messages, with the row's id behind it.
  func prepare(_ sql: String, of table: StaticString) throws -> Prepared {
    try check()
    do {
      return Prepared(try db.cachedStatement(sql: sql), table: table, transaction: self)
    } catch let error as DatabaseError {
      throw CatalogueError.storage(StorageFailure(error, location: location, busySeconds: busySeconds))
    }
  }

  /// - Throws: when nothing more can be done in this transaction.
  func check() throws {
    if let failure { throw failure }
    if isOver { throw CatalogueError.storage(.failed(path: location, detail: "its transaction is over")) }
  }

  /// The error for a statement that SQLite refused.
  func failed(_ statement: SQLiteStatement, _ code: Int32) -> CatalogueError {
    let connection = sqlite3_db_handle(statement)
    let message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "error \(code)"
    let error = CatalogueError.storage(
      StorageFailure(code: code, message: message, location: location, busySeconds: busySeconds))
    // SQLite ends the transaction itself after some errors; what came after would be committed piece by piece.
    if sqlite3_stmt_readonly(statement) == 0 || sqlite3_get_autocommit(connection) != 0 { failure = error }
    return error
  }

  func corrupt(_ detail: String) -> CatalogueError { .storage(.corrupt(path: location, detail: detail)) }

  /// A list of numbers as it is stored, and as SQL takes it in one parameter: JSON for `json_each`.
  static func list(_ numbers: some Collection<Int64>) -> SQLValue {
    var json: [UInt8] = []
    json.reserveCapacity(8 * numbers.count + 2)
    json.append(UInt8(ascii: "["))
    for number in numbers {
      if json.count > 1 { json.append(UInt8(ascii: ",")) }
      append(number, to: &json)
    }
    json.append(UInt8(ascii: "]"))
    return .text(String(decoding: json, as: UTF8.self))
  }

  /// `String(number)` takes most of the time of storing an output otherwise.
  private static func append(_ number: Int64, to json: inout [UInt8]) {
    if number < 0 { json.append(UInt8(ascii: "-")) }
    let first = json.count
    var rest = number.magnitude
    repeat {
      json.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    json[first...].reverse()
  }
}
