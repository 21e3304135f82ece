import Catalogue
import Foundation
import GRDB
import Testing

@testable import SQLiteStore

/// Copies of whole catalogues, made and put back.
@Suite struct CopyingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private var path: String { folder.database }
  private var copy: String { folder.path + "/copy.db" }

  private func makeSample() throws { _ = try Sample(SQLiteStore.create(at: path)) }

  private func head(_ path: String) throws -> AuditEntry? {
    try SQLiteStore.open(at: path, mode: .readOnly).read { try $0.auditHead() }
  }

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func `a copy has the same head, is its owner's only, and nothing else is left`() throws {
    try makeSample()
    let made = try SQLiteStore.backUp(path, to: copy, replaces: false)
    let head = try head(path)
    #expect(made.head == head)
    #expect(made.byteCount == (try [UInt8](ofFileAt: copy)).count)
    #expect(try self.head(copy) == head)
    #expect(try mode(copy) == 0o600)
    #expect(try folder.names().filter { !$0.hasSuffix("-journal") } == ["copy.db", "strata.db"])
  }

  @Test func `a copy is made while another connection writes`() throws {
    try makeSample()
    let path = path
    let copy = copy
    try SQLiteStore.open(at: path, mode: .readWrite).write { _ in
      _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    }
    #expect(try head(copy) == head(path))
  }

  @Test func `a file that is there is replaced only where that is meant`() throws {
    try makeSample()
    try Array("precious".utf8).write(to: copy)
    let refused = failure { _ = try SQLiteStore.backUp(path, to: copy, replaces: false) }
    #expect(refused == .wouldReplace(path: copy, hint: "--force replaces it"))
    #expect(try [UInt8](ofFileAt: copy) == Array("precious".utf8))
    _ = try SQLiteStore.backUp(path, to: copy, replaces: true)
    #expect(try head(copy) == head(path))
  }

  @Test(arguments: [false, true])
  func `a catalogue is not copied onto itself`(_ replaces: Bool) throws {
    try makeSample()
    let bytes = try [UInt8](ofFileAt: path)
    #expect(failure { _ = try SQLiteStore.backUp(path, to: path, replaces: replaces) } == .sameFile(path: path))
    #expect(failure { _ = try SQLiteStore.restore(path, to: path, replaces: replaces) } == .sameFile(path: path))
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  @Test func `a hurt catalogue makes no copy`() throws {
    try makeSample()
    try RawDatabase.tamper("UPDATE profile_revision SET parameters = '{}'", at: path)
    #expect(failure { _ = try SQLiteStore.backUp(path, to: copy, replaces: false) }?.corruption != nil)
    #expect(try folder.names().filter { !$0.hasSuffix("-journal") } == ["strata.db"])
  }

  @Test func `a copy is put where none is`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    let other = folder.path + "/other.db"
    #expect(try SQLiteStore.restore(copy, to: other, replaces: false).kept == nil)
    #expect(try head(other) == head(path))
    #expect(try mode(other) == 0o600)
  }

  @Test func `what stood in a copy's place is kept, with its mode passed on`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    try Workbench(store: SQLiteStore.open(at: path, mode: .readWrite)).scope("orders")
    #expect(chmod(path, 0o660) == 0)
    let later = try head(path)
    let refused = failure { _ = try SQLiteStore.restore(copy, to: path, replaces: false) }
    #expect(
      refused
        == .wouldReplace(
          path: path, hint: "--force puts the copy in its place, and keeps it as '\(path).replaced'"))
    let first = try SQLiteStore.restore(copy, to: path, replaces: true)
    #expect(first.kept == path + ".replaced")
    #expect(try head(path) == head(copy))
    #expect(try head(path + ".replaced") == later)
    #expect(try mode(path) == 0o660)
    #expect(try SQLiteStore.restore(copy, to: path, replaces: true).kept == path + ".replaced-2")
    #expect(try head(path + ".replaced") == later)
  }

  @Test func `who has the old catalogue open is refused once another is in its place`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    let open = try SQLiteStore.open(at: path, mode: .readWrite)
    _ = try SQLiteStore.restore(copy, to: path, replaces: true)
    #expect(failure { try open.write { _ in } } == .replaced(path: path))
  }

  @Test func `a hurt copy is not put anywhere`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    try RawDatabase.tamper("UPDATE block SET content = x'00' WHERE id = 1", at: copy)
    let bytes = try [UInt8](ofFileAt: path)
    #expect(failure { _ = try SQLiteStore.restore(copy, to: path, replaces: true) }?.corruption != nil)
    #expect(try [UInt8](ofFileAt: path) == bytes)
  }

  @Test func `a copy takes the place of what is too hurt to be opened, whose journal goes with it`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    let rubbish = Array(repeating: UInt8(7), count: 5000)
    try rubbish.write(to: path)
    try rubbish.write(to: path + "-journal")
    _ = try SQLiteStore.restore(copy, to: path, replaces: true)
    #expect(try head(path) == head(copy))
    #expect(try [UInt8](ofFileAt: path + ".replaced") == rubbish)
    #expect(try [UInt8](ofFileAt: path + ".replaced-journal") == rubbish)
  }

  @Test func `a journal that its catalogue was taken from is not played into a new one`() throws {
    try makeSample()
    _ = try SQLiteStore.backUp(path, to: copy, replaces: false)
    let lost = folder.path + "/lost.db"
    try Array("half a transaction".utf8).write(to: lost + "-journal")
    #expect(
      failure { _ = try SQLiteStore.restore(copy, to: lost, replaces: false) } == .strayJournal(path: lost + "-journal")
    )
    #expect(failure { try SQLiteStore.create(at: lost) { _ in } } == .strayJournal(path: lost + "-journal"))
    #expect(try folder.names().contains("lost.db") == false)
  }

  @Test(arguments: [false, true])
  func `a new catalogue is for its owner, or for its group too, at any umask`(_ isShared: Bool) throws {
    try SQLiteStore.create(at: path, isShared: isShared) { _ = try Sample($0) }
    #expect(try mode(path) == (isShared ? 0o660 : 0o600))
  }
}
