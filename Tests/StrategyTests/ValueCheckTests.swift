import Dispatch
import Strategy
import Testing

struct ValueCheckTests {
  private static let size = "enum: [small, medium, large]"
  private static let architecture = "enum: [microservices, monolith, serverless, hybrid]"
  private static let scaling =
    "enum: [manual, auto-scaling, predictive, event-driven]\nmultiple: true\nexclusive: [manual]"

  // MARK: Values that are taken

  @Test(
    arguments: [
      (scaling, ["predictive", "auto-scaling"], .list(["auto-scaling", "predictive"])),
      (scaling, ["manual"], .text("manual")), (size, ["large"], .text("large")), ("", ["a,b"], .text("a,b")),
      ("", [""], .text("")), ("multiple: true", ["b", "a"], .list(["b", "a"])), ("multiple: true", ["a"], .text("a")),
    ] as [(String, [String], ParameterValue)])
  func `several values out of a list come in declared order, free text as it is written`(
    argument: String, values: [String], expected: ParameterValue
  ) throws {
    let value = try Template.argument(argument).check(ParameterValue(values))
    #expect(value == expected)
  }

  @Test(
    arguments: [
      (["a"], .text("a"), "a", "a"), (["a", "b"], .list(["a", "b"]), "a, b", "a,b"), ([], .list([]), "", ""),
      (["a, b"], .text("a, b"), "a, b", "a, b"),
    ] as [([String], ParameterValue, String, String)])
  func `several values render with blanks and are written without`(
    values: [String], value: ParameterValue, rendered: String, written: String
  ) {
    #expect(ParameterValue(values) == value)
    #expect(value.values == values)
    #expect(value.rendered == rendered)
    #expect(value.written == written)
  }

  // MARK: Allowed values

  @Test(arguments: [
    (size, "Large", "expected one of small, medium, large", "large"),
    (size, "large ", "expected one of small, medium, large", "large"),
    (size, "lrage", "expected one of small, medium, large", "large"),
    (architecture, "microservice", "expected one of microservices, monolith, serverless, hybrid", "microservices"),
    (
      scaling, "no auto-scaling", "expected one of manual, auto-scaling, predictive, event-driven", "auto-scaling"
    ),
    (size, "smal", "expected one of small, medium, large", "small"),
  ])
  func `a value that is not allowed names the nearest that is`(
    argument: String, value: String, expected: String, nearest: String
  ) throws {
    let argument = try Template.argument(argument)
    let problem = #expect(throws: ValueProblem.self) { try argument.check(.text(value)) }
    #expect(problem?.description == "value '\(value)' of 'x' is not allowed: \(expected)")
    #expect(problem?.nearest == nearest)
  }

  @Test(
    arguments: [
      (scaling, ["manual", "predictive"], "value 'manual' of 'x' stands alone: found 'manual,predictive'"),
      (scaling, ["predictive", "manual"], "value 'manual' of 'x' stands alone: found 'predictive,manual'"),
      (scaling, ["predictive", "predictive"], "value 'predictive' of 'x' is given twice"),
      (size, ["small", "large"], "'x' takes one value, found 2: 'small,large'"),
      (size, ["small", "small"], "value 'small' of 'x' is given twice"),
      (scaling, [], "'x' has an empty list: expected at least one value"),
      (size, [], "'x' takes one value, found 0: ''"), ("", ["a", "b"], "'x' takes one value, found 2: 'a,b'"),
      ("multiple: true", ["a", "a"], "value 'a' of 'x' is given twice"),
    ] as [(String, [String], String)])
  func `several values that do not go together are refused`(
    argument: String, values: [String], message: String
  ) throws {
    let argument = try Template.argument(argument)
    let problem = #expect(throws: ValueProblem.self) { try argument.check(ParameterValue(values)) }
    #expect(problem?.description == message)
    #expect(problem?.nearest == nil)
  }

