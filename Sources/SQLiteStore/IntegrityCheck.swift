internal import Catalogue

/// What is wrong with a file below its records: pages, indexes, constraints, the schema, and references that lead
/// nowhere.
struct IntegrityCheck {
  let transaction: Transaction

  func problems() throws -> [StoreProblem] {
    try gathering(.structure) { try pages() + schema() } + gathering(.references) { try references() }
  }

  private func pages() throws -> [StoreProblem] {
    try transaction.prepare("PRAGMA integrity_check", of: "check").all { try $0.text(0) }.filter { $0 != "ok" }
      .map { StoreProblem($0.contains(" index ") ? .indexes : .structure, $0) }
  }

  private func schema() throws -> [StoreProblem] {
    try SchemaCheck(transaction: transaction).problems().map { StoreProblem(.structure, $0) }
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
