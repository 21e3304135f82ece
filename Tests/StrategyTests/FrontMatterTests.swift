import Handlebars
import Strategy
import Testing

struct FrontMatterTests {
  private static func parse(_ header: String) throws -> Template {
    try Template.parse(Array("---\n\(header)---\nbody\n".utf8), file: "t.md")
  }

  private static func problems(_ header: String) -> String {
    let error = #expect(throws: StrategyError.self) { try parse(header) }
    return error?.description ?? ""
  }

  // MARK: What is read

  @Test func `every key of a front matter is read`() throws {
    let template = try FrontMatterTests.parse(
      """
      name: container_orchestration
      version: 2.0.0
      title: Container Orchestration
      description: How it runs
      category: devops
      tags: [a, b]
      difficulty: advanced
      author: Ada
      provider_argument: cloud
      arguments:
        - name: cloud
          description: Where it runs
          required: true
          enum: [aws, gcp]
          multiple: true
          exclusive: [aws]
          default: [gcp]
        - name: namespace
          pattern: "^[a-z]+$"
          example: shop

      """)
    let front = template.frontMatter
    #expect(front.name == "container_orchestration")
    #expect(front.version == "2.0.0")
    #expect(front.title == "Container Orchestration")
    #expect(front.description == "How it runs")
    #expect(front.category == "devops")
    #expect(front.tags == ["a", "b"])
    #expect(front.difficulty == "advanced")
    #expect(front.author == "Ada")
    #expect(front.providerArgument == "cloud")
    #expect(front.arguments.map(\.name) == ["cloud", "namespace"])
    let cloud = try #require(front.argument("cloud"))
    #expect(cloud.description == "Where it runs")
    #expect(cloud.isRequired)
    #expect(cloud.allowedValues == ["aws", "gcp"])
    #expect(cloud.isMultiple)
    #expect(cloud.exclusive == ["aws"])
    #expect(cloud.defaultValue == .text("gcp"))
    #expect(cloud.choices == "aws|gcp")
    #expect(cloud.place == Place(line: 12, column: 5))
    let namespace = try #require(front.argument("namespace"))
    #expect(!namespace.isRequired && !namespace.isMultiple && namespace.isFreeText)
    #expect(namespace.pattern == "^[a-z]+$")
    #expect(namespace.example == "shop")
    #expect(namespace.choices == "shop")
    #expect(namespace.defaultValue == nil)
    #expect(front.argument("other") == nil)
  }

  @Test func `a version is text, however much it looks like a number`() throws {
    #expect(try FrontMatterTests.parse("name: a\nversion: 2.0\n").frontMatter.version == "2.0")
    #expect(try FrontMatterTests.parse("name: 010\nversion: 1e3\n").frontMatter.name == "010")
  }

  @Test func `values of arguments are text, whatever YAML would make of them`() throws {
    let argument = try Template.argument("enum: [no, 010, 1.0, null, true, 0x1F]\nmultiple: true\ndefault: [no, 1.0]")
    #expect(argument.allowedValues == ["no", "010", "1.0", "null", "true", "0x1F"])
    #expect(argument.defaultValue == .list(["no", "1.0"]))
  }

  @Test(arguments: ["", "null", "~"])
  func `a default of nothing is none`(text: String) throws {
    #expect(try Template.argument("default: \(text)").defaultValue == nil)
  }

  @Test(arguments: ["", "null", "~", " ", "[a]"])
  func `a default in quotes is text`(text: String) throws {
    #expect(try Template.argument("default: '\(text)'").defaultValue == .text(text))
  }

  @Test func `unknown keys are kept in their order with their values`() throws {
    let front = try FrontMatterTests.parse(
      "name: a\nzeta: {b: 1, a: [x, null]}\nversion: 1\nalpha: 010\narguments:\n  - name: x\n    unit: GiB\n    step: 2\n"
    ).frontMatter
    #expect(front.extra.map(\.key) == ["zeta", "alpha"])
    guard case .map(let zeta) = front.extra[0].value, case .list(let list)? = zeta["a"],
      case .number(let alpha) = front.extra[1].value
    else {
      Issue.record("the values are of other kinds: \(front.extra)")
      return
    }
    #expect(zeta.entries.map(\.key) == ["b", "a"])
    #expect(list.items.map(\.text) == ["x", "null"])
    #expect(alpha == 10)
    let extra = try #require(front.argument("x")).extra
    #expect(extra.map(\.key) == ["unit", "step"])
    #expect(extra.map(\.value.text) == ["GiB", "2"])
  }

