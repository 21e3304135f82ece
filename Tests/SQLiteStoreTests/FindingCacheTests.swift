import Catalogue
import Foundation
import Manifests
import Strategy
import Testing

@testable import SQLiteStore

/// The cache of findings in a file.
@Suite struct FindingCacheTests {
  private let folder: TemporaryFolder
  private let key = CheckKey(
    output: Workbench.output(Workbench.blocks).summary.digest, ruleSet: "1", kubernetes: "1.31")
  private let finding = Finding(.unpinnedImage, line: 3, subject: "nginx", message: "'nginx' has no tag")

  init() throws {
    folder = try TemporaryFolder()
    _ = try Sample(SQLiteStore.create(at: folder.database))
  }

  private var path: String { folder.database }

  private func kept() throws -> [CheckKey: [Finding]] {
    try SQLiteStore.open(at: path, mode: .readOnly).read { try $0.findings([key]) }
  }

  @Test(arguments: [SQLiteStore.Mode.readOnly, .readWrite])
  func `a store that was opened for reading keeps findings too`(_ mode: SQLiteStore.Mode) throws {
    let store = try SQLiteStore.open(at: path, mode: mode)
    #expect(store.writeIfPossible { try $0.keep([key: [finding]]) })
    #expect(try store.read { try $0.findings([key]) } == [key: [finding]])
  }

  @Test func `another's transaction is not waited for`() throws {
    let (store, other) = (
      try SQLiteStore.open(at: path, mode: .readOnly), try SQLiteStore.open(at: path, mode: .readWrite)
    )
    let clock = ContinuousClock()
    let time = try clock.measure {
      try other.write { _ in #expect(!store.writeIfPossible { try $0.keep([key: [finding]]) }) }
      try other.read { tx in
        _ = try tx.scopes()
        #expect(!store.writeIfPossible { try $0.keep([key: [finding]]) })
      }
    }
    #expect(time < .seconds(5))
    #expect(try kept() == [:])
  }

  @Test func `a file that is gone is not made again`() throws {
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    try FileManager.default.removeItem(atPath: path)
    #expect(!store.writeIfPossible { try $0.keep([key: [finding]]) })
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a file that may not be written to stays as it is`() throws {
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    #expect(chmod(path, 0o400) == 0)
    let bytes = try [UInt8](ofFileAt: path)
    #expect(!store.writeIfPossible { try $0.keep([key: [finding]]) })
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  /// A newer program may know more rules, and any program may be done with the cache.
  @Test(arguments: [
    "UPDATE finding_text SET rule = 'of-tomorrow'", "DELETE FROM finding_text", "DELETE FROM output_check",
  ])
  func `a check that is not understood, or gone, is one that was never made`(_ change: String) throws {
    let store = try SQLiteStore.open(at: path, mode: .readWrite)
    try store.write { try $0.keep([key: [finding]]) }
    try RawDatabase.execute("PRAGMA foreign_keys = OFF; \(change)", at: path, foreignKeys: false)
    #expect(try kept() == [:])
    #expect(try store.read { try $0.sealProblems { _ in } } == [])
  }

  @Test func `what is deleted takes along what hangs from it`() throws {
    let store = try SQLiteStore.open(at: path, mode: .readWrite)
    try store.write { try $0.keep([key: [finding]]) }
    try RawDatabase.execute("DELETE FROM output_check", at: path)
    #expect(try RawDatabase.texts("SELECT position FROM check_finding", at: path) == [])
    #expect(try store.integrityProblems() == [])
    #expect(store.writeIfPossible { try $0.keep([key: [finding]]) })
    #expect(try kept() == [key: [finding]])
  }

  @Test func `findings that outputs have in common are stored once`() throws {
    let store = try SQLiteStore.open(at: path, mode: .readWrite)
    let other = CheckKey(output: Workbench.output([Workbench.prose]).summary.digest, ruleSet: "1", kubernetes: "1.31")
    let told = Finding(.unpinnedImage, line: 3, subject: "nginx", message: finding.message, hint: "")
    try store.write { try $0.keep([key: [finding, finding.moved(by: 1)]]) }
    try store.write { try $0.keep([other: [finding, told]]) }
    #expect(try RawDatabase.texts("SELECT message FROM finding_text", at: path).count == 2)
    #expect(try store.read { try $0.findings([other]) } == [other: [finding, told]])
  }

  @Test func `the view shows what the newest check of an output found`() throws {
    let store = try SQLiteStore.open(at: path, mode: .readWrite)
    let newer = CheckKey(output: key.output, ruleSet: "2", kubernetes: "1.31")
    let ahead = CheckKey(output: key.output, ruleSet: "1", kubernetes: "1.33")
    try store.write { try $0.keep([key: [finding]]) }
    try store.write { try $0.keep([newer: [finding.moved(by: 6)], ahead: [finding]]) }
    let rows = try RawDatabase.texts(
      """
      SELECT printf('%s %s %s %s %s %s %s %s', strategy, version, kubernetes, finding, rule, severity, line, rule_set)
      FROM version_finding WHERE object IS NULL AND path IS NULL AND hint IS NULL ORDER BY kubernetes
      """, at: path)
    #expect(
      rows == [
        "payments/production 1 1.31 \(finding.id) unpinned-image warning 9 2",
        "payments/production 1 1.33 \(finding.id) unpinned-image warning 3 1",
      ])
  }

  @Test func `the view of waivers has those that were not taken away`() throws {
    let bench = Workbench(store: try SQLiteStore.open(at: path, mode: .readWrite))
    let production = try #require(try bench.store.read { try $0.scopes([Scope(parsing: "payments/production")]).first })
    try bench.waive("pod-security", production, until: Day("1999-12-31"), reason: "long ago")
    try bench.waive("broken-yaml", production, until: Day("9999-12-31"), reason: "for ever")
    let rows =
      "SELECT printf('%s %s %s %s', finding, scope, until, is_active) FROM waiver WHERE finding <> 'removed-api'"
    #expect(
      try RawDatabase.texts("\(rows) ORDER BY finding", at: path) == [
        "broken-yaml payments/production 9999-12-31 1", "pod-security payments/production 1999-12-31 0",
      ])
    try bench.waive("broken-yaml", production)
    #expect(try RawDatabase.texts(rows, at: path).count == 1)
    try bench.change(production, to: "payments/production", isRetired: true)
    #expect(try RawDatabase.texts(rows, at: path) == [])
  }
}
