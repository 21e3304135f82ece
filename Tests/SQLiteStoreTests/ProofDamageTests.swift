import Catalogue
import Foundation
import Strategy
import Testing

@testable import SQLiteStore

/// What heads that were written down prove about files that were changed past the store.
@Suite struct ProofDamageTests {
  private let folder: TemporaryFolder
  private let heads: [Digest]

  init() throws {
    folder = try TemporaryFolder()
    let store = try SQLiteStore.create(at: folder.database)
    _ = try Sample(store)
    heads = try store.read { tx in
      [try tx.auditHead()?.digest, try tx.version(ID(2), number: 2)?.digest].compactMap { $0 }
    }
  }

  private var path: String { folder.database }

  private func expect() throws -> Catalogue.ExpectReport {
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    return try Catalogue(store: store, author: "", now: { Timestamp(milliseconds: 0) }).expect(heads)
  }

  @Test func `nothing is wrong with a file that only grew`() throws {
    try Workbench(store: SQLiteStore.open(at: path, mode: .readWrite)).scope("orders")
    let report = try expect()
    #expect(report.isAsExpected)
    #expect(report.standings.map(\.addedSince) == [1, 0])
  }

  @Test func `a file that was put back is found, though every digest in it matches`() throws {
    let copy = try Data(contentsOf: URL(fileURLWithPath: path))
    let bench = Workbench(store: try SQLiteStore.open(at: path, mode: .readWrite))
    let template = try #require(try bench.store.read { try $0.templateRevisions() }.first)
    let production = try #require(try bench.store.read { try $0.scopes([Scope(parsing: "payments/production")]) }.first)
    try bench.version(production, 3, inputs: Workbench.inputs(template))
    let newer = try bench.store.read { tx in
      [try tx.auditHead()?.digest, try tx.version(production.id, number: 3)?.digest].compactMap { $0 }
    }
    try copy.write(to: URL(fileURLWithPath: path))
    let store = try SQLiteStore.open(at: path, mode: .readOnly)
    let report = try Catalogue(store: store, author: "", now: { Timestamp(milliseconds: 0) }).expect(newer + heads)
    #expect(report.problems.isEmpty && !report.isAsExpected)
    #expect(report.standings.map { $0.place == .nowhere } == [true, true, false, false])
    #expect(report.head?.digest == heads[0])
  }

  @Test func `an end that was cut off is found`() throws {
    try RawDatabase.tamper("DELETE FROM waiver_move; DELETE FROM audit WHERE id = 14", at: path)
    let report = try expect()
    #expect(report.problems.isEmpty && !report.isAsExpected)
    #expect(report.standings.map { $0.place == .nowhere } == [true, false])
    #expect(report.head?.id.rawValue == 13)
  }

  @Test(arguments: [
    "UPDATE audit SET author = 'eve' WHERE id = 3", "UPDATE waiver_move SET reason = 'none'",
    "UPDATE block SET content = cast('# Plan B' AS BLOB) WHERE id = 1", "DELETE FROM confirmation",
    "UPDATE version SET output_id = 1 WHERE id = 2", "UPDATE label_move SET version_id = 1",
  ])
  func `an edited record is found, and the chains prove nothing`(_ sql: String) throws {
    try RawDatabase.tamper(sql, at: path)
    let report = try expect()
    #expect(!report.problems.isEmpty && report.standings.isEmpty && !report.isAsExpected)
  }
}