  @Test func `the body is every byte after the front matter`() throws {
    let bytes = Array("---\nname: a\nversion: 1\n---\n\n\t{{x}}\r\n---\nlast".utf8)
    let template = try Template.parse(bytes, file: "t.md")
    #expect(template.program.source.bytes == Array("\n\t{{x}}\r\n---\nlast".utf8))
    #expect(template.program.source.firstLine == 5)
    #expect(template.bytes == bytes)
    #expect(template.digest == Digest(of: bytes))
  }

  @Test func `aliases in front matter are followed`() throws {
    let front = try FrontMatterTests.parse(
      "name: a\nversion: 1\narguments:\n  - {name: x, enum: &sizes [small, large]}\n  - {name: y, enum: *sizes}\n"
    ).frontMatter
    #expect(front.argument("y")?.allowedValues == ["small", "large"])
  }

  // MARK: The provider argument

  @Test(
    arguments: [
      ("arguments: [{name: cloud_provider}]\n", "cloud_provider"), ("arguments: [{name: cloud}]\n", nil), ("", nil),
      ("provider_argument: cloud\narguments: [{name: cloud_provider}, {name: cloud}]\n", "cloud"),
    ] as [(String, String?)])
  func `the provider argument is the one named, else cloud_provider`(header: String, name: String?) throws {
    #expect(try Template.of(header).frontMatter.providerArgument == name)
  }

  // MARK: Problems

  @Test func `everything that is wrong is reported at once with its place`() {
    let found = Set(
      FrontMatterTests.problems(
        """
        name: bad name!
        version: "1 0"
        tags: {a: b}
        arguments:
          - name: eq
          - name: 9x
            required: maybe
          - description: nameless
          - just text
          - name: size
            enum: [small, small]
            pattern: "("
          - name: size
            exclusive: [huge]
            enum: [small]
            default: Small
        provider_argument: cloud

        """
      ).split(separator: "\n").map(String.init))
    let expected: Set = [
      "t.md:2:7: name 'bad name!' is not a template name: expected letters, digits, '_' and '-', at most 63, "
        + "a letter or digit first",
      "t.md:3:10: version '1 0' is not a version: expected letters, digits, '.', '+' and '-', as in 1.0.0",
      "t.md:4:7: 'tags': expected a list",
      "t.md:6:11: argument 'eq' is named like a helper: choose another name",
      "t.md:7:11: argument name '9x': expected letters, digits, '_' and '-', a letter or '_' first",
      "t.md:8:15: 'required': expected true or false, found 'maybe'",
      "t.md:9:5: 'name' is missing",
      "t.md:10:5: arguments: expected a map with 'name' and 'description'",
      "t.md:12:11: argument 'size' lists the same value twice",
      "t.md:13:14: pattern '(' of 'size' is not a regular expression",
      "t.md:13:14: argument 'size' has both 'enum' and 'pattern': expected one of them",
      "t.md:14:5: argument 'size' is declared twice",
      "t.md:15:16: exclusive value 'huge' of 'size' is not one of its values",
      "t.md:17:14: default: value 'Small' of 'size' is not allowed: expected one of small",
      "t.md:18:20: provider_argument 'cloud' names no argument",
    ]
    #expect(found == expected)
  }

  @Test(arguments: [
    ("", "2:1: front matter is not a map: expected 'name: …'"),
    ("# nothing\n", "2:1: front matter is not a map: expected 'name: …'"),
    ("- a\n", "2:1: front matter is not a map: expected 'name: …'"),
    ("text\n", "2:1: front matter is not a map: expected 'name: …'"),
    ("title: t\n", "2:1: 'name' is missing\nt.md:2:1: 'version' is missing"),
    ("name:\nversion: ''\n", "2:6: 'name' is empty\nt.md:3:10: 'version' is empty"),
    ("name: [a]\nversion: {}\n", "2:7: 'name': expected text\nt.md:3:10: 'version': expected text"),
    ("name: a\nversion: 1\narguments: text\n", "4:12: arguments: expected a list of maps"),
    ("name: a\nversion: 1\narguments: {a: b}\n", "4:12: arguments: expected a list of maps"),
    ("name: a\nversion: 1\ntags: [a, [b]]\n", "4:11: 'tags': expected text in the list"),
    ("name: a\nversion: 1\ntitle: [a]\n", "4:8: 'title': expected text"),
    ("name: a/b\nversion: 1\n", "2:7: name 'a/b' is not a template name: expected \(TemplateReference.nameRule)"),
    (
      "name: a\nversion: a b\n",
      "3:10: version 'a b' is not a version: expected letters, digits, '.', '+' and '-', as in 1.0.0"
    ),
  ])
  func `a front matter that is no front matter says so`(header: String, problem: String) {
    #expect(FrontMatterTests.problems(header) == "t.md:\(problem)")
  }

