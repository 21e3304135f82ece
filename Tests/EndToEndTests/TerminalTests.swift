import Foundation
import TestSupport
import Testing

/// What others wrote is shown on a terminal without acting on it. `script` gives the terminal.
@Suite(.enabled(if: access(Screen.script, X_OK) == 0, "needs \(Screen.script), of the package bsdutils"))
struct `Terminal safety` {
  private static let evil = "\u{1B}[2J\u{1B}]0;owned\u{7}\u{9B}31m\u{202E}"

  private func place() async throws -> Workplace {
    let place = try await Workplace.withStrategy()
    try place.write(
      "evil.md",
      "---\nname: evil\nversion: 1.0.0\ntitle: \"\\e[2J\\u202E title\"\ndescription: \"\\e]0;owned\\a\"\n---\n# \(Self.evil)\n"
    )
    try place.write("evil.yaml", "name: evil\ntitle: \"\\e[31m title\"\nmapping: {a: b}\n")
    try await place.strata("template import evil.md")
    try await place.strata("provider import evil.yaml")
    try await place.strata("profile set orders/dev template=evil")
    try await place.strata("generate orders/dev")
    return place
  }

  @Test(arguments: [
    "show orders/dev", "show orders/dev --block 1", "show orders/dev --heading owned", "template list",
    "template show evil", "template show evil --document", "provider list", "provider show evil -o json",
    "template list -o json", "template list -o yaml", "template list -o csv",
  ])
  func `stored escapes are shown, not sent`(_ command: String) async throws {
    let screen = try await Screen.run(command, in: try await place())
    #expect(screen.code == 0, "\(Marked.text(screen.out))")
    #expect(screen.sendsNothing, "\(Marked.text(screen.out))")
    #expect(screen.text.contains("\\u{1b}") || screen.text.contains("\\u001b"), "\(screen.text)")
  }

  @Test(arguments: [
    "settings payments/production", "settings payments/production -o json", "settings payments/production -o csv",
    "query 'ConfigMap:data[\"a.b/c]\"]'", "query 'ConfigMap:data[\"a.b/c]\"] ~ *red' -o yaml",
    "query --group-by 'ConfigMap:data[\"a.b/c]\"]'", "query --group-by 'ConfigMap:data[\"a.b/c]\"]' -o name",
    "query '* ~ *red'", "compare payments/production payments/staging",
  ])
  func `escapes in settings are shown, not sent`(_ command: String) async throws {
    let screen = try await Screen.run(command, in: try await Workplace.withFleet())
    #expect(screen.code == 0, "\(Marked.text(screen.out))")
    #expect(screen.sendsNothing, "\(Marked.text(screen.out))")
  }

  @Test func `rows are folded to a terminal's width, and whole in a pipe`() async throws {
    let place = try await Workplace.withFleet()
    let command = "query size=large --select cluster.region,provider.storage.default,cluster.kubernetes"
    let screen = try await Screen.run("stty cols 80", then: command, in: place)
    #expect(screen.code == 0)
    let lines = screen.text.split(whereSeparator: \.isNewline)
    #expect(lines.count > 3 && lines.allSatisfy { $0.count <= 80 }, "\(screen.text)")
    let piped = try await place.strata(command)
    #expect(piped.lines.count == 3)
    #expect(piped.lines.allSatisfy { $0.count > 80 }, "\(piped.text)")
  }

  @Test func `a pipe gets the document's own bytes`() async throws {
    #expect(try await place().strata("show orders/dev").text == "# \(Self.evil)\n")
  }

  @Test(arguments: [
    "show a\u{1B}[31m", "profile show orders/d\u{202E}ev", "template import \u{1B}[2J.md", "gen\u{1B}[31m",
    "provider show \u{1B}[2J", "profile set orders/dev \u{1B}[2J", "show orders/dev --heading \u{1B}[3J",
    "log orders/dev -o \u{1B}[2J", "show orders/dev@\u{1B}[2J",
  ])
  func `what was typed is shown in messages, not sent`(_ command: String) async throws {
    let screen = try await Screen.run(command, in: try await place())
    #expect(screen.code == 1 || screen.code == 64)
    #expect(screen.sendsNothing, "\(Marked.text(screen.out))")
  }

  @Test func `a terminal gets colour, and none with NO_COLOR`() async throws {
    let place = try await Workplace.withTwoVersions()
    let coloured = try await Screen.run("diff payments/production", in: place, ["TERM": "xterm"])
    #expect(coloured.text.contains("\u{1B}["))
    let plain = try await Screen.run("diff payments/production", in: place, ["TERM": "xterm", "NO_COLOR": "1"])
    #expect(!plain.text.contains("\u{1B}["))
  }
}

/// A run of the binary on a terminal; both of its streams are in `out`.
private enum Screen {
  static let script = "/usr/bin/script"

  static func run(
    _ command: String, in place: Workplace, _ environment: [String: String] = ["NO_COLOR": "1"]
  ) async throws -> Outcome {
    try await run("true", then: command, in: place, environment)
  }

  static func run(
    _ preparation: String, then command: String, in place: Workplace,
    _ environment: [String: String] = ["NO_COLOR": "1"]
  ) async throws -> Outcome {
    let words = [StrataBinary.path] + TypedCommand(command).words
    let line = "\(preparation); " + words.map { "'\($0)'" }.joined(separator: " ")
    return try await StrataBinary.run(
      ["-qec", line, "/dev/null"], of: script,
      environment: place.environment(["PAGER": "cat", "SHELL": "/bin/sh"].merging(environment) { $1 }),
      folder: place.folder)
  }
}

extension Outcome {
  /// Whether nothing in the output moves a cursor, sets a title, or reorders text.
  fileprivate var sendsNothing: Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: true
      case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }
}
