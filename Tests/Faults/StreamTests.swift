import TestSupport
import Testing

/// Standard streams that cannot be written.
@Suite struct `Streams that fail` {
  private static let readings = [
    "show payments/production", "log payments/production", "profile list", "query --all-versions cluster_size",
    "doctor",
    "template list", "sql 'SELECT * FROM version'", "diff payments/production", "--help", "--version",
    "help show",
  ]
  private static let changes = [
    "profile set payments/production cluster_size=medium", "template import note.md", "apply -f fleet.yaml",
    "label set payments/production@1 stable",
  ]

  @Test(arguments: readings)
  func `a result that cannot be written is an error`(_ command: String) async throws {
    for redirection in [">/dev/full", ">&-"] {
      let place = try await Self.place()
      let before = try Standing(of: place)
      let outcome = try await place.shell("\(StrataBinary.path) \(command) \(redirection)")
      #expect(outcome.code == 1, "\(redirection): \(outcome.messages)")
      #expect(outcome.messages.contains("error: cannot write to standard output: "), "\(redirection)")
      #expect(try Standing(of: place) == before)
    }
  }

  @Test(arguments: changes)
  func `a change whose report cannot be written is made, and said to be`(_ command: String) async throws {
    for redirection in [">/dev/full", ">&-"] {
      let place = try await Self.place()
      let before = try Standing(of: place)
      let outcome = try await place.shell("\(StrataBinary.path) \(command) \(redirection)")
      #expect(outcome.code == 1, "\(redirection)")
      #expect(
        outcome.messages.contains(
          "\nhint: what the command changed is recorded; only its report is lost\n"), "\(outcome.messages)")
      #expect(try Standing(of: place) != before)
    }
  }

  @Test(arguments: readings + changes)
  func `a reader that goes away, and messages that nobody can read, are no error`(_ command: String) async throws {
    for redirection in ["| true", "2>/dev/full", "2>&-", "<&-"] {
      let place = try await Self.place()
      let outcome = try await place.shell("set -o pipefail; \(StrataBinary.path) \(command) \(redirection)")
      #expect(outcome.code == 0, "\(redirection): \(outcome.messages)")
    }
  }

  private static let made = Task { try await Workplace.withTwoVersions().read("strata.db") }

  private static func place() async throws -> Workplace {
    let place = try Workplace()
    try place.write("strata.db", try await made.value)
    try place.write("note.md", Workplace.note(version: "1.0.0", body: "hello {{name}}\n"))
    try place.write("fleet.yaml", "teams:\n  search:\n    environments:\n      staging:\n")
    return place
  }
}

extension Workplace {
  fileprivate func shell(_ script: String) async throws -> Outcome {
    try await StrataBinary.run(["-c", script], of: "/bin/bash", environment: environment(), folder: folder)
  }
}
