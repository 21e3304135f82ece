internal import Catalogue
internal import GRDB
internal import GRDBSQLite
internal import Strategy

/// Takes out of a hurt catalogue what can be proved, into a new one.
///
/// Every row that can be read is copied. Outputs that are not whole are made again from what their versions recorded,
/// and count when their digest comes out. What then is not what its digest says goes, and with it what rests on it;
/// where other records need a hurt one, it stays without its content. Indexes and what queries look up are made anew.
final class Salvage {
  typealias Remake = (any CatalogueReading, Inputs) throws -> OutputDraft

  private let source: Database
  private let target: Database
  private let location: String
  private let remake: Remake
  private var lost: [String] = []
  private var remadeCount = 0
  /// Records that stay without their content, by table.
  private var hollow: [String: Set<Int64>] = [:]

  /// In an order in which each refers to those before it only.
  private static let tables = [
    "audit", "template_revision", "provider_revision", "scope", "profile_revision", "block", "output", "parameter_set",
    "read_set", "inputs", "version", "confirmation", "label_move", "cluster", "scope_change", "cluster_revision",
    "pin_move", "waiver_move",
  ]

  /// The columns that can be empty while the record itself is needed.
  private static let contents = [
    "template_revision": "content = x''", "provider_revision": "mapping = '{}'",
    "profile_revision": "parameters = '{}'",
    "audit": "author = 'unknown', action = 'lost', subject = '', message = ''",
  ]

  init(from source: Database, to target: Database, location: String, remake: @escaping Remake) {
    (self.source, self.target, self.location, self.remake) = (source, target, location, remake)
  }

