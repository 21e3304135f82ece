import Foundation
import Testing

/// Whether the cases are recorded anew instead of compared: `RECORD=1 swift test --filter 'Bad input'`.
private let isRecording = ProcessInfo.processInfo.environment["RECORD"] == "1"

@Suite struct `Bad input` {
  private static let cases = BadInputFile.names.flatMap { (try? BadInputFile(named: $0).cases) ?? [] }

  @Test(.disabled(if: isRecording), arguments: cases)
  func `is answered as recorded`(_ badInput: BadInputCase) async throws {
    let found = try await badInput.carryOut()
    #expect(
      found == badInput.recorded,
      "\(badInput.command)\nfound:\n\(found.joined(separator: "\n"))\nRECORD=1 accepts what was found.")
  }

  @Test(.disabled(if: isRecording), arguments: cases)
  func `fails with one of three codes, says why on standard error and leaves no half-done work`(
    _ badInput: BadInputCase
  ) {
    let recorded = badInput.recorded
    #expect(["exit 1", "exit 2", "exit 64"].contains(recorded.last), "\(recorded)")
    #expect(recorded.contains { $0.hasPrefix("err|") } || recorded.last == "exit 2")
    #expect(!recorded.contains { $0.hasPrefix("changed ") } || badInput.command.contains("--keep-going"))
  }

  @Test(arguments: BadInputFile.names)
  func `files can be read, and no case is told twice`(_ name: String) throws {
    let titles = try BadInputFile(named: name).cases.map(\.title)
    #expect(titles.count == Set(titles).count)
    #expect(!titles.isEmpty)
  }

  @Test(.enabled(if: isRecording), arguments: BadInputFile.names)
  func `is recorded`(_ name: String) async throws {
    let file = try BadInputFile(named: name)
    var results: [[String]] = []
    for badInput in file.cases { results.append(try await badInput.carryOut()) }
    try file.record(results)
  }
}
