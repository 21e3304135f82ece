import Foundation
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
      try await place.waitForJournal { !$0.isEmpty }
      try await Task.sleep(for: delay)
    }
    #expect(code == 137 || moment > 0, "the run ended before it could be killed")
    try await place.expectWhole()
  }

  @Test(arguments: 0..<4)
  func `a kill while the transaction reaches the file takes all of it back`(_ attempt: Int) async throws {
    let place = try Workplace()
    try place.write("strata.db", try await Fleet.changed())
    let code = try await place.kill("generate --all") {
      // SQLite writes a journal's first bytes when it begins to overwrite the database.
      try await place.waitForJournal { $0.first == 0xD9 }
    }
    #expect(code == 137, "the run ended before it could be killed")
    try await place.expectWhole()
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
  fileprivate func kill(_ command: String, at moment: @escaping @Sendable () async throws -> Void) async throws -> Int32 {
    try await StrataBinary.kill(
      TypedCommand(command).words, environment: environment(), folder: folder, at: moment)
  }

  /// Returns once the first byte of SQLite's journal is as wanted, or after ten seconds.
  fileprivate func waitForJournal(_ isReady: (ArraySlice<UInt8>) -> Bool) async throws {
    let end = ContinuousClock.now + .seconds(10)
    while ContinuousClock.now < end {
      let file = open(path("strata.db-journal"), O_RDONLY)
      var byte: UInt8 = 0
      let count = pread(file, &byte, 1, 0)
      close(file)
      if count == 1, isReady([byte]) { return }
      await Task.yield()
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
