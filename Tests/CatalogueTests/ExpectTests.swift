import Strategy
import Testing

@testable import Catalogue

@Suite struct ExpectTests {
  private static func shelf() throws -> Shelf {
    let shelf = try Shelf()
    for size in ["small", "large", "medium"] { try shelf.generate("payments/production", size: size) }
    return shelf
  }

  private static func versions(_ shelf: Shelf) throws -> [Version] {
    try shelf.catalogue.log(.environment(team: "payments", environment: "production")).versions.reversed()
  }

  @Test func `the head of the catalogue and those before it are entries of its audit trail`() throws {
    let shelf = try ExpectTests.shelf()
    let entries = try shelf.catalogue.store.read { try $0.auditEntries() }
    #expect(entries.count == 7)
    let report = try shelf.catalogue.expect(entries.map(\.digest))
    #expect(report.isAsExpected && report.problems.isEmpty && report.head == entries.last)
    #expect(report.standings.map(\.head) == entries.map(\.digest))
    #expect(report.standings.map(\.place) == (1...7).map { .entry($0, of: 7) })
    #expect(report.standings.map(\.addedSince) == [6, 5, 4, 3, 2, 1, 0])
  }

  @Test func `the digest of a version stands for the strategy up to there, whatever that is called now`() throws {
    let shelf = try ExpectTests.shelf()
    let versions = try ExpectTests.versions(shelf)
    _ = try shelf.catalogue.rename(.team("payments"), to: "billing", message: "")
    let report = try shelf.catalogue.expect([versions[2].digest, versions[0].digest])
    func place(_ number: Int) throws -> Catalogue.HeadStanding.Place {
      .version(try VersionAddress(parsing: "billing/production@\(number)"), number: number, newest: 3)
    }
    #expect(try report.standings.map(\.place) == [place(3), place(1)])
    #expect(report.standings.map(\.addedSince) == [0, 2])
    #expect(report.isAsExpected)
  }

  @Test func `a head of another history is nowhere`() throws {
    let shelf = try ExpectTests.shelf()
    let other = try Shelf()
    try other.generate("payments/production", size: "large")
    let (mine, foreign) = (try ExpectTests.versions(shelf)[0].digest, try ExpectTests.versions(other)[0].digest)
    let head = try #require(try other.catalogue.store.read { try $0.auditHead() }).digest
    let report = try shelf.catalogue.expect([mine, foreign, head, Digest(of: Array("nothing".utf8))])
    #expect(!report.isAsExpected)
    #expect(report.standings.map { $0.place == .nowhere } == [false, true, true, true])
    #expect(report.standings.last?.addedSince == nil)
    // An output's digest is no head.
    let output = try ExpectTests.versions(shelf)[0].output.digest
    #expect(try shelf.catalogue.expect([output]).standings.map(\.place) == [.nowhere])
  }

  @Test(arguments: ["", "4f", "708c34a5bb9a", String(repeating: "g", count: 64), String(repeating: "0", count: 65)])
  func `a head is whole`(_ text: String) {
    #expect(throws: CatalogueError.badHead(text)) { try Digest(parsingHead: text) }
  }
}
