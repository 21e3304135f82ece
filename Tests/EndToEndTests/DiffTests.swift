import Foundation
import TestSupport
import Testing

/// The text views of a difference, as others use them.
struct DiffTests {
  private static let patch = "/usr/bin/patch"

  @Test(.enabled(if: access(patch, X_OK) == 0, "needs \(patch)"), arguments: ["0", "1", "3", "1000"])
  func `patch makes the new document of the old one`(context: String) async throws {
    let place = try await Workplace.withTwoVersions()
    let old = try await place.strata("show payments/production@1")
    let new = try await place.strata("show payments/production@2")
    let diff = try await place.strata("diff payments/production --context \(context)")
    try place.write("document.md", old.text)
    let outcome = try await StrataBinary.run(
      ["--quiet", "--force", "document.md"], of: Self.patch, environment: place.environment([:]), folder: place.folder,
      input: Array(diff.text.utf8))
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.messages)")
    #expect(try place.read("document.md") == Array(new.text.utf8))
    let coloured = try await place.strata("diff payments/production --context \(context) --color always")
    #expect(coloured.text.replacing(/\u{1B}\[[0-9;]*m/, with: "") == diff.text)
  }

  @Test func `side by side fits the width that COLUMNS tells`() async throws {
    let place = try await Workplace.withTwoVersions()
    for columns in [80, 200] {
      let rows = try await place.run("COLUMNS=\(columns) diff payments/production --side-by-side")
      let lines = rows.text.split(separator: "\n").drop { !$0.contains("--- payments/production@1") }
      #expect(rows.code == 0 && lines.count > 10, "\(rows.messages)")
      #expect(lines.allSatisfy { $0.count <= columns }, "\(rows.text)")
    }
  }
}
