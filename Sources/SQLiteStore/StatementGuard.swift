internal import Dispatch
internal import GRDB
internal import GRDBSQLite

/// Watches over a connection while a statement that somebody typed is compiled and run.
final class StatementGuard {
  /// What the statement was refused for; nil where it was not.
  private(set) var refusal: String?
  private let seconds: Int
  private var deadline: DispatchTime?
  private var isRunning = false

  init(seconds: Int) {
    self.seconds = seconds
  }

  /// Runs `body` with the connection's authorizer and progress handler in place.
  func guarding<Result>(_ connection: SQLiteConnection, _ body: () throws -> Result) throws -> Result {
    // A text or a blob of this length is more than a catalogue has.
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 64 << 20)
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    let pointer = Unmanaged.passUnretained(self).toOpaque()
    sqlite3_set_authorizer(
      connection,
      { pointer, action, first, second, _, _ in
        guard let pointer else { return SQLITE_DENY }
        let access = Unmanaged<StatementGuard>.fromOpaque(pointer).takeUnretainedValue()
        return access.allows(action, first.map { String(cString: $0) }, second.map { String(cString: $0) })
          ? SQLITE_OK : SQLITE_DENY
      }, pointer)
    sqlite3_progress_handler(
      connection, 10_000,
      { pointer in
        guard let pointer else { return 1 }
        return Unmanaged<StatementGuard>.fromOpaque(pointer).takeUnretainedValue().isOverdue ? 1 : 0
      }, pointer)
    defer {
      sqlite3_progress_handler(connection, 0, nil, nil)
      sqlite3_set_authorizer(connection, nil, nil)
    }
    return try withExtendedLifetime(self, body)
  }

  /// To be called when the statement is compiled, before it runs.
  func start() {
    isRunning = true
    if seconds > 0 { deadline = .now() + .seconds(seconds) }
  }

  private var isOverdue: Bool { deadline.map { .now() > $0 } ?? false }

  private func allows(_ action: Int32, _ first: String?, _ second: String?) -> Bool {
    switch action {
    case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return true
    case SQLITE_FUNCTION where !StatementGuard.refusedFunctions.contains((second ?? "").lowercased()): return true
    // Declaring the columns of json_each and its like compiles such an update, which is never run. Of a user's own,
    // SQLite says that the table may not be modified.
    case SQLITE_UPDATE where first == "sqlite_master": return true
    // `SELECT … FROM pragma_table_info(…)` looks it up while it runs.
    case SQLITE_PRAGMA where isRunning && StatementGuard.pragmas.contains((first ?? "").lowercased()): return true
    default: break
    }
    if refusal == nil { refusal = StatementGuard.words(action, first ?? "", second ?? "") }
    return false
  }

  private static let refusedFunctions: Set = ["load_extension", "fts3_tokenizer"]

  private static let pragmas: Set = [
    "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list",
    "function_list", "collation_list", "compile_options",
  ]

  private static func words(_ action: Int32, _ first: String, _ second: String) -> String {
    let isSchema = ["sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_temp_schema"].contains(first)
    return switch action {
    case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE: isSchema ? "it changes the schema" : "it writes to '\(first)'"
    case SQLITE_PRAGMA: "it is PRAGMA \(first)"
    case SQLITE_ATTACH: "it attaches '\(first)'"
    case SQLITE_DETACH: "it detaches '\(first)'"
    case SQLITE_FUNCTION: "it calls \(second)()"
    case SQLITE_TRANSACTION, SQLITE_SAVEPOINT: "it is \(first)"
    default: "it changes the schema"
    }
  }
}