  @Test(arguments: [
    ("{name: x, multiple: yes}", "5:25: 'multiple': expected true or false, found 'yes'"),
    ("{name: x, required: True}", "5:25: 'required': expected true or false, found 'True'"),
    ("{name: x, required: }", "5:25: 'required': expected true or false, found ''"),
    ("{name: x, required: [true]}", "5:25: 'required': expected true or false, found 'a list or map'"),
    ("{name: x, default: [a, [b]]}", "5:28: 'default': expected text in the list"),
    ("{name: x, enum: {a: b}}", "5:21: 'enum': expected a list"),
    (#"{name: x, default: "a\nb"}"#, #"5:24: default: value 'a\u{a}b' of 'x' has a line break (U+000A)"#),
    ("{name: x, enum: [a], example: b}", "5:35: example: value 'b' of 'x' is not allowed: expected one of a"),
    ("{name: x, default: [a, a]}", "5:24: default: value 'a' of 'x' is given twice"),
    (
      "{name: x, enum: [a, b], exclusive: [a], multiple: true, default: [a, b]}",
      "5:70: default: value 'a' of 'x' stands alone: found 'a,b'"
    ),
    ("{name: x, enum: [a, b], multiple: false, default: [a, b]}", "5:55: default: 'x' takes one value, found 2: 'a,b'"),
    ("{name: x, description: 'Size (a, a)'}", "5:28: argument 'x' lists the same value twice"),
    (#"{name: x, enum: [a, "b\nc"]}"#, #"5:21: value 'b\u{a}c' of 'x' has a line break (U+000A)"#),
    ("{name: x, pattern: '^a', default: b}", "5:39: default: value 'b' of 'x' does not match its pattern ^a"),
    ("{name: x, pattern: 'a{2,1}'}", "5:24: pattern 'a{2,1}' of 'x' is not a regular expression"),
    ("{name: x, enum: [a], pattern: a}", "5:35: argument 'x' has both 'enum' and 'pattern': expected one of them"),
  ])
  func `a wrong argument says what was expected`(argument: String, problem: String) {
    #expect(FrontMatterTests.problems("name: a\nversion: 1\narguments:\n  - \(argument)\n") == "t.md:\(problem)")
  }

  @Test(arguments: [
    ("name: b\n", "2:1: the same key twice: 'name'"), ("a: *none\n", "4:4: not YAML: found undefined alias"),
    ("title: \"\\x\"\n", "4:11: not YAML: did not find expected hexdecimal number"),
    ("a: {\n", "5:1: not YAML: did not find expected node content"),
    ("arguments:\n  - name: x\n    name: y\n", "5:5: the same key twice: 'name'"),
  ])
  func `YAML that cannot be read is placed in the file`(header: String, problem: String) {
    #expect(FrontMatterTests.problems("name: a\nversion: 1\n\(header)") == "t.md:\(problem)")
  }

  @Test func `several arguments without a name are only that`() {
    #expect(
      FrontMatterTests.problems("name: a\nversion: 1\narguments: [{description: x}, {description: y}]\n")
        == "t.md:4:13: 'name' is missing\nt.md:4:31: 'name' is missing")
  }

  @Test(arguments: ["_", "_9", "__a", "_a-b", "A", "a9"])
  func `an argument name may begin with an underscore`(name: String) throws {
    #expect(try Template.of("arguments: [{name: \(name)}]\n").frontMatter.arguments.map(\.name) == [name])
  }

  @Test(arguments: HelperTable.standard.names + ["else", "this"])
  func `an argument named like a helper is refused`(name: String) {
    #expect(
      FrontMatterTests.problems("name: a\nversion: 1\narguments: [{name: \(name)}]\n")
        == "t.md:4:20: argument '\(name)' is named like a helper: choose another name")
  }

