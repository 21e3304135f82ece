internal import Catalogue

/// What SQLite itself finds wrong with a file: pages, indexes, constraints, and references that lead nowhere.
struct IntegrityCheck {
  let transaction: Transaction

  func problems() throws -> [String] {
    try gathering { try pages() } + gathering { try references() }
  }

  private func pages() throws -> [String] {
    try transaction.prepare("PRAGMA integrity_check", of: "check").all { try $0.text(0) }.filter { $0 != "ok" }
  }

  private func references() throws -> [String] {
    try transaction.prepare("PRAGMA foreign_key_check", of: "check").all { row in
      let table = try row.text(0).replacing("_", with: " ")
      let other = try row.text(2).replacing("_", with: " ")
      return "\(table) \(try row.optional(1, row.integer) ?? 0) refers to a missing \(other)"
    }
  }

  /// A file can be so damaged that the check does not get through.
  private func gathering(_ check: () throws -> [String]) throws -> [String] {
    do {
      return try check()
    } catch CatalogueError.storage(.corrupt(_, let detail)) {
      return [detail]
    }
  }
}
