import Foundation
import TestSupport
import Testing

@Suite struct `Interruption` {
  /// How the killed run is timed: so many twentieths of the time that it takes undisturbed.
  private static let moments = Array(0..<20)

  @Test(arguments: moments)
  func `generate --all that is killed leaves all versions as before, or all new`(_ moment: Int) async throws {
    let place = try Workplace()
    try place.write("strata.db", try await Fleet.changed())
    let delay = try await Pace.generate / 20 * moment
    let code = try await place.kill("generate --all") { try await Task.sleep(for: delay) }
    #expect(code == 0 || code == 137)
    try await place.expectWhole()
  }

  @Test(arguments: 0..<8)
  func `a kill while the transaction is open takes all of it back`(_ moment: Int) async throws {
    let place = try Workplace()
    try place.write("strata.db", try await Fleet.changed())
    let delay = try await Pace.generate / 40 * moment
    let code = try await place.kill("generate --all") {
      try await place.waitForJournal()
      try await Task.sleep(for: delay)
    }
    #expect(code == 137 || moment > 0, "the run ended before it could be killed")
    try await place.expectWhole()
  }

  @Test(arguments: ["doctor", "log payments/production", "show payments/production", "profile list", "generate --all"])
  func `what a killed process left half-written is taken back by the next command, whichever it is`(
    _ command: String
  ) async throws {
    let place = try await Workplace.withStrategy()
    let whole = try place.read("strata.db")
    try place.write("strata.db-journal", RollbackJournal(of: whole, pages: 2...20).bytes)
    var torn = whole
    for page in 2...20 { torn.replaceSubrange((page - 1) * 4096..<page * 4096, with: repeatElement(0x5A, count: 4096)) }
    try place.write("strata.db", torn)
    try await place.strata(command)
    #expect(try place.read("strata.db") == whole)
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }
}

/// How fast this machine is.
private actor Pace {
  private static let shared = Pace()
  private var measured: Task<Duration, any Error>?

  /// The time that an undisturbed `generate --all` of the fleet takes.
  static var generate: Duration {
    get async throws { try await shared.generate() }
  }

  private func generate() async throws -> Duration {
    let task =
      measured
      ?? Task {
        let place = try Workplace()
        try place.write("strata.db", try await Fleet.changed())
        let start = ContinuousClock.now
        try await place.strata("generate --all")
        return ContinuousClock.now - start
      }
    measured = task
    return try await task.value
  }
}

extension Workplace {
  /// Returns once SQLite's journal has content, or after ten seconds.
  fileprivate func waitForJournal() async throws {
    for _ in 0..<20_000 {
      var status = stat()
      if stat(path("strata.db-journal"), &status) == 0, status.st_size > 0 { return }
      try await Task.sleep(for: .microseconds(500))
    }
  }

  /// The catalogue is sound, has every strategy's new version or none, and takes up work again.
  fileprivate func expectWhole() async throws {
    let count = Fleet.strategyCount
    let report = try Tree(json: try await strata("doctor -o json").out)
    #expect(report["healthy"] == .bool(true))
    let versions = try #require(report["versions"]?.number)
    #expect(versions == count || versions == 2 * count)
    let again = try await strata("generate --all")
    #expect(
      again.messages == (versions == count ? "\(count) new, 0 unchanged\n" : "0 new, \(count) unchanged\n"))
  }
}
