import Catalogue
import HostileInputs
import Strategy
import TestSupport
import Testing

/// YAML that is to cost much, or to be read as something else, through every reader.
@Suite struct `YAML bombs` {
  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

  private static func aliases(_ levels: Int, _ width: Int, _ shape: (String) -> String = { "[\($0)]" }) -> String {
    (0..<levels).map { level in
      let items = (0..<width).map { _ in level == 0 ? "x" : "*a\(level - 1)" }.joined(separator: ",")
      return "a\(level): &a\(level) \(shape(items))\n"
    }.joined()
  }

  /// A text, and a part of what each reader says.
  static let bombs: [(name: String, text: String, refusal: String)] = [
    ("a laugh of 400 bytes", aliases(9, 9), "its aliases repeat more than"),
    ("the widest that 400 bytes have", aliases(4, 24), "its aliases repeat more than"),
    ("many levels of two", aliases(40, 2), "its aliases repeat more than"),
    (
      "maps",
      aliases(12, 4) {
        "{" + $0.split(separator: ",").enumerated().map { "k\($0): \($1)" }.joined(separator: ",") + "}"
      },
      "its aliases repeat more than"
    ),
    ("a key of aliases", aliases(9, 9) + "? *a8\n: 1\n", "a key that is no text, in a document with aliases"),
    ("an alias in a flow key", aliases(9, 9) + "{[*a8]: 1}\n", ""),
    (
      "a chain", "a0: &a0 x\n" + (1...1100).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined(),
      "aliases of more than 1000"
    ),
    ("an alias of itself", "a: &a [*a]\n", "found undefined alias"),
    ("an unknown alias", "a: *b\n", "found undefined alias"),
    ("brackets", times(20_000, "["), "nested more than 256 levels deep"),
    ("braces", times(20_000, "{a: "), "nested more than 256 levels deep"),
    ("closed brackets", times(300, "[") + times(300, "]"), "nested more than 256 levels deep"),
    ("dashes", times(20_000, "- ") + "x", ""), ("question marks", times(100_000, "? ") + "x", ""),
    ("indentation", (0..<1200).map { times($0, " ") + "a:\n" }.joined(), ""),
    ("the same key", "a: 1\nb: 2\na: 3\n", "the same key twice: 'a'"),
    ("the same key, quoted", "a: 1\n'a': 2\n", "the same key twice: 'a'"),
    ("the same key, escaped", "a: 1\n\"\\x61\": 2\n", "the same key twice: 'a'"),
    ("two documents", "a: 1\n---\nb: 2\n", "expected one YAML document, found another"),
    ("a NUL", "a: \u{0}\n", "not YAML"), ("a control character", "a: \u{1}\n", "not YAML"),
    ("a tab", "a:\n\tb: 1\n", "not YAML"), ("a quote without end", "a: \"" + times(20_000, "x"), "never closed"),
    ("anchors", (0..<5000).map { "k\($0): &a\($0) x\n" }.joined(), ""),
    ("a directive", "%YAML 9.9\n---\na: 1\n", "not YAML"), ("an unknown handle", "a: !x!y z\n", "not YAML"),
  ]

  @Test(arguments: bombs.indices)
  func `a bomb is refused with line and column by every reader`(number: Int) {
    let bomb = Self.bombs[number]
    guard case .refused(let problems) = HostileInput.yaml.judge(Array(bomb.text.utf8)) else {
      Issue.record("\(bomb.name) was taken")
      return
    }
    for problem in problems { #expect(HostileInput.hasPlace(problem), "\(bomb.name): \(problem.prefix(200))") }
    #expect(problems.allSatisfy { $0.contains(bomb.refusal) }, "\(bomb.name): \(problems.map { $0.prefix(200) })")
  }

  /// Tags say how a text is to be read. Nothing here goes by them: a text stays a text.
  @Test(arguments: [
    "!!python/object/apply:os.system 'id'", "!!binary aGk=", "!!int '7'", "!!null x", "!ruby/object:Gem {}",
    "!<tag:x> y",
  ])
  func `a tag changes nothing`(_ tagged: String) throws {
    let plain = tagged.split(separator: " ", maxSplits: 1).last.map(String.init) ?? ""
    let read = try ArgumentData.parse("a: \(tagged)\n", name: "d")
    let expected = try ArgumentData.parse("a: \(plain)\n", name: "d")
    #expect(read.map(\.key) == expected.map(\.key))
    #expect(read.map(\.value) == expected.map(\.value))
  }

  @Test func `the binary refuses a bomb of 400 bytes in every file that it reads`() async throws {
    let place = try await Workplace.withFleet()
    let bomb = Self.aliases(9, 9)
    #expect(bomb.utf8.count < 450)
    for name in ["bomb.yaml", "data.yaml"] { try place.write(name, bomb) }
    try place.write("bomb.md", "---\nname: t\nversion: 1.0.0\n\(bomb)---\n{{a}}\n")
    try place.write("t.md", "---\nname: t\nversion: 1.0.0\narguments: [{name: a}]\n---\n{{a}}\n")
    var worst = 0.0
    for words in [
      ["apply", "-f", "bomb.yaml"], ["provider", "import", "bomb.yaml"], ["template", "import", "bomb.md"],
      ["render", "t.md", "--data", "data.yaml"], ["render", "--raw", "t.md", "--data", "data.yaml"],
    ] {
      let paths = words.map { $0.contains(".") ? place.path($0) : $0 }
      let run = try await MeasuredRun(
        paths + ["--db", place.path("strata.db")].prefix(words[0] == "render" ? 0 : 2), in: place)
      #expect(run.code == 1, "\(words): \(run.messages)")
      #expect(run.messages.contains(#/:\d+:\d+: its aliases repeat more than \d+ values/#), "\(words): \(run.messages)")
      #expect(run.megabytes < 128)
      worst = max(worst, run.seconds)
    }
    FaultRun.report("YAML: a bomb of \(bomb.utf8.count) bytes in 5 places: refused in \(Int(worst * 1000)) ms at most")
  }
}
