import Catalogue
import Strategy
import Testing

@testable import SQLiteStore

/// Files that were changed past the store.
@Suite struct DamageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    _ = try Sample(SQLiteStore.create(at: folder.database))
  }

  private var path: String { folder.database }

  @Test(arguments: Damage.all)
  func `what was changed is refused when read and reported`(_ damage: Damage) throws {
    try RawDatabase.tamper(damage.sql, at: path)
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    #expect(failure { try store.read { try damage.read($0) } }?.corruption == damage.refusal)
    let problems = try store.read { try $0.sealProblems { _ in } }.map(\.text)
    #expect(problems == damage.problems)
  }

  @Test func `the head of a strategy whose inputs are gone is an error`() throws {
    try RawDatabase.tamper("DELETE FROM inputs WHERE id = 3", at: path)
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    let refusal = failure { _ = try store.read { try $0.strategyHeads(nil) } }
    #expect(refusal?.corruption == "version 2: 'inputs_id' is missing")
  }

  @Test func `a change to the end of the audit trail stops the next write`() throws {
    try RawDatabase.tamper("UPDATE audit SET author = 'eve' WHERE id = 14", at: path)
    let store = try SQLiteStore.open(at: path, mode: .readWrite)
    let refusal = failure { try Workbench(store: store).scope("orders") }
    #expect(refusal?.corruption == "audit entry 14: digest does not match")
  }

  @Test func `references that lead nowhere are integrity problems`() throws {
    try RawDatabase.tamper("DELETE FROM read_set", at: path)
    let problems = try SQLiteStore.open(at: path, mode: .readOnly).integrityProblems().map(\.text)
    #expect(problems.sorted() == (1...3).map { "inputs \($0) refers to a missing read set" })
  }

  @Test(arguments: [
    ("DROP TRIGGER version_is_never_changed", "the schema lacks 'version_is_never_changed'"),
    ("DROP VIEW running; CREATE VIEW running AS SELECT 1", "the schema's 'running' is not what the migrations made"),
    ("CREATE TABLE notes (text TEXT)", "'notes' is no part of the schema"),
  ])
  func `a schema that the migrations did not make is an integrity problem`(_ change: String, _ problem: String) throws {
    try RawDatabase.execute(change, at: path)
    #expect(try SQLiteStore.open(at: path, mode: .readOnly).integrityProblems().map(\.text) == [problem])
  }

  /// Columns that hold what their table does not allow, as a forged schema could.
  @Test(arguments: [
    ("number = NULL", "'number' is missing"), ("number = 'three'", "'number' is not a number"),
    ("parameters = NULL", "'parameters' is missing"), ("parameters = x'00'", "'parameters' is not text"),
    ("digest = NULL", "'digest' is missing"), ("digest = 'text'", "'digest' is not bytes"),
    ("digest = x'00'", "'digest' is not 32 bytes"), ("audit_id = 99", "'audit_id' is missing"),
  ])
  func `a column of another type is an error that names the row`(_ change: String, _ problem: String) throws {
    try RawDatabase.tamper(
      """
      PRAGMA writable_schema = ON;
      UPDATE sqlite_master SET sql = replace(replace(sql, ') STRICT', ')'), 'NOT NULL', '')
        WHERE name = 'profile_revision';
      PRAGMA writable_schema = RESET;
      UPDATE profile_revision SET \(change);
      """, at: path)
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    let refusal = failure { _ = try store.read { try $0.profileHistory(ID(2)) } }
    #expect(refusal?.corruption == "profile revision 1: \(problem)")
    #expect(try store.read { try $0.sealProblems { _ in } }.map(\.text).contains("profile revision 1: \(problem)"))
  }

  /// Whatever page is destroyed, something says so and nothing traps.
  @Test func `a page that is overwritten is found`() throws {
    let bytes = try [UInt8](ofFileAt: path)
    let pageSize = 4096
    #expect(bytes.count / pageSize > 20)
    for page in 1..<bytes.count / pageSize {
      for fill: UInt8 in [0x00, 0x5a, 0xff] {
        var damaged = bytes
        let range = page * pageSize..<(page + 1) * pageSize
        damaged.replaceSubrange(range, with: [UInt8](repeating: fill, count: pageSize))
        try damaged.write(to: path)
        #expect(try problems() != [], "page \(page + 1) filled with \(fill)")
      }
    }
  }

  /// Everything that a catalogue can be asked for, and what is wrong with it.
  private func problems() throws -> [String] {
    do {
      let store = try SQLiteStore.open(at: path, mode: .readOnly)
      _ = failure {
        try store.read { tx in
          _ = try tx.strategyHeads(nil)
          _ = try tx.profiles(nil)
          _ = try tx.versions(ID(2))
        }
      }
      return try (store.integrityProblems() + store.read { try $0.sealProblems { _ in } }).map(\.text)
    } catch CatalogueError.storage(let failure) {
      return ["\(failure)"]
    }
  }
}
