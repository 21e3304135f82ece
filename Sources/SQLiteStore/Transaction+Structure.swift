internal import Catalogue

extension Transaction {
  /// Catalogues up to so many records are looked at whenever they are read: it takes a few milliseconds then.
  private static let structureLimit: Int64 = 5_000

  /// The tables in which the newest row counts.
  private static let structured = [
    "profile_revision", "version", "confirmation", "label_move", "pin_move", "scope", "scope_change", "cluster",
    "cluster_revision", "provider_revision",
  ]

  /// Makes sure that what is newest is found. A digest tells that a row is what was written; it does not tell that no
  /// newer row is missing, because a page or an index is hurt. In large catalogues only `doctor` looks for that.
  func checkStructure() throws {
    if isStructureChecked { return }
    isStructureChecked = true
    let size = """
      SELECT 0, coalesce((SELECT max(id) FROM profile_revision), 0) + coalesce((SELECT max(id) FROM version), 0)
        + coalesce((SELECT max(id) FROM label_move), 0) + coalesce((SELECT max(id) FROM pin_move), 0)
        + coalesce((SELECT max(id) FROM cluster_revision), 0) AS size
      """
    let count = try prepare(size, of: "check").first { try $0.integer(1) } ?? 0
    guard count <= Transaction.structureLimit else { return }
    for table in Transaction.structured {
      let found = try prepare("PRAGMA integrity_check(\(table))", of: "check").all { try $0.text(0) }
      if let problem = found.first(where: Transaction.isStructural) {
        let line = problem.split(separator: "\n").last.map(String.init) ?? problem
        throw corrupt("\(table.replacing("_", with: " ")): \(line)")
      }
    }
  }

  /// What is wrong inside a row is found when that row is read.
  private static func isStructural(_ problem: String) -> Bool {
    problem != "ok" && !problem.contains(" value in ") && !problem.hasPrefix("CHECK constraint failed")
  }
}
