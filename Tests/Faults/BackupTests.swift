import Foundation
import TestSupport
import Testing

/// Backups that are made while others write, and put back.
@Suite struct BackupTests {
  @Test func `a backup under load is one moment of the catalogue, and comes back with the same digests`() async throws {
    let place = try await Workplace.withStrategy()
    let cycles = FaultRun.rounds(4, long: 100)
    let isOver = Flag()
    let written = try await withThrowingTaskGroup(of: Int.self) { group in
      for writer in 0..<3 {
        group.addTask {
          var count = 0
          while await !isOver.isSet {
            try await place.strata("profile set team-\(writer)/production domain=d\(count).example.com")
            count += 1
          }
          return count
        }
      }
      for cycle in 0..<cycles {
        let backup = try Tree(json: try await place.strata("backup b\(cycle).db -o json").out)
        let restored = try Tree(json: try await place.strata("restore b\(cycle).db --db r\(cycle).db -o json").out)
        #expect(backup["head"]?.text != nil)
        #expect(restored["head"] == backup["head"])
        let report = try Tree(json: try await place.strata("doctor --db r\(cycle).db -o json").out)
        #expect(report["healthy"] == .bool(true))
        #expect(report["head"] == backup["head"])
        // The moment is one of the live catalogue's history.
        try await place.strata("verify --expect \(backup["head"]?.text ?? "")")
        for name in ["b\(cycle).db", "r\(cycle).db"] { try FileManager.default.removeItem(atPath: place.path(name)) }
      }
      await isOver.set()
      return try await group.reduce(0, +)
    }
    FaultRun.report("backups: \(cycles) cycles beside \(written) commits of 3 writers, 0 wrong")
  }

  @Test func `a restore that is killed leaves the old catalogue or the new one`() async throws {
    var random = FaultRun.random(23)
    let place = try await Workplace.withTwoVersions()
    try await place.strata("backup b.db")
    let whole = try place.read("strata.db")
    try await place.strata("profile set payments/production domain=later.example.com")
    let later = try place.read("strata.db")
    var unfinished = 0
    let rounds = FaultRun.rounds(5, long: 100)
    for _ in 0..<rounds {
      let copy = try Workplace()
      try copy.write("b.db", whole)
      try copy.write("strata.db", later)
      let delay = Duration.milliseconds(Int.random(in: 0...120, using: &random))
      if try await copy.kill("restore b.db --force", at: { try await Task.sleep(for: delay) }) == 137 {
        unfinished += 1
      }
      let found = try copy.read("strata.db")
      #expect(found == later || found.count == whole.count, "\(delay)")
      #expect(try await copy.strata("doctor").messages.hasSuffix("every digest matches\n"), "\(delay)")
      if found != later { #expect(try copy.read("strata.db.replaced") == later, "\(delay)") }
    }
    FaultRun.report("restores killed: \(unfinished) of \(rounds), 0 lost")
  }
}

/// Set once, and seen by all.
private actor Flag {
  private(set) var isSet = false

  func set() { isSet = true }
}
