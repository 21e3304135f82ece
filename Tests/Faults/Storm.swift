import Foundation
import Synchronization
import TestSupport
import Testing

/// Many processes that write to one catalogue at once, and some that read it meanwhile.
///
/// Each commit sets two layers to one value of its own, so that a reading that finds two values has seen half of one,
/// and a value that is missing in the end was lost.
struct Storm {
  struct Result {
    /// How long each writer took, from its start to its end.
    var waits: [Duration] = []
    var readings = 0
  }

  private let place: Workplace
  private let writers: Int
  private let commits: Int
  private let readers: Int

  init(writers: Int, commits: Int, readers: Int) async throws {
    place = try await Workplace.withStrategy()
    (self.writers, self.commits, self.readers) = (writers, commits, readers)
    try await place.strata("apply -f -", input: Storm.file("first"))
  }

  func run() async throws -> Result {
    try await withThrowingTaskGroup(of: Result.self) { group in
      let written = Progress(of: writers)
      for writer in 0..<writers {
        group.addTask {
          defer { written.finishOne() }
          return try await write(writer)
        }
      }
      for _ in 0..<readers { group.addTask { try await read(until: written) } }
      return try await group.reduce(into: Result()) { sum, next in
        sum.waits += next.waits
        sum.readings += next.readings
      }
    }
  }

  private func write(_ writer: Int) async throws -> Result {
    var result = Result()
    for number in 0..<commits {
      let start = ContinuousClock.now
      let outcome = try await place.now("apply -f -", input: Storm.file(Storm.value(writer, number)))
      result.waits.append(ContinuousClock.now - start)
      try #require(outcome.code == 0, "\(outcome.messages)")
      guard number.isMultiple(of: 5) else { continue }
      let generated = try await place.now("generate --all")
      try #require(generated.code == 0, "\(generated.messages)")
    }
    return result
  }

  private func read(until written: Progress) async throws -> Result {
    var result = Result()
    let statement =
      "SELECT count(*) AS layers, count(DISTINCT value) AS kinds FROM profile_parameter WHERE key = 'namespace'"
    while !written.isOver {
      let outcome = try await StrataBinary.runNow(
        ["sql", "-o", "csv", statement], environment: place.environment(), folder: place.folder)
      try #require(outcome.code == 0, "\(outcome.messages)")
      try #require(outcome.lines.last == "2,1", "a reader saw half of a commit: \(outcome.text)")
      result.readings += 1
    }
    return result
  }

  /// Every value is in the history of both layers, whose revisions are dense, as are the versions.
  func expectEverything() async throws {
    let expected = Set(
      ["first"] + (0..<writers).flatMap { writer in (0..<commits).map { Storm.value(writer, $0) } })
    for scope in ["payments/production", "payments/staging"] {
      let statement = """
        SELECT r.number, e.value FROM profile_revision r JOIN scope_name n ON n.scope_id = r.scope_id
        JOIN json_each(r.parameters) e WHERE n.scope = '\(scope)' AND e.key = 'namespace' ORDER BY r.number
        """
      let outcome = try await StrataBinary.run(
        ["sql", "-o", "csv", statement], environment: place.environment(), folder: place.folder)
      let rows = outcome.lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
      #expect(Set(rows.compactMap(\.last)) == expected, "\(outcome.messages)")
      #expect(rows.count == expected.count)
      let numbers = rows.compactMap { $0.first.flatMap(Int.init) }
      #expect(numbers == Array((numbers.first ?? 0)..<(numbers.first ?? 0) + expected.count))
    }
    let versions = try await place.versions(of: "payments/production")
    #expect(versions == Array(1...versions.count))
    try await place.strata("generate --all")
    #expect(try await place.run("doctor").code == 0)
  }

  private static func value(_ writer: Int, _ number: Int) -> String { "ns-\(writer)-\(number)" }

  private static func file(_ value: String) -> String {
    let parameters = Workplace.production.split(separator: " ").map { setting in
      setting.split(separator: "=").joined(separator: ": ")
    }
    let layer = "{\(parameters.joined(separator: ", ")), namespace: \(value)}"
    return """
      teams:
        payments:
          environments:
            production: {parameters: \(layer)}
            staging: {parameters: \(layer)}
      """
  }
}

/// How many writers are still at it.
private final class Progress: Sendable {
  private let left: Mutex<Int>

  init(of count: Int) {
    left = Mutex(count)
  }

  var isOver: Bool { left.withLock { $0 == 0 } }

  func finishOne() { left.withLock { $0 -= 1 } }
}

extension Workplace {
  /// Runs a command line whatever else is running.
  func now(_ command: String, input: String = "") async throws -> Outcome {
    try await StrataBinary.runNow(
      TypedCommand(command).words, environment: environment(), folder: folder, input: Array(input.utf8))
  }
}

extension Duration {
  var inMilliseconds: Int { Int(self / .milliseconds(1)) }
}
