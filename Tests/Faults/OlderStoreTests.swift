import Foundation
import GRDB
import SQLiteStore
import Strategy
import TestSupport
import Testing

/// Catalogues as programs made them when there were fewer migrations, one for each schema.
@Suite struct OlderStoreTests {
  private static let schemas = 1...5
  /// The beginnings of the digests that the programs which made them printed.
  private static let outputs = [
    "payments/production@1": "5dc7c8a33225", "payments/production@2": "c7f7e53408d4",
    "search/staging@1": "3ab5a1e93ce2",
  ]

  private static func bytes(ofSchema number: Int) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Stores")
    return Array(try Data(contentsOf: folder.appendingPathComponent("schema-\(number).db")))
  }

  private static func place(withSchema number: Int) throws -> Workplace {
    let place = try Workplace()
    try place.write("strata.db", bytes(ofSchema: number))
    return place
  }

  /// The chain, as the rows say it.
  private static func digests(_ path: String) throws -> [String] {
    let sql = "SELECT hex(digest) FROM audit UNION ALL SELECT hex(digest) FROM version"
    return try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
  }

  private static func schema(_ path: String) throws -> [String] {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    return try DatabaseQueue(path: path).read { try String.fetchAll($0, sql: sql) }
  }

  @Test(arguments: schemas)
  func `an older catalogue is brought up to date with every answer as it was`(_ number: Int) async throws {
    let place = try OlderStoreTests.place(withSchema: number)
    let old = try OlderStoreTests.digests(place.path("strata.db"))
    let report = try await place.strata("doctor")
    #expect(report.messages.contains("is kept so as"))
    #expect(report.messages.hasSuffix("every digest matches\n"))
    #expect(try OlderStoreTests.digests(place.path("strata.db")) == old)
    for (address, digest) in OlderStoreTests.outputs {
      let shown = try await place.strata("show \(address)").out
      #expect(Digest(of: shown).hex.hasPrefix(digest), "\(address)")
    }
    #expect(try await place.strata("generate --all").messages.hasPrefix("0 new"))
    _ = try SQLiteStore.create(at: place.path("new.db"))
    let (migrated, new) = (
      try OlderStoreTests.schema(place.path("strata.db")), try OlderStoreTests.schema(place.path("new.db"))
    )
    #expect(migrated == new)
  }

  @Test(arguments: schemas)
  func `it is kept as it was`(_ number: Int) async throws {
    let place = try OlderStoreTests.place(withSchema: number)
    try await place.strata("doctor")
    let kept = "strata.db.schema-\(number)"
    #expect(try OlderStoreTests.digests(place.path(kept)) == OlderStoreTests.digests(place.path("strata.db")))
    let mode = try FileManager.default.attributesOfItem(atPath: place.path(kept))[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try await place.strata("restore \(kept) --force")
    try await place.strata("doctor")
  }

  /// Whatever the moment, the next command finds the old catalogue or the new one.
  @Test func `a kill while it is brought up to date loses nothing`() async throws {
    var random = FaultRun.random(17)
    let count = FaultRun.rounds(10, long: 100)
    let pace = try await OlderStoreTests.pace()
    var unfinished = 0
    for round in 0..<count {
      let number = 1 + round % 5
      let place = try OlderStoreTests.place(withSchema: number)
      let old = try OlderStoreTests.digests(place.path("strata.db"))
      let delay = pace * Double.random(in: 0...1, using: &random)
      if try await place.kill("status", at: { try await Task.sleep(for: delay) }) == 137 { unfinished += 1 }
      #expect(
        try await place.strata("doctor").messages.hasSuffix("every digest matches\n"), "schema \(number), \(delay)")
      #expect(try OlderStoreTests.digests(place.path("strata.db")) == old, "schema \(number), \(delay)")
    }
    FaultRun.report("migrations killed: \(unfinished) of \(count), 0 lost")
  }

  /// How long bringing one up to date takes on this machine when it is least busy.
  private static func pace() async throws -> Duration {
    var best = Duration.seconds(10)
    for _ in 0..<5 {
      let place = try place(withSchema: 1)
      let start = ContinuousClock.now
      // At once, as the killed ones run: others may be waiting for their turn.
      _ = try await StrataBinary.runNow(["status"], environment: place.environment(), folder: place.folder)
      best = min(best, ContinuousClock.now - start)
    }
    return best
  }
}
