import Foundation
import TestSupport
import Testing

/// Files and folders that somebody else owns, as a user without rights meets them.
@Suite(.enabled("only root can become another user") { await Nobody.canBe() }) struct `Nobody's rights` {
  private static let readings = [
    "status -o json", "show payments/production", "log payments/production", "profile list", "template list",
    "cluster list",
    "query --all-versions cluster_size", "sql 'SELECT count(*) FROM version'", "verify --all", "plan", "doctor",
    "label list", "diff payments/production",
  ]
  private static let changes = [
    "profile set payments/production cluster_size=large", "generate --all", "apply -f fleet.yaml",
    "template import note.md", "label set payments/production@1 stable", "provider set aws storage.default=gp2",
    "rollback payments/production@1",
  ]

  /// What may be written: the modes of folder and file.
  @Test(arguments: [("755", "644"), ("755", "666"), ("777", "444"), ("555", "444")])
  func `what may only be read is read, and not written`(_ folder: String, _ file: String) async throws {
    let nobody = try await Nobody.withCatalogue(folder: folder, file: file)
    try await expectReadings(nobody)
    try await expectRefusals(nobody, "' cannot be written to")
  }

  @Test(arguments: [("755", "600"), ("700", "644")])
  func `what may not be read is refused in words`(_ folder: String, _ file: String) async throws {
    let nobody = try await Nobody.withCatalogue(folder: folder, file: file)
    let before = nobody.contents()
    for command in Self.readings + Self.changes {
      let outcome = try await nobody.run(command)
      #expect(outcome.code == 1, "\(command): \(outcome.messages)")
      #expect(outcome.messages.contains("Permission denied"), "\(command): \(outcome.messages)")
    }
    #expect(nobody.contents() == before)
  }

  @Test(.enabled("only root may mount a file system") { await Namespace.works() })
  func `a file system for reading is read, and not written`() async throws {
    let nobody = try await Nobody.withCatalogue(folder: "755", file: "644", isMounted: true)
    try await expectReadings(nobody)
    try await expectRefusals(nobody, "' cannot be written to")
  }

  /// The journal of a process that was killed: what it took back may not be written, so nothing is shown.
  @Test(arguments: [false, true])
  func `a half-written catalogue that may not be written is refused in words`(_ isMounted: Bool) async throws {
    if isMounted, await !Namespace.works() { return }
    let nobody = try await Nobody.withCatalogue(folder: "755", file: "644", isMounted: isMounted, isHalfWritten: true)
    let before = nobody.contents()
    for command in Self.readings + Self.changes {
      let outcome = try await nobody.run(command)
      #expect(outcome.code == 1, "\(command): \(outcome.messages)")
      #expect(outcome.messages.contains("error: ") && outcome.out.isEmpty, "\(command): \(outcome.messages)")
    }
    #expect(nobody.contents() == before)
  }

  private func expectReadings(_ nobody: Nobody) async throws {
    let before = nobody.contents()
    for command in Self.readings {
      let (own, others) = (try await nobody.runAsOwner(command), try await nobody.run(command))
      #expect(others.code == 0, "\(command): \(others.messages)")
      #expect(others.out == own.out, "\(command)")
    }
    #expect(nobody.contents() == before)
  }

  private func expectRefusals(_ nobody: Nobody, _ words: String) async throws {
    let before = nobody.contents()
    for command in Self.changes {
      let outcome = try await nobody.run(command)
      #expect(outcome.code == 1, "\(command): \(outcome.messages)")
      #expect(outcome.messages.contains(words), "\(command): \(outcome.messages)")
    }
    #expect(nobody.contents() == before)
  }
}
