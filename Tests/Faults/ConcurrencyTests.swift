import TestSupport
import Testing

@Suite struct `Concurrency` {
  private static let writers = 16

  @Test func `of sixteen processes that write at once every commit is kept, and readers see none half done`()
    async throws
  {
    var waits: [Duration] = []
    var readings = 0
    for _ in 0..<FaultRun.rounds(1, long: 20) {
      let storm = try await Storm(writers: Self.writers, commits: FaultRun.rounds(5, long: 100), readers: 3)
      let result = try await storm.run()
      try await storm.expectEverything()
      waits += result.waits
      readings += result.readings
    }
    waits.sort()
    let longest = try #require(waits.last)
    #expect(longest < .seconds(10))
    FaultRun.report(
      "\(Self.writers) writing processes: \(waits.count) commits, 0 lost; \(readings) readings, 0 half; "
        + "median \(waits[waits.count / 2].inMilliseconds), 99 of 100 under \(waits[waits.count * 99 / 100].inMilliseconds), "
        + "longest \(longest.inMilliseconds) ms")
  }

  @Test func `sixteen processes generate everything at once, and each strategy gets its version once`() async throws {
    let place = try await Workplace.withStrategy()
    for number in 0..<Self.writers {
      try await place.strata("profile set team-\(number)/production \(Workplace.production) namespace=ns-\(number)")
    }
    let outcomes = try await withThrowingTaskGroup(of: Outcome.self) { group in
      for _ in 0..<Self.writers { group.addTask { try await place.now("generate --all") } }
      return try await group.reduce(into: [Outcome]()) { $0.append($1) }
    }
    #expect(outcomes.allSatisfy { $0.code == 0 })
    #expect(outcomes.flatMap { $0.lines.dropFirst() }.count == Self.writers)
    for number in 0..<Self.writers {
      #expect(try await place.versions(of: "team-\(number)/production") == [1])
    }
    #expect(try await place.run("doctor").code == 0)
  }

  @Test func `readers never fail while others write`() async throws {
    let place = try await Workplace.withStrategy()
    let commands = [
      "show payments/production", "log payments/production", "profile list", "doctor",
      "diff payments/production@1 payments/production",
    ]
    let outcomes = try await withThrowingTaskGroup(of: [Outcome].self) { group in
      for number in 0..<4 {
        group.addTask {
          var outcomes: [Outcome] = []
          for round in 0..<4 {
            outcomes.append(try await place.now("profile set payments/production namespace=ns-\(number)-\(round)"))
            outcomes.append(try await place.now("generate --all"))
          }
          return outcomes
        }
      }
      for command in commands {
        group.addTask {
          var outcomes: [Outcome] = []
          for _ in 0..<6 { outcomes.append(try await place.now(command)) }
          return outcomes
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.messages)") }
    let versions = try await place.versions(of: "payments/production")
    #expect(versions == Array(1...versions.count))
    #expect(try await place.run("doctor").code == 0)
  }

  @Test func `of two processes that make one catalogue, one succeeds and the other says that it exists`() async throws {
    let place = try Workplace()
    async let first = place.now("init")
    async let second = place.now("init")
    let codes = [try await first.code, try await second.code].sorted()
    #expect(codes == [0, 1])
    #expect(try await place.run("doctor").code == 0)
  }
}