  @Test func `one of several wrong values is named with the nearest`() throws {
    let argument = try Template.argument(ValueCheckTests.scaling)
    let problem = #expect(throws: ValueProblem.self) { try argument.check(.list(["predictive", "event-drive"])) }
    #expect(
      problem?.description == "value 'event-drive' of 'x' is not allowed: expected one of manual, auto-scaling, "
        + "predictive, event-driven")
    #expect(problem?.nearest == "predictive,event-driven")
  }

  // MARK: Patterns

  @Test(
    arguments: [
      ("pattern: '^[a-z]+$'", "shop", nil),
      ("pattern: '^[a-z]+$'", "Shop", "value 'Shop' of 'x' does not match its pattern ^[a-z]+$"),
      ("pattern: '^[a-z]+$'", "", "value '' of 'x' does not match its pattern ^[a-z]+$"),
      (
        "pattern: '^[a-z]+$'\nexample: shop", "9",
        "value '9' of 'x' does not match its pattern ^[a-z]+$, as in 'shop'"
      ),
      ("pattern: b", "abc", nil), ("pattern: b", "ac", "value 'ac' of 'x' does not match its pattern b"),
      ("pattern: '^a.c$'", "aéc", nil), ("", "anything at all: {{x}} & <y>", nil),
    ] as [(String, String, String?)])
  func `free text matches its pattern`(argument: String, value: String, message: String?) throws {
    let argument = try Template.argument(argument)
    var found: String?
    do { _ = try argument.check(.text(value)) } catch { found = error.description }
    #expect(found == message)
  }

  @Test func `a pattern that tries too many ways is given up, and not tried again`() throws {
    let argument = try Template.argument("pattern: '^(a+)+$'")
    // Sixteen letters keep it busy for about two seconds; nobody waits here.
    let patterns = PatternCache(patience: 0.001)
    for text in [String(repeating: "a", count: 16) + "b", "a"] {
      do {
        _ = try argument.check(.text(text), patterns: patterns)
        Issue.record("'\(text)' was found in time")
      } catch {
        #expect(error.description == "value '\(text)' of 'x' takes too long to match with its pattern ^(a+)+$")
      }
    }
  }

  // MARK: What no value may hold

  @Test(arguments: [
    ("a\nb", #"'a\u{a}b' of 'x' has a line break (U+000A)"#), ("\r", #"'\u{d}' of 'x' has a line break (U+000D)"#),
    ("a\r\nb", #"'a\u{d}\u{a}b' of 'x' has a line break (U+000D)"#),
    ("\u{85}", #"'\u{85}' of 'x' has a line break (U+0085)"#),
    ("a\u{2028}", #"'a\u{2028}' of 'x' has a line break (U+2028)"#),
    ("\u{2029}b", #"'\u{2029}b' of 'x' has a line break (U+2029)"#),
    ("\u{0}", #"'\u{0}' of 'x' has a control character (U+0000)"#),
    ("a\tb", #"'a\u{9}b' of 'x' has a control character (U+0009)"#),
    ("\u{1B}[31m", #"'\u{1b}[31m' of 'x' has a control character (U+001B)"#),
    ("\u{7F}", #"'\u{7f}' of 'x' has a control character (U+007F)"#),
    ("\u{9B}", #"'\u{9b}' of 'x' has a control character (U+009B)"#),
    ("a\u{202E}b", #"'a\u{202e}b' of 'x' has a bidirectional control (U+202E)"#),
    ("\u{202A}", #"'\u{202a}' of 'x' has a bidirectional control (U+202A)"#),
    ("\u{2066}", #"'\u{2066}' of 'x' has a bidirectional control (U+2066)"#),
    ("\u{2069}", #"'\u{2069}' of 'x' has a bidirectional control (U+2069)"#),
    ("\u{200E}", #"'\u{200e}' of 'x' has a bidirectional control (U+200E)"#),
    ("\u{200F}", #"'\u{200f}' of 'x' has a bidirectional control (U+200F)"#),
    ("\u{61C}", #"'\u{61c}' of 'x' has a bidirectional control (U+061C)"#),
    ("a```b", "'a```b' of 'x' has a code fence (``` or ~~~)"), ("~~~", "'~~~' of 'x' has a code fence (``` or ~~~)"),
    ("````", "'````' of 'x' has a code fence (``` or ~~~)"),
    ("```\u{301}", "'```\u{301}' of 'x' has a code fence (``` or ~~~)"),
  ])
  func `a value that would break the document or the terminal is refused`(value: String, message: String) throws {
    let problem = #expect(throws: ValueProblem.self) { try Template.argument("").check(.text(value)) }
    #expect(problem?.description == "value \(message)")
  }

  @Test(arguments: [
    "", " ", "plain", "``", "~~", "`a`", "a ~~ b", "`` `", "~`~", "\u{1FEF}\u{1FEF}\u{1FEF}", "日本語", "😀", "👩‍👩‍👧", "\u{A0}",
    "e\u{301}", "{{x}}", "'", "\\n", "#",
    "\u{AD}",
  ])
  func `other text is left alone`(value: String) throws {
    #expect(try Template.argument("").check(.text(value)) == .text(value))
    #expect(TextRule.problem(in: value) == nil)
  }

  @Test func `a value has at most 4096 bytes`() throws {
    let argument = try Template.argument("")
    let longest = String(repeating: "é", count: 2048)
    #expect(try argument.check(.text(longest)) == .text(longest))
    let problem = #expect(throws: ValueProblem.self) { try argument.check(.text(longest + "a")) }
    #expect(problem?.description == "value '\(String(repeating: "é", count: 80))…' of 'x' is longer than 4096 bytes")
  }

  @Test func `each of several values is looked at`() throws {
    let problem = #expect(throws: ValueProblem.self) {
      try Template.argument("multiple: true").check(.list(["a", "b\u{7}"]))
    }
    #expect(problem?.description == #"value 'b\u{7}' of 'x' has a control character (U+0007)"#)
  }

  // MARK: Quotes

  @Test(arguments: [
    ("", "''"), ("a b", "'a b'"), ("\u{1B}[1m", #"'\u{1b}[1m'"#), ("\u{202E}", #"'\u{202e}'"#), ("it's", "'it's'"),
    (String(repeating: "a", count: 80), "'\(String(repeating: "a", count: 80))'"),
    (String(repeating: "a", count: 81), "'\(String(repeating: "a", count: 80))…'"),
    (String(repeating: "\n", count: 81), "'\(String(repeating: #"\u{a}"#, count: 80))…'"),
  ])
  func `a quoted text is safe to show and short`(text: String, shown: String) {
    #expect(quoted(text) == shown)
  }

  // MARK: Nearest

  @Test(
    arguments: [
      ("smal", "small"), ("SMALL", "small"), ("smlal", "small"), ("meduim", "medium"), ("larg e", "large"),
      ("xyz", nil),
      ("", nil), ("mlarge", "large"),
    ] as [(String, String?)])
  func `a likely slip is at most a third of the name`(text: String, nearest: String?) {
    #expect(Nearest.likely(text, among: ["small", "medium", "large"]) == nearest)
  }

  @Test func `without candidates nothing is near`() {
    #expect(Nearest.any(to: "a", among: []) == nil)
    #expect(Nearest.likely("a", among: []) == nil)
  }

  @Test func `a long name is compared quickly`() {
    let long = String(repeating: "abc", count: 100_000)
    #expect(Nearest.any(to: long, among: ["abc", long]) == long)
  }
}
