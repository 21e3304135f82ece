internal import Catalogue

extension Transaction {
  /// A table in which the newest row of many counts.
  enum Ordered: String, CaseIterable {
    case profileRevision = "profile_revision"
    case version
    case confirmation
    case labelMove = "label_move"
    case pinMove = "pin_move"
    case scope
    case scopeChange = "scope_change"
    case cluster
    case clusterRevision = "cluster_revision"
    case providerRevision = "provider_revision"

    fileprivate var name: String { rawValue.replacing("_", with: " ") }
  }

  /// Tables up to so many rows are looked at in every transaction that reads them: it takes a few milliseconds then.
  private static let structureLimit: Int64 = 5_000

  /// Makes sure that what is newest is found. A digest tells that a row is what was written; it does not tell that no
  /// newer row is missing, because a page or an index is hurt. In large tables only `doctor` looks for that.
  func checkStructure(of tables: Ordered...) throws {
    for table in tables where checkedTables.insert(table).inserted {
      let size = "SELECT 0, coalesce(max(_rowid_), 0) AS size FROM \(table.rawValue)"
      let count = try prepare(size, of: "check").first { try $0.integer(1) } ?? 0
      guard count <= Transaction.structureLimit else { continue }
      let found = try prepare("PRAGMA integrity_check(\(table.rawValue))", of: "check").all { try $0.text(0) }
      if let problem = found.first(where: Transaction.isStructural) {
        let line = problem.split(separator: "\n").last.map(String.init) ?? problem
        throw corrupt("\(table.name): \(line)")
      }
    }
  }

  /// What is wrong inside a row is found when that row is read.
  private static func isStructural(_ problem: String) -> Bool {
    problem != "ok" && !problem.contains(" value in ") && !problem.hasPrefix("CHECK constraint failed")
  }
}
