import Foundation
import Manifests
import TestSupport
import Testing

/// What README.md and the pages in docs tell people to type works as it is written there, one line after the other.
struct ReadmeTests {
  @Test(arguments: [
    "README.md", "docs/templates.md", "docs/fleet.md", "docs/queries.md", "docs/gitops.md", "docs/schema.md",
    "docs/verify.md", "docs/why.md",
  ])
  func `every command of a page can be typed as it stands`(page: String) async throws {
    let text = try String(contentsOf: ReadmeTests.root.appending(path: page), encoding: .utf8)
    let place = try Workplace()
    try place.makeFolder("Seeds")
    try place.write("Seeds/fleet.yaml", SchemaPage.fleet())
    for (name, template) in ReadmeTests.templates(in: text) { try place.write(name, template) }
    for (name, fleet) in ReadmeTests.fleets(in: text) { try place.write(name, fleet) }
    let commands = ReadmeTests.blocks("sh", in: text).flatMap { $0.split(separator: "\n") }
      .filter { $0.hasPrefix("strata ") }
    #expect(!commands.isEmpty)
    for command in commands {
      // A part behind a bar is another program's.
      try await place.strata(String(command.split(separator: "|")[0]).trimmingCharacters(in: .whitespaces))
    }
  }

  @Test func `the README names the two commands that do everything, and the Makefile has them`() throws {
    let readme = try String(contentsOf: ReadmeTests.root.appending(path: "README.md"), encoding: .utf8)
    let makefile = try String(contentsOf: ReadmeTests.root.appending(path: "Makefile"), encoding: .utf8)
    for target in ["demo", "check", "install"] {
      #expect(readme.contains("make \(target)") && makefile.contains("\n\(target):"), "make \(target)")
    }
  }

  @Test func `every rule is on the page of verification, with its severity`() throws {
    let page = try String(contentsOf: ReadmeTests.root.appending(path: "docs/verify.md"), encoding: .utf8)
    let written = page.split(separator: "\n").filter { $0.hasPrefix("| `") && !$0.hasPrefix("| `strata") }
    #expect(
      written.map(String.init)
        == Rule.allCases.map { "| `\($0.rawValue)` | \($0.severity.rawValue) | \($0.summary) |" })
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The contents of a page's fenced blocks of one language.
  private static func blocks(_ language: String, in text: String) -> [String] {
    text.components(separatedBy: "```\(language)\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] + "\n" }
  }

  /// Templates that the page asks to be saved, by the names it gives them: a Markdown block each.
  private static func templates(in text: String) -> [(name: String, text: String)] {
    blocks("markdown", in: text).compactMap { block in
      guard let line = block.split(separator: "\n").first(where: { $0.hasPrefix("name: ") }) else { return nil }
      return ("\(line.dropFirst("name: ".count)).md", block)
    }
  }

  /// Fleet files that the page asks to be saved: ``Save this as `NAME`:`` and a YAML block.
  private static func fleets(in text: String) -> [(name: String, text: String)] {
    text.components(separatedBy: "Save this as `").dropFirst().compactMap { part in
      let name = part.components(separatedBy: "`")[0]
      return name.hasSuffix(".yaml") ? blocks("yaml", in: part).first.map { (name, $0) } : nil
    }
  }
}