  func run() throws -> Salvaged {
    let triggers = try String.fetchAll(target, sql: "SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    let names = try String.fetchAll(target, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    for name in names { try target.execute(sql: "DROP TRIGGER \"\(name)\"") }
    for table in Salvage.tables {
      var copy = try TableCopy(table, from: source, to: target)
      try copy.run()
      lost += copy.lost
    }
    try fillAuditTrail()
    try remakeOutputs()
    while try removeHurt() {}
    try reading { try $0.indexSettings() }
    for trigger in triggers { try target.execute(sql: trigger) }
    return try reading { tx in
      Salvaged(
        lost: lost, remadeCount: remadeCount, counts: try tx.counts(), head: try? tx.auditHead(),
        problems: try tx.sealProblems { _ in })
    }
  }

  /// Nothing that was read before holds any more after a change.
  private func reading<Result>(_ body: (Transaction) throws -> Result) throws -> Result {
    let transaction = Transaction(target, location: location, busySeconds: 0)
    defer { transaction.end() }
    return try body(transaction)
  }

  // MARK: Audit trail

  /// Entries that are gone get a row that says so: what they recorded may be whole.
  private func fillAuditTrail() throws {
    let ids = Set(try Int64.fetchAll(target, sql: "SELECT id FROM audit"))
    let named = try Salvage.tables.filter { try target.columns(in: $0).contains { $0.name == "audit_id" } }
      .flatMap { try Int64.fetchAll(target, sql: "SELECT DISTINCT audit_id FROM \($0)") }
    guard let last = ids.union(named).max(), last > 0 else { return }
    for id in 1...last where !ids.contains(id) {
      try target.execute(
        sql: """
          INSERT INTO audit VALUES (?, 0, 'unknown', 'lost', '', '', zeroblob(32), zeroblob(32))
          """, arguments: [id])
      hollow["audit", default: []].insert(id)
      lost.append("audit entry \(id): who did it, when and why; what it recorded is kept as far as it proves itself")
    }
  }

  // MARK: Outputs

  /// Makes outputs again that are not whole, from the inputs of any version or confirmation that has them.
  private func remakeOutputs() throws {
    let hurt = try reading { tx in
      try tx.prepare("SELECT DISTINCT 0, output_id FROM version ORDER BY output_id", of: "version")
        .all { try $0.integer(1) }
        .filter { id in
          let digest =
            try tx.prepare("SELECT id, digest FROM output WHERE id = ?", of: "output")
            .first([.integer(id)]) { try? $0.digest(1) } ?? nil
          guard let digest else { return true }
          return (try? tx.blocks(ofOutput: digest)) == nil
        }
    }
    guard !hurt.isEmpty else { return }
    for id in hurt {
      let draft = try reading { tx -> OutputDraft? in
        let sql = """
          SELECT 0, v.inputs_id FROM version v WHERE v.output_id = ?1 UNION ALL
          SELECT 0, c.inputs_id FROM confirmation c JOIN version v ON v.id = c.version_id WHERE v.output_id = ?1
          """
        let inputs = try tx.prepare(sql, of: "inputs").all([.integer(id)]) { try $0.id(1, of: Inputs.self) }
        let stored =
          try tx.prepare("SELECT id, digest FROM output WHERE id = ?", of: "output")
          .first([.integer(id)]) { try? $0.digest(1) } ?? nil
        for inputs in inputs {
          guard let known = try? tx.inputs(withIDs: [inputs])[inputs], let draft = try? remake(tx, known) else {
            continue
          }
          if stored == nil || stored == draft.summary.digest { return draft }
        }
        return nil
      }
      if let draft {
        try keep(draft, as: id)
        remadeCount += 1
      } else {
        lost.append("output \(id), and the text of the versions that have it")
      }
    }
  }

  private func keep(_ draft: OutputDraft, as id: Int64) throws {
    try reading { tx in
      let find = try tx.prepare("SELECT id FROM block WHERE digest = ?", of: "block")
      let mend = try tx.prepare("UPDATE block SET language = ?, content = ? WHERE id = ?", of: "block")
      let add = try tx.prepare("INSERT INTO block (language, content, digest) VALUES (?, ?, ?)", of: "block")
      let blocks = try draft.blocks.map { draft in
        let block = draft.block
        let values: [SQLValue] = [block.language.map(SQLValue.text) ?? .null, .bytes(block.content)]
        guard let known = try find.first([.digest(block.digest)], { try $0.integer(0) }) else {
          return try add.insert(values + [.digest(block.digest)])
        }
        try mend.insert(values + [.integer(known)])
        return known
      }
      let sql = """
        INSERT INTO output (id, digest, byte_count, line_count, blocks) VALUES (?1, ?2, ?3, ?4, ?5)
        ON CONFLICT (id) DO UPDATE SET byte_count = ?3, line_count = ?4, blocks = ?5
        """
      let summary = draft.summary
      try tx.prepare(sql, of: "output").insert([
        .integer(id), .digest(summary.digest), .integer(summary.byteCount), .integer(summary.lineCount),
        Transaction.list(blocks),
      ])
    }
  }

  // MARK: What is hurt

  /// - Returns: whether anything changed, so that others may be hurt now.
  private func removeHurt() throws -> Bool {
    let rows = try reading { tx in
      let check = SealCheck(tx)
      _ = try check.runOnRecords()
      return check.hurt.filter { hollow[$0.table]?.contains($0.id) != true }
    }
    var isChanged = false
    for row in rows {
      // The entry before is lost: nothing is known against this one.
      if row.table == "audit", hollow["audit"]?.contains(row.id - 1) == true {
        hollow["audit", default: []].insert(row.id)
        lost.append("the proof of audit entry \(row.id)")
        continue
      }
      isChanged = true
      lost.append(row.problem)
      if let empty = Salvage.contents[row.table], try isNeeded(row) {
        try target.execute(sql: "UPDATE \(row.table) SET \(empty) WHERE id = ?", arguments: [row.id])
        hollow[row.table, default: []].insert(row.id)
      } else if row.table == "version" {
        // Those after it rest on it.
        try target.execute(
          sql: """
            DELETE FROM version WHERE id = ?1 OR (scope_id, number) IN (
              SELECT v.scope_id, v.number FROM version v JOIN version h ON h.id = ?1
              WHERE v.scope_id = h.scope_id AND v.number > h.number)
            """, arguments: [row.id])
      } else {
        try target.execute(sql: "DELETE FROM \(row.table) WHERE id = ?", arguments: [row.id])
      }
    }
    return try removeDangling() || isChanged
  }

  /// Whether anything refers to a record.
  private func isNeeded(_ row: HurtRow) throws -> Bool {
    for table in Salvage.tables {
      for key in try target.foreignKeys(on: table) where key.destinationTable == row.table {
        let column = key.originColumns[0]
        let sql = "SELECT EXISTS (SELECT 1 FROM \(table) WHERE \"\(column)\" = ?)"
        if try Bool.fetchOne(target, sql: sql, arguments: [row.id]) == true { return true }
      }
    }
    return false
  }

  /// Takes away what refers to records that are not there any more.
  private func removeDangling() throws -> Bool {
    var isChanged = false
    while true {
      let found = try reading { tx in
        try tx.prepare("PRAGMA foreign_key_check", of: "check").all { row in
          (table: try row.text(0), id: try row.optional(1, row.integer), parent: try row.text(2))
        }
      }
      guard !found.isEmpty else { return isChanged }
      isChanged = true
      for row in found {
        guard let id = row.id else { continue }
        try target.execute(sql: "DELETE FROM \(row.table) WHERE _rowid_ = ?", arguments: [id])
        if target.changesCount > 0 {
          lost.append(
            "\(row.table.replacing("_", with: " ")) \(id), which rests on a lost \(row.parent.replacing("_", with: " "))"
          )
        }
      }
    }
  }
}
