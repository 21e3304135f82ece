/// A small file that is to cost much: what it holds, and how it is refused.
struct TemplateBomb: Sendable {
  enum Kind: Sendable { case plain, withHelpers, strategy }

  let name: String
  let kind: Kind
  let text: String
  let data: String
  /// A part of the message; nil where it is taken, in time.
  let refusal: String?

  init(_ name: String, _ kind: Kind, _ text: String, _ data: String, _ refusal: String?) {
    (self.name, self.kind, self.text, self.data, self.refusal) = (name, kind, text, data, refusal)
  }

  private static let defaults = #"{"a":1,"b":0,"l":[1,2,3],"s":"text"}"#
  private static let tooDeep = "nested more than 64 levels deep"
  private static let tooLong = "rendering takes more than 1000000 steps"
  private static let tooLarge = "the output is larger than 8388608 bytes"

  private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }
  private static func list(_ count: Int) -> String { "[" + times(count - 1, "1,") + "1]" }

  static let all = language + loops + helpers + frontMatter + patterns

  // MARK: The language

  private static let language: [TemplateBomb] = [
    .init("blocks", .plain, times(100_000, "{{#if a}}"), tooDeep),
    .init("closed blocks", .plain, times(50_000, "{{#if a}}") + times(50_000, "{{/if}}"), tooDeep),
    .init("else ifs", .plain, "{{#if b}}" + times(70_000, "{{else if b}}") + "{{/if}}", tooDeep),
    .init("inverses", .plain, times(100_000, "{{^b}}"), tooDeep),
    .init("sub-expressions", .withHelpers, "{{#if \(times(150_000, "(not "))a\(times(150_000, ")"))}}{{/if}}", tooDeep),
    .init("parentheses", .plain, "{{" + times(1_000_000, "("), "expected a name or a value"),
    .init("braces", .plain, times(500_000, "{{"), "expected a name or a value"),
    .init("raw blocks", .plain, times(100_000, "{{{{a}}}}"), "a raw block without an end"),
    .init("comments", .plain, times(200_000, "{{!--"), "a comment without an end"),
    .init("long path", .plain, "{{" + times(500_000, "a.") + "a}}", nil),
    .init("parents", .plain, "{{" + times(340_000, "../") + "a}}", nil),
    .init("arguments", .withHelpers, "{{#if (eq " + times(500_000, "a ") + ")}}x{{/if}}", nil),
    .init("long literal", .plain, "{{lookup '" + times(1_000_000, "x") + "' 'y'}}", nil),
    .init("long number", .plain, "{{#if " + times(1_000_000, "9") + "}}x{{/if}}", nil),
    .init("backslashes", .plain, times(1_000_000, "\\") + "{{a}}", nil),
    .init("escapes", .plain, times(300_000, "\\{{"), nil),
    .init("white space", .plain, times(1_000_000, " ") + "{{~#if a~}}", "is never closed"),
    .init("standalone lines", .plain, times(50_000, "{{#if a}}\n{{/if}}\n"), nil),
    .init("itself", .plain, "{{> self}}", tooDeep),
    .init("itself, indented", .plain, "  {{> self}}\n", tooDeep),
    .init(
      "a cycle", .plain,
      "{{#*inline \"a\"}}{{> b}}{{/inline}}{{#*inline \"b\"}}{{> a}}{{/inline}}{{> a}}", tooDeep),
    .init("a fan", .plain, "{{#*inline \"a\"}}{{> a}}{{> a}}{{> a}}{{/inline}}{{> a}}", tooDeep),
    .init(
      "partial blocks", .plain,
      "{{#*inline \"a\"}}{{#> a}}{{> @partial-block}}{{> @partial-block}}{{/a}}{{/inline}}{{> a}}", tooDeep),
    .init(
      "doubling partials", .plain,
      (0..<60).map { "{{#*inline \"p\($0)\"}}{{> p\($0 + 1)}}{{> p\($0 + 1)}}{{/inline}}" }.joined()
        + "{{#*inline \"p60\"}}x{{/inline}}{{> p0}}", tooLong),
    .init(
      "indentation", .plain,
      "{{#*inline \"a\"}}\n" + times(1000, "{{a}}\n") + "{{/inline}}\n" + times(900_000, " ") + "{{> a}}\n", tooLarge),
  ]

  // MARK: Loops

  private static let loops: [TemplateBomb] = [
    .init(
      "loops in loops", .plain, times(20, "{{#each @root.l}}") + "{{.}}" + times(20, "{{/each}}"),
      "{\"l\":\(list(50))}",
      tooLong),
    .init(
      "long text in loops", .plain, times(6, "{{#each @root.l}}") + times(900_000, "x") + times(6, "{{/each}}"),
      "{\"l\":\(list(50))}", tooLarge),
    .init(
      "empty loops", .plain, times(6, "{{#each @root.l}}") + times(6, "{{/each}}"), "{\"l\":\(list(400))}", tooLong),
    .init("a list in a loop over it", .plain, "{{#each l}}{{@root.l}}{{/each}}", "{\"l\":\(list(100_000))}", tooLarge),
    .init(
      "searches", .withHelpers, "{{#each l}}{{#if (contains @root.l .)}}{{/if}}{{/each}}",
      "{\"l\":[\((0..<100_000).map(String.init).joined(separator: ","))]}", tooLong),
  ]

  // MARK: Helpers

  private static let letters =
    "(replace (replace (replace (replace (replace (replace 'xxxxxxxx' 'x' 'xxxxxxxx') 'x'"
    + " 'xxxxxxxx') 'x' 'xxxxxxxx') 'x' 'xxxxxxxx') 'x' 'xxxxxxxx') 'x' 'xxxxxxxx')"

  private static let helpers: [TemplateBomb] = [
    .init(
      "replace", .withHelpers,
      times(30, "{{#with (replace (default . s) 't' 'tttttttttttttttttttttttt')}}") + times(30, "{{/with}}"),
      "the text is larger than"),
    .init(
      "replace in replaced", .withHelpers,
      "{{#with s}}" + times(30, "{{#with (replace . 't' 'tttttttttttttttttttttttt')}}") + times(30, "{{/with}}")
        + "{{/with}}", "the text is larger than"),
    .init("split", .withHelpers, "{{#each (split \(letters) '')}}x{{/each}}", "the list has more than 1048576 items"),
    .init(
      "split in loops", .withHelpers, "{{#each l}}{{#each (split @root.s '')}}{{/each}}{{/each}}",
      "{\"l\":\(list(1000)),\"s\":\"\(times(100_000, "y"))\"}", tooLong),
    .init(
      "kept lists", .withHelpers,
      (0..<60).map { "{{#with (split @root.s '\($0 % 10)')}}" }.joined() + times(60, "{{/with}}"),
      "{\"s\":\"\(times(800_000, "0123456789"))\"}", tooLong),
    .init(
      "join", .withHelpers,
      "{{#with s}}" + times(20, "{{#with (join (split . '') 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')}}")
        + times(20, "{{/with}}") + "{{/with}}", "the list has more than 1048576 items"),
    .init(
      "upper case", .withHelpers, "{{#each l}}{{#if (uppercase (replace @root.s 'a' 'ß'))}}{{/if}}{{/each}}",
      "{\"l\":\(list(100_000)),\"s\":\"\(times(1_000_000, "a"))\"}", "steps"),
    .init(
      "many upper cases", .withHelpers,
      "{{#each l}}{{#if (uppercase (join (split (add . 0) '') @root.s))}}{{/if}}{{/each}}",
      "{\"l\":[\((10..<10_000).map(String.init).joined(separator: ","))],\"s\":\"\(times(500_000, "ß"))\"}", tooLong),
  ]

  // MARK: Front matter

  private static func strategy(
    _ name: String, _ header: String, _ refusal: String?, body: String = "x\n"
  ) -> TemplateBomb {
    .init(name, .strategy, "---\nname: t\nversion: 1.0.0\n\(header)---\n\(body)", refusal)
  }

  private static func aliases(_ levels: Int) -> String {
    (0..<levels).map { "b\($0): &b\($0) [" + ($0 == 0 ? "x" : times(8, "*b\($0 - 1), ") + "*b\($0 - 1)") + "]\n" }
      .joined()
  }

  private static let frontMatter: [TemplateBomb] = [
    strategy("brackets", "x: \(times(300_000, "["))\n", "nested more than 256 levels deep"),
    strategy("aliases", aliases(20), "its aliases repeat more than"),
    strategy("an alias for a key", aliases(20) + "? *b19\n: 1\n", "a key that is no text"),
    strategy(
      "many arguments", "arguments:\n" + (0..<50_000).map { "  - name: a\($0)\n" }.joined(), "arguments: more than 1000"
    ),
    strategy("the same argument", "arguments:\n" + times(70_000, "  - name: a\n"), "arguments: more than 1000"),
    strategy(
      "a thousand arguments", "arguments:\n" + (0..<1000).map { "  - name: a\($0)\n" }.joined(),
      nil, body: (0..<1000).map { "{{a\($0)}}{{a\($0)x}}" }.joined()),
    strategy(
      "many values", "arguments:\n  - name: a\n    enum: [\((0..<100_000).map { "v\($0)" }.joined(separator: ", "))]\n",
      "'enum': more than 1000 entries"),
    strategy(
      "many values in a description",
      "arguments:\n  - name: a\n    description: x (\((0..<60_000).map { "v\($0) y" }.joined(separator: ", ")))\n",
      "lists more than 1000 values"),
    strategy(
      "values that stand alone",
      "arguments:\n"
        + (0..<70).map { number in
          "  - name: a\(number)\n    enum: [\((0..<999).map { "v\($0)" }.joined(separator: ", "))]\n"
            + "    exclusive: [\((0..<999).map { "v\($0)" }.joined(separator: ", "))]\n"
        }.joined(), nil),
    strategy("many keys", (0..<100_000).map { "k\($0): 1\n" }.joined(), nil),
    strategy("a long description", "description: \"\(times(900_000, "("))\"\n", nil),
  ]

  // MARK: Patterns

  private static func pattern(_ name: String, _ pattern: String, _ example: String, _ refusal: String?) -> TemplateBomb
  {
    strategy(
      name, "arguments:\n  - name: a\n    pattern: '\(pattern)'\n    example: '\(example)'\n", refusal)
  }

  private static let never = "takes too long to match"

  private static let patterns: [TemplateBomb] = [
    pattern("repeated repeats", "^(a+)+$", times(60, "a") + "!", never),
    pattern("repeated choices", "^(a|a)*$", times(60, "a") + "!", never),
    pattern("options", "^" + times(60, "a?") + times(60, "a") + "$", times(60, "a"), never),
    pattern("references back", "^(.*)(.*)(.*)(.*)(.*)(.*)(.*)\\1\\2\\3\\4x$", times(1000, "a"), never),
    pattern("counted repeats", "((((a{1,1000}){1,1000}){1,1000}){1,1000})b", times(25, "a"), never),
    pattern("a huge count", "(a{1000000000})", "a", "is not a regular expression"),
    pattern("a long pattern", times(100_000, "a|"), "b", "is longer than 1000 bytes"),
    pattern("deep groups", times(400, "(") + "a" + times(400, ")"), "a", "is not a regular expression"),
    pattern("brackets", times(900, "["), "a", "is not a regular expression"),
    strategy(
      "many patterns",
      "arguments:\n"
        + (0..<30).map { "  - name: a\($0)\n    pattern: '^(a+)+\($0)$'\n    example: '\(times(60, "a"))!'\n" }.joined(),
      never),
  ]
}

extension TemplateBomb {
  fileprivate init(_ name: String, _ kind: Kind, _ text: String, _ refusal: String?) {
    self.init(name, kind, text, TemplateBomb.defaults, refusal)
  }
}
