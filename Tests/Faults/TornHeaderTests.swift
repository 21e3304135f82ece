import Catalogue
import Foundation
import SQLiteStore
import TestSupport
import Testing

/// A catalogue's first page is looked at before SQLite has put back what a stopped writer was changing.
@Suite struct `Torn header` {
  private let place: Workplace
  private let whole: [UInt8]

  init() throws {
    place = try Workplace()
    let store = try SQLiteStore.create(at: place.path("strata.db"))
    let catalogue = Catalogue(store: store, author: "tester", now: { Timestamp(milliseconds: 0) })
    _ = try catalogue.initialise(Bundled(templates: [], providers: []))
    whole = try place.read("strata.db")
  }

  struct Tear: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let bytes: Range<Int>
    let value: UInt8
  }

  @Test(
    arguments: [
      Tear(testDescription: "noise in the first sector", bytes: 0..<512, value: 0xFF),
      Tear(testDescription: "a newer schema that was not committed", bytes: 60..<64, value: 0x01),
    ], [SQLiteStore.Mode.readOnly, .readWrite])
  func `a first page that was being written is put back`(_ tear: Tear, _ mode: SQLiteStore.Mode) throws {
    var torn = whole
    torn.replaceSubrange(tear.bytes, with: repeatElement(tear.value, count: tear.bytes.count))
    try place.write("strata.db", torn)
    // Page 1 is not the first that is journaled.
    try place.write("strata.db-journal", RollbackJournal(of: whole, pages: [3, 2, 1]).bytes)
    let store = try SQLiteStore.open(at: place.path("strata.db"), mode: mode)
    #expect(try store.read { try $0.auditHead()?.id.rawValue } == 1)
    #expect(try place.read("strata.db") == whole)
  }

  @Test func `text beside a catalogue's journal is left as it is`() throws {
    let text = Array(String(repeating: "notes\n", count: 1000).utf8)
    try place.write("strata.db", text)
    try place.write("strata.db-journal", RollbackJournal(of: whole, pages: [1, 2]).bytes)
    #expect(throws: CatalogueError.self) { try SQLiteStore.open(at: place.path("strata.db"), mode: .readWrite) }
    #expect(try place.read("strata.db") == text)
  }

  @Test func `a torn journal does not stand for the first page`() throws {
    var journal = RollbackJournal(of: whole, pages: [2, 1]).bytes
    journal[512 + 4 + 4096 - 200] ^= 1
    try place.write("strata.db", [UInt8](repeating: 0xFF, count: 512) + whole[512...])
    try place.write("strata.db-journal", journal)
    #expect(throws: CatalogueError.self) { try SQLiteStore.open(at: place.path("strata.db"), mode: .readOnly) }
  }
}