  @Test(arguments: ["template", "provider.storage", "provider."])
  func `a reserved argument name is refused`(name: String) {
    #expect(
      FrontMatterTests.problems("name: a\nversion: 1\narguments: [{name: \(name)}]\n")
        == "t.md:4:20: argument '\(name)' is a reserved name: choose another")
  }

  @Test(arguments: [
    ("a b", "a b"), ("9", "9"), ("a.b", "a.b"), ("@a", "@a"), ("-a", "-a"), ("é", "é"), ("a[0]", "a[0]"),
    (#"\e[31m"#, #"\u{1b}[31m"#), (#"\u212A"#, "\u{212A}"),
    (String(repeating: "a", count: 65), String(repeating: "a", count: 65)),
  ])
  func `an argument name is letters, digits and dashes`(name: String, shown: String) {
    #expect(
      FrontMatterTests.problems("name: a\nversion: 1\narguments: [{name: \"\(name)\"}]\n")
        == "t.md:4:20: argument name '\(shown)': expected letters, digits, '_' and '-', a letter or '_' first")
  }

  // MARK: The file around it

  @Test(arguments: [
    ("", "1:1: the file is empty: expected front matter between lines '---'"),
    ("name: a\n", "1:1: no front matter: expected '---' as the first line"),
    ("---", "1:1: no front matter: expected '---' as the first line"),
    ("----\nname: a\n", "1:1: no front matter: expected '---' as the first line"),
    (" ---\nname: a\n---\n", "1:1: no front matter: expected '---' as the first line"),
    ("\u{FEFF}---\nname: a\n---\n", "1:1: the file begins with a byte order mark: expected '---'"),
    ("---\r\nname: a\r\nversion: 1\r\n---\r\nbody\r\n", "1:1: lines end in CR LF: expected LF alone"),
    ("---\n", "1:1: front matter is never closed: expected a line '---'"),
    ("---\nname: a\n", "1:1: front matter is never closed: expected a line '---'"),
    ("---\nname: a\n---", "1:1: front matter is never closed: expected a line '---'"),
    ("---\nname: a\n --- \n", "1:1: front matter is never closed: expected a line '---'"),
    ("---\n---\n", "2:1: front matter is not a map: expected 'name: …'"),
  ])
  func `a file without its front matter says what is missing`(file: String, problem: String) {
    let error = #expect(throws: StrategyError.self) { try Template.parse(Array(file.utf8), file: "t.md") }
    #expect(error?.description == "t.md:\(problem)")
  }

  @Test func `a front matter that is not UTF-8 is refused`() {
    let bytes = Array("---\nname: a\nversion: 1\ntitle: ".utf8) + [0xFF] + Array("\n---\n".utf8)
    let error = #expect(throws: StrategyError.self) { try Template.parse(bytes, file: "t.md") }
    #expect(error?.description == "t.md:1:1: front matter is not UTF-8")
  }

  @Test func `a file larger than a megabyte is refused`() {
    let head = Array("---\nname: a\nversion: 1\n---\n".utf8)
    let fits = head + Array(repeating: UInt8(ascii: "x"), count: Budget.templateBytes - head.count)
    #expect(throws: Never.self) { try Template.parse(fits, file: "t.md") }
    let error = #expect(throws: StrategyError.self) { try Template.parse(fits + [0x78], file: "t.md") }
    #expect(error?.description.hasSuffix(": larger than 1048576 bytes") == true)
  }

  @Test func `an error in the body counts lines from the file's start`() {
    let error = #expect(throws: StrategyError.self) { try Template.of("", body: "one\n  {{#if x}}\n") }
    #expect(error?.description == "t.md:6:3: block 'if' is never closed: expected '{{/if}}'\n    {{#if x}}\n    ^")
  }

  private static func bomb(_ key: String, levels: Int) -> String {
    var header = "name: a\nversion: 1\nb0: &b0 [x]\n"
    for level in 1...levels {
      header += "b\(level): &b\(level) [\(Array(repeating: "*b\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    return header + "\(key): *b\(levels)\n"
  }

  @Test(.timeLimit(.minutes(1)), arguments: [("tags", 12), ("unknown", 12), ("unknown", 200)])
  func `an alias bomb is refused, whatever key it stands at`(key: String, levels: Int) {
    let problem = FrontMatterTests.problems(FrontMatterTests.bomb(key, levels: levels))
    #expect(problem.hasPrefix("t.md:\(levels > 100 ? 10 : 9):5: its aliases repeat more than "), "\(problem)")
  }
}
