import Foundation
import TestSupport
import Testing

/// `profile edit`, with a shell script for an editor.
@Suite struct `Profile edit` {
  /// A catalogue with one layer, and an editor that does `lines[n]` the n-th time that it is opened. What it was given
  /// is kept in `seen1`, `seen2` and so on.
  private func place(_ lines: [String]) async throws -> Workplace {
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata("profile set payments cluster_size=small")
    let cases = lines.enumerated().map { "\($0 + 1)) \($1) ;;" }.joined(separator: "\n")
    try place.write(
      "editor",
      """
      #!/bin/sh
      times=$(($(cat times 2>/dev/null || echo 0) + 1))
      echo $times > times
      cp "$1" seen$times
      ls -l "$1" | cut -c1-10 > mode
      case $times in
      \(cases)
      esac
      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: place.path("editor"))
    return place
  }

  private func edit(_ place: Workplace, _ command: String = "EDITOR=./editor profile edit payments") async throws
    -> Outcome
  {
    try await place.run("TMPDIR=\(place.folder) \(command)")
  }

  private func drafts(_ place: Workplace) -> [String] {
    place.contents().keys.filter { $0.hasPrefix("strata-") }
  }

  private func text(_ place: Workplace, _ name: String) throws -> String {
    String(decoding: try place.read(name), as: UTF8.self)
  }

  @Test func `the layer is opened with what may be written, and saved`() async throws {
    let place = try await place(["sed -i 's/^cluster_size: .*/cluster_size: large/' \"$1\""])
    let outcome = try await edit(place, "EDITOR=./editor profile edit payments -m 'grown'")
    #expect(outcome.code == 0)
    #expect(outcome.text == "payments revision 2\n  cluster_size: small → large\n")
    let seen = try text(place, "seen1")
    #expect(seen.hasPrefix("# The layer of payments, revision 1.\n"))
    #expect(seen.contains("\n#   cluster_size              small | medium | large; required, not inherited\n"))
    #expect(seen.contains("inherits app.example.com (default)\n"))
    #expect(seen.hasSuffix("\n\ncluster_size: small\n"))
    #expect(try text(place, "mode") == "-rw-------\n")
    #expect(drafts(place).isEmpty)
    #expect(try await place.strata("profile history payments").lines[1].hasSuffix("grown"))
  }

  @Test func `what is refused is opened again with its problems, until it is right`() async throws {
    let place = try await place([
      "printf 'cluster_siz: large\\ncloud_provider: aw\\n' >> \"$1\"",
      "sed -i 's/cluster_siz:.*//; s/: aw$/: aws/' \"$1\"",
    ])
    let outcome = try await edit(place)
    #expect(outcome.text == "payments revision 2\n  cloud_provider: (not set here) → aws\n")
    let seen = try text(place, "seen2").split(separator: "\n").suffix(5)
    #expect(
      Array(seen) == [
        "cluster_size: small",
        "#! 'cluster_siz' is no argument of template container_orchestration@2.0.0: the nearest is 'cluster_size'"
          + " (strata template show container_orchestration@2.0.0)",
        "cluster_siz: large",
        "#! value 'aw' of 'cloud_provider' is not allowed: expected one of aws, azure, gcp, on-premise, hybrid"
          + " (did you mean 'aws'?)",
        "cloud_provider: aw",
      ])
    #expect(drafts(place).isEmpty)
  }

  @Test func `what is left refused is kept, and changes nothing`() async throws {
    let place = try await place(["echo 'a: [' >> \"$1\"", ":"])
    let before = try place.read("strata.db")
    let outcome = try await edit(place)
    #expect(outcome.code == 1)
    #expect(try place.read("strata.db") == before)
    let draft = try #require(drafts(place).first)
    #expect(outcome.messages.hasPrefix("error: \(place.path(draft)):"))
    #expect(outcome.messages.hasSuffix("what you wrote is in \(place.path(draft))\n"))
    #expect(try text(place, draft).contains("\na: [\n"))
  }

  @Test(arguments: [":", "echo '# remark' > \"$1\"", ": > \"$1\""])
  func `a file that is unchanged or says nothing changes nothing`(_ line: String) async throws {
    let place = try await place([line])
    let before = try place.read("strata.db")
    let outcome = try await edit(place)
    #expect(outcome.text == "payments: nothing changed\n")
    #expect(outcome.code == 0)
    #expect(try place.read("strata.db") == before)
    #expect(drafts(place).isEmpty)
  }

  @Test func `an empty map empties the layer`() async throws {
    let place = try await place(["echo '{}' > \"$1\""])
    #expect(try await edit(place).text == "payments revision 2\n  cluster_size: small → (not set here)\n")
  }

  @Test func `a layer that somebody else changed meanwhile is not overwritten, and the text is kept`() async throws {
    let strata = StrataBinary.path
    let place = try await place([
      "echo 'domain: a.example' >> \"$1\"; '\(strata)' profile set payments namespace=meanwhile > /dev/null 2>&1"
    ])
    let outcome = try await edit(place)
    #expect(outcome.code == 1)
    #expect(
      outcome.messages.hasPrefix("error: payments: somebody else changed this layer meanwhile: expected revision 1\n"))
    #expect(drafts(place).count == 1)
    #expect(try await place.strata("profile show payments").text.contains("meanwhile"))
  }

  @Test func `VISUAL comes before EDITOR, and may have arguments`() async throws {
    let place = try await place([":"])
    #expect(try await edit(place, "VISUAL='sh ./editor' EDITOR=false profile edit payments").code == 0)
  }
}
