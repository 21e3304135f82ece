import Catalogue
import Foundation
import GRDB
import Strategy
import Testing

@testable import SQLiteStore

@Suite struct ConnectionTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.database }

  private struct Ran: Error {}

  private func impatient(_ mode: SQLiteStore.Mode = .readWrite) throws -> SQLiteStore {
    try SQLiteStore.open(at: path, mode: mode, busySeconds: 0, schema: SchemaMigration.all)
  }

  struct Setting: Sendable, CustomTestStringConvertible {
    let name: String
    let readWrite: String
    let readOnly: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Setting(name: "journal_mode", readWrite: "truncate", readOnly: "delete"),
    Setting(name: "synchronous", readWrite: "2", readOnly: "2"),
    Setting(name: "foreign_keys", readWrite: "1", readOnly: "0"),
    Setting(name: "trusted_schema", readWrite: "0", readOnly: "0"),
    Setting(name: "cell_size_check", readWrite: "1", readOnly: "1"),
    Setting(name: "mmap_size", readWrite: "0", readOnly: "0"),
  ])
  func `a connection is set up for safety`(_ setting: Setting) throws {
    _ = try SQLiteStore.create(at: path)
    for (mode, expected) in [(SQLiteStore.Mode.readWrite, setting.readWrite), (.readOnly, setting.readOnly)] {
      let store = try SQLiteStore.open(at: path, mode: mode)
      let value = try store.queue.read { try String.fetchOne($0, sql: "PRAGMA \(setting.name)") }
      #expect(value == expected)
    }
  }

  @Test func `a committed write leaves an emptied journal and no write-ahead log`() throws {
    let store = try SQLiteStore.create(at: path)
    try Workbench(store: store).scope("payments")
    #expect(try folder.names() == ["strata.db", "strata.db-journal"])
    #expect(try [UInt8](ofFileAt: path + "-journal") == [])
  }

  @Test func `a writer keeps other writers out from its beginning, and readers in`() throws {
    let store = try SQLiteStore.create(at: path)
    try Workbench(store: store).scope("payments")
    let other = try impatient()
    try store.write { _ in
      #expect(failure { try other.write { _ in throw Ran() } } == .busy(path: path, seconds: 0))
      #expect(failure { _ = try other.read { try $0.scopes() } } == nil)
    }
    #expect(failure { try other.write { _ in } } == nil)
  }

  @Test func `a write that cannot commit for a reader is busy and leaves nothing`() throws {
    let store = try SQLiteStore.create(at: path)
    let other = try impatient()
    try store.read { tx in
      #expect(try tx.scopes() == [])
      #expect(failure { try Workbench(store: other).scope("payments") } == .busy(path: path, seconds: 0))
      let scopes = try tx.scopes()
      #expect(scopes == [])
    }
    #expect(try other.read { try $0.auditHead() } == nil)
    try Workbench(store: other).scope("payments")
    #expect(try store.read { try $0.scopes().count } == 1)
  }

  @Test func `a busy store is waited for`() throws {
    let store = try SQLiteStore.create(at: path)
    let path = path
    let errors = inThreads(2) { index in
      if index == 0 {
        try store.write { tx in
          _ = try tx.appendAudit(Workbench.stamp("slow"), content: Seal.content([]))
          usleep(200_000)
        }
      } else {
        let other = try SQLiteStore.open(at: path, mode: .readWrite)
        try other.write { _ = try $0.appendAudit(Workbench.stamp("quick"), content: Seal.content([])) }
      }
    }
    #expect(errors == [])
    #expect(try store.read { try $0.auditEntries().count } == 2)
  }

  @Test func `a store that stays busy is given up in the end`() throws {
    let store = try SQLiteStore.create(at: path)
    let other = try SQLiteStore.open(at: path, mode: .readWrite, busySeconds: 1, schema: SchemaMigration.all)
    try store.write { _ in
      let start = ContinuousClock.now
      #expect(failure { try other.write { _ in } } == .busy(path: path, seconds: 1))
      #expect(ContinuousClock.now - start >= .seconds(1))
    }
  }

  @Test func `eight writers with a connection each all commit, with dense numbers`() throws {
    let team = try Workbench(store: SQLiteStore.create(at: path)).scope("payments")
    let path = path
    let errors = inThreads(8) { _ in
      let store = try SQLiteStore.open(at: path, mode: .readWrite)
      for _ in 0..<5 {
        try store.write { tx in
          let number = (try tx.profileHistory(team.id).last?.number ?? 0) + 1
          let digest = Seal.profile(scope: team.id, number: number, parameters: LayerParameters.empty.canonical)
          let audit = try tx.appendAudit(Workbench.stamp("profile.set"), content: Seal.content([digest]))
          _ = try tx.addProfileRevision(team, number: number, parameters: .empty, digest: digest, audit: audit)
        }
      }
    }
    #expect(errors == [])
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    #expect(try store.read { try $0.profileHistory(team.id).map(\.number) } == Array(1...40))
    #expect(try store.read { try $0.auditEntries().count } == 41)
    #expect(try store.read { try $0.sealProblems { _ in } } == [])
  }

  /// Closing any descriptor of a file drops the process's locks on it, which SQLite would not notice.
  @Test func `opening a catalogue leaves the lock of a writer in the same process`() throws {
    let store = try SQLiteStore.create(at: path)
    var status = stat()
    #expect(stat(path, &status) == 0)
    let file = ":\(status.st_ino) "
    func locks() throws -> [Substring] {
      try String(decoding: [UInt8](ofFileAt: "/proc/locks"), as: UTF8.self).split(separator: "\n")
        .filter { $0.contains(file) && $0.contains(" WRITE \(getpid()) ") }
    }
    try store.write { tx in
      let before = try locks()
      #expect(!before.isEmpty)
      _ = try SQLiteStore.open(at: path, mode: .readWrite)
      _ = failure { _ = try SQLiteStore.create(at: path) }
      #expect(try locks().count == before.count)
    }
    #expect(try locks() == [])
  }
}
