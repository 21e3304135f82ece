import Foundation
import TestSupport
import Testing

/// What shells are offered for the word under the cursor.
@Suite struct `Completions` {
  /// What the scripts run: which argument is completed, then the words and where the cursor is among them.
  private func offered(
    _ command: String, _ argument: String, _ words: [String], in place: Workplace, shell: String = "fish"
  ) async throws -> [String] {
    let request = ["---completion"] + command.split(separator: " ").map(String.init) + ["--", argument]
    let outcome = try await StrataBinary.run(
      request + ["\(words.count - 1)", "0"] + words,
      environment: place.environment(["SAP_SHELL": shell]), folder: place.folder)
    #expect(outcome.code == 0)
    #expect(outcome.messages == "")
    return outcome.lines
  }

  @Test func `scopes in use are offered`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("team retire search")
    for (command, argument) in [
      ("cluster show", "positional@0"), ("query", "--scope"), ("log", "positional@0"), ("profile set", "positional@0"),
      ("compare", "positional@0"), ("waiver add", "positional@1"), ("generate", "positional@0"),
      ("export", "positional@0"),
    ] {
      let scopes = try await offered(
        command, argument, ["strata"] + command.split(separator: " ").map(String.init) + [""], in: place)
      #expect(scopes.contains("payments/production/us-1"), "\(command)")
      #expect(!scopes.contains { $0.hasPrefix("search") }, "\(command)")
    }
  }

  @Test func `labels are offered behind an at sign`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("label set payments/production stable")
    try await place.strata("label set search/production live")
    let words = ["strata", "show", "payments/production@"]
    #expect(
      try await offered("show", "positional@0", words, in: place)
        == ["payments/production@stable", "search/production@live"])
    // As bash cuts it.
    let cut = ["strata", "show", "payments/production", "@", "st"]
    #expect(try await offered("show", "positional@0", cut, in: place, shell: "bash") == ["stable"])
    let scopes = try await offered("show", "positional@0", ["strata", "show", "pay"], in: place)
    #expect(scopes.contains("payments/production") && !scopes.contains { $0.contains("@") })
  }

  @Test func `settings of any version are offered`() async throws {
    let place = try await Workplace.withFleet()
    for argument in ["positional@0", "--select", "--group-by"] {
      let settings = try await offered("query", argument, ["strata", "query", ""], in: place)
      for expected in ["size", "provider.storage.default", "Deployment:spec.template.spec.containers[*].image"] {
        #expect(settings.contains(expected), "\(expected)")
      }
    }
  }

  @Test(arguments: [["--db", "other.db"], ["--db=other.db"], ["--db", "=", "other.db"]])
  func `the catalogue that the words name is asked`(_ option: [String]) async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("init --db other.db")
    try await place.strata("profile set elsewhere cluster_size=small --db other.db")
    let words = ["strata", "cluster", "show"] + option + [""]
    #expect(try await offered("cluster show", "positional@0", words, in: place) == ["/", "elsewhere"])
  }

  @Test func `without a catalogue nothing is offered, and nothing said`() async throws {
    let place = try Workplace()
    try place.write("damaged.db", "SQLite format 3")
    for words in [
      ["strata", "query", ""], ["strata", "query", "--db", "damaged.db", ""], ["strata", "query", "--db"],
    ] {
      #expect(try await offered("query", "positional@0", words, in: place) == [])
      #expect(try await offered("query", "--scope", words, in: place, shell: "bash") == [])
    }
  }

  @Test(arguments: [
    ("bash", #"ConfigMap\:data\[\"\$\(touch\ ran\)\"\]"#), ("fish", #"ConfigMap:data["$(touch ran)"]"#),
    ("zsh", #"ConfigMap\:data["$(touch ran)"]"#),
  ])
  func `a name that a shell would run or cut is offered as text`(_ shell: String, _ expected: String) async throws {
    let place = try await Completions.hostile()
    let settings = try await offered("query", "positional@0", ["strata", "query", ""], in: place, shell: shell)
    #expect(settings.contains(expected), "\(settings)")
    #expect(!settings.contains { $0.contains("\u{202E}") })
  }

  @Test func `bash completes with the script that the program gives, and runs nothing`() async throws {
    let place = try await Completions.hostile()
    try place.write("strata.bash", try await place.strata("--generate-completion-script bash").out)
    try FileManager.default.createSymbolicLink(atPath: place.path("strata"), withDestinationPath: StrataBinary.path)
    try place.write(
      "complete.bash",
      """
      source ./strata.bash
      PATH=.:$PATH
      COMP_WORDS=(strata query ConfigMap : 'da'); COMP_CWORD=4
      COMP_LINE='strata query ConfigMap:da'; COMP_POINT=${#COMP_LINE}
      _strata strata da :
      printf '%s\\n' "${COMPREPLY[@]}"
      """)
    let found = try await StrataBinary.run(
      ["complete.bash"], of: "/bin/bash", environment: place.environment(), folder: place.folder)
    #expect(found.lines == [#"data["$(touch ran)"]"#], "\(found.messages)")
    #expect(!FileManager.default.fileExists(atPath: place.path("ran")))
  }

  private static func hostile() async throws -> Workplace {
    let place = try Workplace()
    try await place.strata("init")
    let body = "```yaml\napiVersion: v1\nkind: ConfigMap\ndata: {\"$(touch ran)\": a}\n\"\u{202E}\": b\n```\n"
    try place.write("note.md", Workplace.note(version: "1.0.0", body: body))
    try await place.strata("template import note.md")
    try await place.strata("profile set a/b template=note name=x")
    try await place.strata("generate --all")
    return place
  }
}
