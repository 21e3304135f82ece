import Catalogue
import GRDB
import Strategy
import Testing

@testable import SQLiteStore

/// What is taken out of a hurt catalogue, record by record. Outputs are made again by a stand-in that knows them.
@Suite struct SalvageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Sample(SQLiteStore.create(at: folder.database))
  }

  private var path: String { folder.database }
  private var new: String { folder.path + "/new.db" }

  private struct Unknown: Error {}

  private func salvage(
    remake: @escaping (any CatalogueReading, Inputs) throws -> OutputDraft = { _, _ in throw Unknown() }
  ) throws -> Salvaged {
    try SQLiteStore.salvage(path, to: new, remake: remake)
  }

  private func dump(_ path: String) throws -> [String] {
    let tables = SchemaTests.tables.keys.sorted()
    return try tables.flatMap { table in
      try DatabaseQueue(path: path).read { db in
        try GRDB.Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }

  @Test func `a whole catalogue comes out as it is`() throws {
    let salvaged = try salvage()
    #expect(salvaged.lost == [])
    #expect(salvaged.problems == [])
    #expect(salvaged.remadeCount == 0)
    #expect(try dump(new) == dump(path))
    #expect(try folder.names().filter { !$0.hasSuffix("-journal") } == ["new.db", "strata.db"])
  }

  @Test func `an output that is hurt is made again, and proved by its digest`() throws {
    let whole = try dump(path)
    try RawDatabase.tamper("UPDATE block SET content = x'00' WHERE id = 2", at: path)
    let salvaged = try salvage { _, _ in Workbench.output(Workbench.blocks) }
    #expect(salvaged.lost == [])
    #expect(salvaged.remadeCount == 1)
    #expect(try dump(new) == whole)
  }

  @Test func `blocks that are gone are made again too`() throws {
    try RawDatabase.tamper("DELETE FROM block; DELETE FROM block_manifest", at: path)
    let salvaged = try salvage { _, _ in Workbench.output(Workbench.blocks) }
    #expect(salvaged.remadeCount == 1)
    let output = Workbench.output(Workbench.blocks).summary.digest
    let blocks = try SQLiteStore.open(at: new, mode: .readOnly).read { try $0.blocks(ofOutput: output) }
    #expect(blocks.map(\.content) == Workbench.blocks.map(\.block.content))
  }

  @Test func `another output does not count as the one that is lost`() throws {
    try RawDatabase.tamper("UPDATE block SET content = x'00' WHERE id = 2", at: path)
    let salvaged = try salvage { _, _ in Workbench.output([]) }
    #expect(salvaged.remadeCount == 0)
    #expect(salvaged.lost.contains("output 1, and the text of the versions that have it"))
    #expect(!salvaged.problems.isEmpty)
  }

  @Test func `what queries look up is made anew`() throws {
    let whole = try dump(path)
    try RawDatabase.tamper("DELETE FROM setting; DELETE FROM output_block; DELETE FROM parameter_use", at: path)
    let salvaged = try salvage()
    #expect(salvaged.lost == [])
    #expect(try dump(new) == whole)
  }

  /// A record that cannot be proved is left out, and what rests on it with it.
  @Test(arguments: [
    ("UPDATE label_move SET label = 'live'", "label move 1, 'live' of payments/production: digest does not match"),
    ("UPDATE pin_move SET version_id = 1 WHERE id = 1", "pin move 1: digest does not match"),
    ("UPDATE waiver_move SET until = '2099-12-31'", "waiver move 1: digest does not match"),
    ("UPDATE inputs SET region = 'mars' WHERE id = 2", "version payments/production@2: digest does not match"),
    ("UPDATE version SET output_id = 1 WHERE id = 2", "version payments/production@2: digest does not match"),
    ("UPDATE audit SET author = 'eve' WHERE id = 14", "audit entry 14: digest does not match"),
    (
      "DELETE FROM audit WHERE id = 14",
      "audit entry 14: who did it, when and why; what it recorded is kept as far as it proves itself"
    ),
    ("UPDATE template_revision SET content = x'00'", "template orchestration@1.0.0: content does not match its digest"),
  ])
  func `what cannot be proved is left out and listed`(_ change: String, _ problem: String) throws {
    try RawDatabase.tamper(change, at: path)
    let salvaged = try salvage()
    #expect(salvaged.lost.contains(problem), "\(salvaged.lost)")
    let store = try SQLiteStore.open(at: new, mode: .readOnly)
    #expect(try store.integrityProblems() == [])
    try store.read { tx in
      for scope in try tx.scopes() {
        _ = try tx.versions(scope.id)
        _ = try tx.labelMoves(scope.id)
      }
      _ = try tx.pins(nil)
      _ = try tx.waivers()
    }
  }

  /// Without its name in the schema a table cannot be found, and so not be listed record by record.
  @Test func `a table that the file hides is missed`() throws {
    let hide = "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE tbl_name = 'label_move'"
    try RawDatabase.execute(hide, at: path)
    let salvaged = try salvage()
    #expect(!salvaged.isWhole, "\(salvaged.counts)")
  }

  @Test func `an existing file is not overwritten`() throws {
    try Array("precious".utf8).write(to: new)
    #expect(failure { _ = try salvage() } == .wouldReplace(path: new, hint: "choose another name"))
    #expect(try [UInt8](ofFileAt: new) == Array("precious".utf8))
  }

  /// Pages that say nothing any more, wherever they are.
  @Test func `a torn page costs what was on it and no more`() throws {
    let whole = try [UInt8](ofFileAt: path)
    for page in 1..<whole.count / 4096 {
      var torn = whole
      torn.replaceSubrange(page * 4096..<(page + 1) * 4096, with: repeatElement(0, count: 4096))
      try torn.write(to: path)
      _ = failure {
        _ = try SQLiteStore.salvage(path, to: "\(new)\(page)", remake: { _, _ in throw Unknown() })
        let store = try SQLiteStore.open(at: "\(new)\(page)", mode: .readOnly)
        #expect(try store.integrityProblems() == [], "page \(page)")
      }
    }
  }
}
