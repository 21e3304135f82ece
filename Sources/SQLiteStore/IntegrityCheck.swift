internal import Catalogue

/// What SQLite itself finds wrong with a file: pages, indexes, constraints, and references that lead nowhere.
struct IntegrityCheck {
  let transaction: Transaction

  func problems() throws -> [StoreProblem] {
    try gathering(.structure) { try pages() } + gathering(.references) { try references() }
  }

  private func pages() throws -> [StoreProblem] {
    try transaction.prepare("PRAGMA integrity_check", of: "check").all { try $0.text(0) }.filter { $0 != "ok" }
      .map { StoreProblem($0.contains(" index ") ? .indexes : .structure, $0) }
  }

  private func references() throws -> [StoreProblem] {
    try transaction.prepare("PRAGMA foreign_key_check", of: "check").all { row in
      let table = try row.text(0).replacing("_", with: " ")
      let other = try row.text(2).replacing("_", with: " ")
      return StoreProblem(
        .references, "\(table) \(try row.optional(1, row.integer) ?? 0) refers to a missing \(other)")
    }
  }

  /// A file can be so damaged that the check does not get through.
  private func gathering(_ area: StoreProblem.Area, _ check: () throws -> [StoreProblem]) throws -> [StoreProblem] {
    do {
      return try check()
    } catch CatalogueError.storage(.corrupt(_, let detail)) {
      return [StoreProblem(area, detail)]
    }
  }
}
