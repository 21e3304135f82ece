import Catalogue
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

@Suite struct OpeningTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.database }

  private struct Ran: Error {}

  // MARK: What is no catalogue

  /// A file, and what it is found to be.
  struct Stranger: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let found: String
    let make: @Sendable (String) throws -> Void
  }

  private static let strangers = [
    Stranger(testDescription: "empty", found: "an empty file") { try [UInt8]().write(to: $0) },
    Stranger(testDescription: "short text", found: "text") { try Array("hello\n".utf8).write(to: $0) },
    Stranger(testDescription: "YAML", found: "text") { path in
      try Array(String(repeating: "grüße: true\n", count: 50).utf8).write(to: path)
    },
    Stranger(testDescription: "bytes", found: "a file of some other kind") { path in
      try [UInt8](repeating: 0, count: 4096).write(to: path)
    },
    Stranger(testDescription: "cut off", found: "the beginning of an SQLite database") { path in
      try Array("SQLite format 3\u{0}".utf8).write(to: path)
    },
    Stranger(testDescription: "another application", found: "another application's SQLite database") { path in
      try RawDatabase.execute("PRAGMA application_id = 7; CREATE TABLE note (text)", at: path)
    },
    Stranger(testDescription: "no application", found: "another application's SQLite database") { path in
      try RawDatabase.execute("CREATE TABLE audit (id)", at: path)
    },
  ]

  @Test(arguments: strangers, [SQLiteStore.Mode.readOnly, .readWrite])
  func `a file that is no catalogue is named and left as it is`(_ stranger: Stranger, _ mode: SQLiteStore.Mode) throws {
    try stranger.make(path)
    let bytes = try [UInt8](ofFileAt: path)
    let names = try folder.names()
    #expect(
      failure { _ = try SQLiteStore.open(at: path, mode: mode) } == .notACatalogue(path: path, found: stranger.found))
    #expect(try [UInt8](ofFileAt: path) == bytes)
    #expect(try folder.names() == names)
  }

  @Test(arguments: [SQLiteStore.Mode.readOnly, .readWrite])
  func `a missing file is not made`(_ mode: SQLiteStore.Mode) throws {
    #expect(failure { _ = try SQLiteStore.open(at: path, mode: mode) } == .notFound(path: path))
    #expect(try folder.names() == [])
  }

  @Test func `a folder and a named pipe are no catalogues`() throws {
    #expect(
      failure { _ = try SQLiteStore.open(at: folder.path, mode: .readWrite) }
        == .notACatalogue(path: folder.path, found: "a folder"))
    #expect(mkfifo(path, 0o600) == 0)
    #expect(
      failure { _ = try SQLiteStore.open(at: path, mode: .readOnly) }
        == .notACatalogue(path: path, found: "no regular file"))
  }

  // MARK: Making one

  @Test func `a new catalogue is for its owner only and knows what it is`() throws {
    let store = try SQLiteStore.create(at: path)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(FileHeader(ofFileAt: path) == .catalogue(schema: SchemaMigration.all.count))
    #expect(store.location == path)
  }

  @Test func `an empty file becomes a catalogue`() throws {
    try [UInt8]().write(to: path)
    _ = try Sample(SQLiteStore.create(at: path))
    #expect(try SQLiteStore.open(at: path, mode: .readOnly).read { try $0.auditHead()?.id.rawValue } == 14)
  }

  @Test(arguments: strangers.filter { $0.testDescription != "empty" })
  func `a file that has something in it is not overwritten`(_ stranger: Stranger) throws {
    try stranger.make(path)
    let bytes = try [UInt8](ofFileAt: path)
    #expect(failure { _ = try SQLiteStore.create(at: path) } == .alreadyExists(path: path))
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  @Test func `a catalogue is not overwritten, open or not`() throws {
    let open = try SQLiteStore.create(at: path)
    try Workbench(store: open).scope("payments")
    #expect(failure { _ = try SQLiteStore.create(at: path) } == .alreadyExists(path: path))
    #expect(try open.read { try $0.scopes().count } == 1)
  }

  @Test func `what could not be made whole is taken away`() throws {
    let broken = [SchemaMigration(name: "0001_broken", sql: "CREATE TABLE a (x); CREATE TABLE")]
    #expect(failure { _ = try SQLiteStore.create(at: path, schema: broken) }?.refusal != nil)
    #expect(try folder.names() == [])
  }

  @Test func `a folder that is not there is an error`() throws {
    let nowhere = folder.path + "/nowhere/strata.db"
    #expect(failure { _ = try SQLiteStore.create(at: nowhere) }?.refusal == "its folder does not exist")
  }

  @Test func `of several that make one at once a single one succeeds`() throws {
    let path = path
    let errors = inThreads(6) { _ in _ = try SQLiteStore.create(at: path) }
    let expected = CatalogueError.storage(.alreadyExists(path: path))
    #expect(errors == Array(repeating: "\(expected)", count: 5))
    #expect(try SQLiteStore.open(at: path, mode: .readWrite).integrityProblems() == [])
  }

  // MARK: Schemas

  private static let next = SchemaMigration(
    name: "9999_add_note",
    sql: """
      CREATE TABLE note (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = \(SchemaMigration.all.count + 1)
      """)

  private func open(_ mode: SQLiteStore.Mode, _ schema: [SchemaMigration]) throws -> SQLiteStore {
    try SQLiteStore.open(at: path, mode: mode, busySeconds: 1, schema: schema)
  }

  @Test func `a newer schema is refused and left as it is`() throws {
    let known = SchemaMigration.all
    _ = try SQLiteStore.create(at: path, schema: known + [OpeningTests.next])
    let bytes = try [UInt8](ofFileAt: path)
    for mode in [SQLiteStore.Mode.readOnly, .readWrite] {
      let expected = StorageFailure.newerSchema(path: path, found: known.count + 1, known: known.count)
      #expect(failure { _ = try SQLiteStore.open(at: path, mode: mode) } == expected)
    }
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  @Test(arguments: [SQLiteStore.Mode.readOnly, .readWrite])
  func `an older schema is migrated, with its records, and kept as it was`(_ mode: SQLiteStore.Mode) throws {
    try autoreleased { _ = try Sample(SQLiteStore.create(at: path)) }
    let newer = SchemaMigration.all + [OpeningTests.next]
    let migrated = try open(mode, newer)
    let kept = "\(path).schema-\(newer.count - 1)"
    #expect(migrated.upgrade == StoreUpgrade(from: newer.count - 1, to: newer.count, kept: kept))
    #expect(FileHeader(ofFileAt: kept) == .catalogue(schema: newer.count - 1))
    #expect(try SQLiteStore.open(at: kept, mode: .readOnly).read { try $0.auditHead()?.id.rawValue } == 14)
    #expect(try open(mode, newer).upgrade == nil)
    #expect(FileHeader(ofFileAt: path) == .catalogue(schema: newer.count))
    #expect(try RawDatabase.texts("SELECT name FROM sqlite_master WHERE name = 'note'", at: path) == ["note"])
    #expect(try migrated.read { try $0.sealProblems { _ in } } == [])
    #expect(try open(.readOnly, newer).read { try $0.auditHead()?.id.rawValue } == 14)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `an older schema that may not be written to is refused and left as it is`() throws {
    try autoreleased { _ = try SQLiteStore.create(at: path) }
    let bytes = try [UInt8](ofFileAt: path)
    let newer = SchemaMigration.all + [OpeningTests.next]
    let older = StorageFailure.olderSchema(path: path, found: newer.count - 1, known: newer.count)
    #expect(chmod(path, 0o400) == 0)
    #expect(failure { _ = try open(.readOnly, newer) } == older)
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  @Test func `a migration that fails leaves the older schema`() throws {
    _ = try SQLiteStore.create(at: path)
    let broken = SchemaMigration(name: "9999_broken", sql: "CREATE TABLE note (x); nonsense")
    #expect(failure { _ = try open(.readWrite, SchemaMigration.all + [broken]) }?.refusal != nil)
    #expect(FileHeader(ofFileAt: path) == .catalogue(schema: SchemaMigration.all.count))
    #expect(try RawDatabase.texts("SELECT name FROM sqlite_master WHERE name = 'note'", at: path) == [])
    #expect(try SQLiteStore.open(at: path, mode: .readOnly).integrityProblems() == [])
    #expect(try folder.names().filter { $0.contains("schema") } == [])
  }

  @Test func `a migration that does not count itself is refused`() throws {
    let silent = SchemaMigration(name: "9999_silent", sql: "CREATE TABLE note (x)")
    #expect(failure { _ = try SQLiteStore.create(at: path, schema: SchemaMigration.all + [silent]) } != nil)
  }

  // MARK: Reading only

  @Test func `a read-only store refuses to write and changes nothing`() throws {
    try autoreleased { _ = try Sample(SQLiteStore.create(at: path)) }
    let (bytes, names) = (try [UInt8](ofFileAt: path), try folder.names())
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    #expect(failure { try store.write { _ in throw Ran() } } == .readOnly(path: path))
    #expect(try store.read { try $0.sealProblems { _ in } } == [])
    #expect(try store.integrityProblems() == [])
    #expect(try [UInt8](ofFileAt: path) == bytes)
    #expect(try folder.names() == names)
  }

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a file and a folder that nobody may write to can be read`() throws {
    try autoreleased { _ = try Sample(SQLiteStore.create(at: path)) }
    try FileManager.default.removeItem(atPath: path + "-journal")
    #expect(chmod(path, 0o400) == 0)
    #expect(chmod(folder.path, 0o500) == 0)
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    #expect(try store.read { try $0.auditHead()?.id.rawValue } == 14)
    let writing = failure { try SQLiteStore.open(at: path, mode: .readWrite).write { _ in } }
    #expect(writing == .readOnly(path: path))
  }

  /// Runs a body whose store is closed at its end.
  private func autoreleased(_ body: () throws -> Void) throws { try body() }
}
