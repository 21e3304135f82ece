import Catalogue
import GRDB
import Strategy
import Testing

@testable import SQLiteStore

@Suite struct SchemaTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Sample(SQLiteStore.create(at: folder.database))
  }

  /// A migration that has landed is never edited: what it made is in people's files.
  private static let landed = [
    "0001_create_catalogue": "133bf37f1d96e2085624e8a0ff8cc561c0df4f7b2234e3b29efa4260ef88c2df",
    "0002_register_clusters": "67f08dda9581c3589038abfa96b8ea104c161ed7281d2950b8f47c856ab34a3d",
    "0003_index_settings": "6744834e2b936286a4a9772525c3c1cfe7b0e96d4d59098e1917b6f4d5f842a5",
    "0004_publish_views": "d68a336a8a6d19bb9ff5b9a36b7704acbe0c07762857fbd9610c23f540bf30c8",
    "0005_keep_findings": "12da5df94913f5e9012123a644642e33f4d1542cce5c5cbff286e85afc044dc1",
    "0006_count_by_user_version": "03e4dd9058749721668475d9fc7269e00e616513037be372dcdb399ec16a9124",
  ]

  @Test func `landed migrations are as they landed, numbered without gaps`() {
    let found = SchemaMigration.all.map { ($0.name, Digest(of: Array($0.sql.utf8)).hex) }
    #expect(Dictionary(uniqueKeysWithValues: found) == SchemaTests.landed)
    for (index, migration) in SchemaMigration.all.enumerated() {
      let number = String(index + 1)
      #expect(migration.name.hasPrefix(String(repeating: "0", count: 4 - number.count) + number + "_"))
    }
  }

  @Test func `every table is strict`() throws {
    let loose = try RawDatabase.texts(
      """
      SELECT name FROM pragma_table_list
      WHERE schema = 'main' AND type <> 'view' AND strict = 0 AND name NOT LIKE 'sqlite_%'
      """,
      at: folder.database)
    #expect(loose == [])
  }

  @Test func `the header says STRA and how many migrations made the file`() throws {
    let bytes = try [UInt8](ofFileAt: folder.database)
    #expect(Array(bytes[68..<72]) == Array("STRA".utf8))
    #expect(Array(bytes[60..<64]) == [0, 0, 0, UInt8(SchemaMigration.all.count)])
  }

  static let tables = [
    "audit": "audit entries", "template_revision": "template revisions", "provider_revision": "provider revisions",
    "scope": "scopes", "profile_revision": "profile revisions", "block": "blocks", "output": "outputs",
    "parameter_set": "parameter sets", "read_set": "read sets", "inputs": "inputs", "version": "versions",
    "confirmation": "confirmations", "label_move": "label moves", "cluster": "clusters",
    "cluster_revision": "cluster revisions", "pin_move": "pin moves", "scope_change": "changes of a scope",
    "manifest": "manifests", "block_manifest": "manifests of blocks", "output_block": "blocks of outputs",
    "setting_path": "paths of settings", "setting_value": "values of settings", "setting": "settings",
    "parameter_value": "values of parameters", "parameter_use": "uses of parameters",
    "waiver_move": "waiver moves",
  ]

  /// What verification found, which may be found again.
  private static let cache = ["output_check", "finding_text", "check_finding"]

  @Test func `the table of tables is complete`() throws {
    let names = try RawDatabase.texts(
      "SELECT name FROM sqlite_master WHERE type = 'table'", at: folder.database)
    #expect(Set(names) == Set(SchemaTests.tables.keys).union(SchemaTests.cache))
  }

  @Test(arguments: tables.sorted { $0.key < $1.key })
  func `rows are never changed or deleted`(_ table: String, _ name: String) throws {
    let column = try RawDatabase.texts("SELECT name FROM pragma_table_info('\(table)') LIMIT 1", at: folder.database)[0]
    let statements = ["changed": "UPDATE \(table) SET \(column) = \(column)", "deleted": "DELETE FROM \(table)"]
    for (word, statement) in statements {
      let error = #expect(throws: DatabaseError.self) { try RawDatabase.execute(statement, at: folder.database) }
      #expect(error?.message == "\(name) are never \(word)")
    }
  }

  /// Tables that follow from others, with too many rows to look at each before it is written: doctor compares them.
  private static let pairs: Set = ["block_manifest", "output_block", "parameter_use", "setting"]

  /// By its id and whatever else is unique, in a row that is otherwise the next one.
  @Test(arguments: tables.keys.filter { !pairs.contains($0) }.sorted())
  func `rows are never replaced`(_ table: String) throws {
    #expect(throws: DatabaseError.self) {
      try RawDatabase.execute("INSERT OR REPLACE INTO \(table) SELECT * FROM \(table) LIMIT 1", at: folder.database)
    }
    #expect(try SQLiteStore.open(at: folder.database, mode: .readOnly).read { try $0.sealProblems { _ in } } == [])
  }

  @Test(arguments: [
    "version (id, scope_id, number, inputs_id, output_id, audit_id, digest) SELECT 1, 2, 3, 1, 1, 9, zeroblob(32)",
    "profile_revision SELECT 1, 1, 1, '{}', zeroblob(32), 9",
    "provider_revision SELECT 1, 'aws', 2, '', '{}', zeroblob(32), 9",
    "scope SELECT 1, 'orders', '', '', 9", "scope SELECT 3, '', '', '', 9",
    "template_revision SELECT 2, 'orchestration', '1.0.0', '', x'', zeroblob(32), 9",
    "block SELECT 1, zeroblob(32), NULL, x''", "block SELECT 9, digest, NULL, x'' FROM block WHERE id = 1",
    "confirmation SELECT 1, 1, 1, 9, zeroblob(32)", "label_move SELECT 1, 2, 'live', 1, 9, zeroblob(32)",
    "waiver_move SELECT 1, 1, 'removed-api', NULL, '', 9, zeroblob(32)",
  ])
  func `a row is not replaced by another with its id or name`(_ row: String) throws {
    #expect(throws: DatabaseError.self) {
      try RawDatabase.execute("INSERT OR REPLACE INTO \(row)", at: folder.database)
    }
    #expect(try SQLiteStore.open(at: folder.database, mode: .readOnly).read { try $0.sealProblems { _ in } } == [])
  }
}
