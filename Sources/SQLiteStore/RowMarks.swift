internal import Catalogue

/// The last row of each table that has digests, and so which rows a transaction added: rows are only ever added, and
/// numbered upwards.
struct RowMarks: Equatable {
  private static let tables = [
    "parameter_set", "read_set", "block", "output", "scope", "template_revision", "provider_revision",
    "profile_revision", "version", "confirmation", "label_move", "scope_change", "cluster_revision", "pin_move",
    "waiver_move", "audit",
  ]

  private var last: [String: Int64]

  /// Before every row.
  static let start = RowMarks(last: [:])

  private init(last: [String: Int64]) {
    self.last = last
  }

  init(_ transaction: Transaction) throws {
    let columns = RowMarks.tables.map { "(SELECT max(id) FROM \($0))" }.joined(separator: ", ")
    last =
      try transaction.prepare("SELECT 0, \(columns)", of: "last row").first { row in
        var last: [String: Int64] = [:]
        for (index, table) in RowMarks.tables.enumerated() {
          last[table] = try row.optional(Int32(index + 1), row.integer) ?? 0
        }
        return last
      } ?? [:]
  }

  /// The first id that a row behind the mark may have.
  func next(in table: String) -> Int64 { last[table].map { $0 &+ 1 } ?? .min }

  /// Whether a table has rows behind another's mark.
  func isAhead(of other: RowMarks, in table: String) -> Bool { last[table] != other.last[table] }
}
