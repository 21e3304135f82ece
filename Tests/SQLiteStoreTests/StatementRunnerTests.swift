import Catalogue
import Testing

@testable import SQLiteStore

@Suite struct StatementRunnerTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Sample(SQLiteStore.create(at: folder.database))
  }

  private func run(_ statement: String, seconds: Int = 10, byteLimit: Int = 1 << 20) throws -> StatementRunner.Answer {
    try StatementRunner(path: folder.database, seconds: seconds, byteLimit: byteLimit).run(statement)
  }

  private func error(_ statement: String, seconds: Int = 10) -> StatementError? {
    do {
      _ = try run(statement, seconds: seconds)
      return nil
    } catch {
      return error as? StatementError
    }
  }

  @Test func `a row has a value of every kind`() throws {
    let answer = try run("SELECT NULL AS a, 1 AS b, 0.5 AS c, 'é' AS d, x'00ff' AS e, '' AS f, x'' AS g;")
    #expect(answer.columns == ["a", "b", "c", "d", "e", "f", "g"])
    #expect(
      answer.rows == [
        [.null, .integer(1), .real(0.5), .text("é"), .bytes([0, 255]), .text(""), .bytes([])]
      ])
  }

  @Test(arguments: [
    "SELECT 1", "  SELECT 1 ; ", ";; SELECT 1 -- the end", "SELECT 1; /* and no more */ ;", "VALUES (1)",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT min(i) FROM n",
    "SELECT count(*) FROM pragma_table_info('strategy_version') WHERE name = 'author'",
    "SELECT value FROM json_each('[1]')", "SELECT json_extract('{\"a\": 1}', '$.a')",
    "SELECT count(*) FROM fleet_cluster",
  ])
  func `a statement that reads is run`(_ statement: String) throws {
    #expect(try run(statement).rows == [[.integer(1)]])
  }

  @Test func `a plan can be asked for`() throws {
    #expect(try !run("EXPLAIN QUERY PLAN SELECT * FROM cluster_setting WHERE path = 'spec.replicas'").rows.isEmpty)
  }

  static let refused = [
    "INSERT INTO block (digest, content) VALUES (x'', x'')": "it writes to 'block'",
    "INSERT INTO audit SELECT * FROM audit RETURNING id": "it writes to 'audit'",
    "WITH x AS (SELECT 1) DELETE FROM version": "it writes to 'version'",
    "UPDATE audit SET author = 'eve'": "it writes to 'audit'",
    "REPLACE INTO audit (id) VALUES (1)": "it writes to 'audit'",
    "CREATE TABLE t (a)": "it changes the schema", "CREATE TEMP TABLE t (a)": "it changes the schema",
    "CREATE VIRTUAL TABLE t USING fts5 (a)": "it changes the schema", "DROP VIEW running": "it changes the schema",
    "ALTER TABLE audit RENAME TO log": "it changes the schema", "CREATE VIEW v AS SELECT 1": "it changes the schema",
    "CREATE TEMP TRIGGER t AFTER INSERT ON audit BEGIN SELECT 1; END": "it changes the schema",
    "REINDEX": "it changes the schema", "ANALYZE": "it changes the schema",
    "ATTACH ':memory:' AS other": "it attaches ':memory:'", "DETACH main": "it detaches 'main'",
    "PRAGMA table_info(audit)": "it is PRAGMA table_info", "PRAGMA user_version = 9": "it is PRAGMA user_version",
    "PRAGMA journal_mode = WAL": "it is PRAGMA journal_mode",
    "PRAGMA writable_schema = 1": "it is PRAGMA writable_schema",
    "SELECT * FROM pragma_database_list": "it is PRAGMA database_list", "BEGIN": "it is BEGIN",
    "COMMIT": "it is COMMIT", "SAVEPOINT s": "it is BEGIN", "VACUUM": "it writes",
    "VACUUM INTO 'copy.db'": "it writes", "EXPLAIN DELETE FROM audit": "it writes to 'audit'",
    "SELECT load_extension('evil.so')": "it calls load_extension()",
  ]

  @Test(arguments: refused.sorted { $0.key < $1.key })
  func `what does more than read is refused, and nothing is changed`(_ statement: String, _ reason: String) throws {
    let before = try [UInt8](ofFileAt: folder.database)
    let names = try folder.names()
    #expect(error(statement) == .refused(reason))
    #expect(try [UInt8](ofFileAt: folder.database) == before)
    #expect(try folder.names() == names)
  }

  @Test(arguments: [
    "", " ", ";", "-- nothing", "/* nothing",
  ])
  func `a statement of nothing is named`(_ statement: String) {
    #expect(error(statement) == .empty)
  }

  @Test(arguments: ["SELECT 1; SELECT 2", "SELECT 1; DROP TABLE audit", "SELECT 1; nonsense", "SELECT 1;;;SELECT 2"])
  func `a second statement is refused`(_ statement: String) {
    #expect(error(statement) == .several)
  }

  @Test(
    arguments: [
      "SELEC 1": "near \"SELEC\": syntax error", "SELECT * FROM clusters": "no such table: clusters",
      "SELECT ?": "it has parameters, and nothing to put there", "SELECT 1\u{0}; SELECT 2": "it holds a NUL character",
      "UPDATE sqlite_master SET sql = ''": "table sqlite_master may not be modified",
    ].sorted { $0.key < $1.key })
  func `a wrong statement is explained`(_ statement: String, _ message: String) {
    #expect(error(statement) == .wrong(message))
  }

  @Test func `a statement without end is stopped`() {
    let endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT"
    #expect(error("\(endless) count(*) FROM n", seconds: 1) == .tooLong(seconds: 1))
    #expect(error("\(endless) i FROM n") == .tooLarge(bytes: 1 << 20))
  }
}
