import Handlebars
import Strategy
import Testing

struct BudgetTests {
  private static func render(
    _ text: String, _ json: String = "{}", partials: [String: String] = [:], budget: Budget = .standard
  ) throws -> String {
    let bytes = try Renderer.render(
      Source(name: "t", text: text), root: try DataDocument.parse(json, name: "data"), helpers: .standard,
      partials: partials.map { Source(name: $0.key, text: $0.value) }, options: CompileOptions(budget: budget))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func reason(
    _ text: String, _ json: String = "{}", partials: [String: String] = [:], budget: Budget = .standard
  ) -> TemplateError.Reason? {
    let error = #expect(throws: TemplateError.self) {
      try render(text, json, partials: partials, budget: budget)
    }
    return error?.reason
  }

  @Test func `the standard budget is as documented`() {
    #expect(Budget.standard.templateBytes == 1_048_576)
    #expect(Budget.standard.nesting == 64)
    #expect(Budget.standard.steps == 1_000_000)
    #expect(Budget.standard.outputBytes == 8_388_608)
  }

  // MARK: Nesting

  /// Templates that nest so many levels of one kind, and what they print.
  enum Nest: String, CaseIterable {
    case blocks, loops, elseIfs, subExpressions, partialBlocks, inverses

    func template(_ levels: Int) -> String {
      switch self {
      case .blocks: String(repeating: "{{#if a}}", count: levels) + "x" + String(repeating: "{{/if}}", count: levels)
      case .loops: String(repeating: "{{#with .}}", count: levels) + "x" + String(repeating: "{{/with}}", count: levels)
      case .elseIfs: "{{#if b}}" + String(repeating: "{{else if b}}", count: levels - 1) + "{{else}}x{{/if}}"
      case .subExpressions:
        "{{#if " + String(repeating: "(not ", count: levels) + (levels % 2 == 0 ? "a" : "b")
          + String(repeating: ")", count: levels) + "}}x{{/if}}"
      case .partialBlocks:
        String(repeating: "{{#> p}}", count: levels) + "x" + String(repeating: "{{/p}}", count: levels)
      case .inverses: String(repeating: "{{^b}}", count: levels) + "x" + String(repeating: "{{/b}}", count: levels)
      }
    }

    /// A block around the expression is a level too; a partial and the block that it is given are two calls.
    var most: Int {
      switch self {
      case .subExpressions: 63
      case .partialBlocks: 32
      default: 64
      }
    }
  }

  @Test(arguments: Nest.allCases)
  func `64 levels are rendered, and one more is refused with its place`(nest: Nest) throws {
    let render = { (levels: Int, budget: Budget) in
      try BudgetTests.render(
        nest.template(levels), #"{"a":true,"b":false}"#, partials: ["p": "{{> @partial-block}}"], budget: budget)
    }
    let most = try render(nest.most, .standard)
    #expect(most == "x")
    let error = #expect(throws: TemplateError.self) { try render(nest.most + 1, .standard) }
    #expect(error?.reason == .tooDeep(limit: 64))
    #expect(error.map { $0.description.hasPrefix("t:1:\($0.place.column): nested more than 64 levels deep\n") } == true)
    let more = try render(nest.most + 1, Budget(nesting: nest == .partialBlocks ? 66 : 65))
    #expect(more == "x")
  }

  @Test func `the block that is one too deep is the one that is named`() {
    let error = #expect(throws: TemplateError.self) { try BudgetTests.render(Nest.blocks.template(65)) }
    #expect(error?.place == Place(line: 1, column: 64 * 9 + 1))
  }

  @Test func `closing a block gives its level back`() throws {
    let siblings = String(repeating: "{{#if a}}{{#if a}}x{{/if}}{{/if}}", count: 200)
    #expect(try BudgetTests.render(siblings, #"{"a":1}"#).count == 200)
  }

  private static func chain(_ levels: Int) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: (1...levels).map { ("p\($0)", $0 == levels ? "x" : "{{> p\($0 + 1)}}") })
  }

  @Test func `partials call each other 64 levels deep, and no deeper`() throws {
    #expect(try BudgetTests.render("{{> p1}}", partials: BudgetTests.chain(64)) == "x")
    #expect(BudgetTests.reason("{{> p1}}", partials: BudgetTests.chain(65)) == .tooDeep(limit: 64))
    #expect(try BudgetTests.render("{{> p1}}", partials: BudgetTests.chain(65), budget: Budget(nesting: 65)) == "x")
  }

  @Test(arguments: [
    "{{> self}}", "{{> (lookup . 'name')}}", "{{#*inline \"loop\"}}{{> loop}}{{/inline}}{{> loop}}",
    "{{#> self}}x{{/self}}",
    "{{#*inline \"a\"}}{{> b}}{{/inline}}{{#*inline \"b\"}}{{> a}}{{/inline}}{{> a}}",
    "{{#*inline \"a\"}}{{#> a}}{{> @partial-block}}{{/a}}{{/inline}}{{> a}}",
  ])
  func `a partial that calls itself for ever is refused`(text: String) {
    #expect(
      BudgetTests.reason(text, #"{"name":"self"}"#, partials: ["self": "{{> self}}"]) == .tooDeep(limit: 64))
  }

  @Test func `a recursion that ends is rendered`() throws {
    let tree = "{{name}}({{#each kids}}{{> tree}}{{/each}})"
    let json = #"{"name":"a","kids":[{"name":"b","kids":[{"name":"c"}]},{"name":"d"}]}"#
    #expect(try BudgetTests.render("{{> tree}}", json, partials: ["tree": tree]) == "a(b(c())d())")
  }

  // MARK: Size of templates

  @Test func `a template of a megabyte is compiled, and one byte more is refused`() throws {
    let fits = String(repeating: "x", count: Budget.templateBytes)
    #expect(try BudgetTests.render(fits).utf8.count == Budget.templateBytes)
    #expect(BudgetTests.reason(fits + "x") == .tooLarge(limit: 1_048_576))
    #expect(BudgetTests.reason("{{> p}}", partials: ["p": fits + "x"]) == .tooLarge(limit: 1_048_576))
    #expect(try BudgetTests.render(fits + "x", budget: Budget(templateBytes: 1 << 21)).utf8.count == 1_048_577)
  }

  // MARK: Steps

  private static func list(_ count: Int) -> String {
    #"{"list":["# + Array(repeating: "1", count: count).joined(separator: ",") + "]}"
  }

  @Test func `rendering ends after a million steps`() {
    let nested = "{{#each list}}{{#each @root.list}}{{#each @root.list}}{{#if this}}{{/if}}{{/each}}{{/each}}{{/each}}"
    let error = #expect(throws: TemplateError.self) { try BudgetTests.render(nested, BudgetTests.list(200)) }
    #expect(error?.reason == .tooManySteps(limit: 1_000_000))
    #expect(error?.reason.description == "rendering takes more than 1000000 steps")
    #expect(error?.template == "t")
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "{{#each list}}{{#if (replace @root.text 'x' 'y')}}{{/if}}{{/each}}",
      "{{#each list}}{{#if (includes @root.text 'y')}}{{/if}}{{/each}}",
      "{{#each list}}{{#if (eq @root.text (lowercase @root.text))}}{{/if}}{{/each}}",
      "{{#each list}}{{#if (includes @root.list 'y')}}{{/if}}{{/each}}",
    ])
  func `helpers that work on long values use up steps`(text: String) {
    let json =
      #"{"text":"\#(String(repeating: "x", count: 1 << 20))","list":[\#(Array(repeating: "1", count: 20_000).joined(separator: ","))]}"#
    #expect(BudgetTests.reason(text, json, budget: Budget(steps: 50_000)) == .tooManySteps(limit: 50_000))
  }

  @Test func `helpers on short values cost a step each`() throws {
    let text = "{{#each list}}{{#if (includes @root.text 'y')}}{{/if}}{{/each}}"
    let json = #"{"text":"short","list":[\#(Array(repeating: "1", count: 100_000).joined(separator: ","))]}"#
    #expect(try BudgetTests.render(text, json) == "")
  }

  /// A search that begins anew behind every letter takes the product of both lengths.
  @Test(
    .timeLimit(.minutes(1)), arguments: ["replace text mark 'z'", "includes text mark", "join (split text mark) ','"])
  func `a text that nearly holds another everywhere is searched quickly`(call: String) throws {
    let (text, mark) = (String(repeating: "a", count: 1 << 20), String(repeating: "a", count: 1 << 19) + "b")
    let answer = try BudgetTests.render("{{\(call)}}", #"{"text":"\#(text)","mark":"\#(mark)"}"#)
    #expect(answer == (call.hasPrefix("includes") ? "false" : text))
  }

  @Test(.timeLimit(.minutes(1))) func `a long list around a loop does not slow it`() throws {
    let json = #"{"long":[\#(Array(repeating: "12345", count: 20_000).joined(separator: ","))]}"#
    #expect(try BudgetTests.render("{{#with long}}{{#each .}}x{{/each}}{{/with}}", json).count == 20_000)
  }

  @Test func `a render within its steps is not refused, and the limit can be moved`() throws {
    let text = "{{#each list}}x{{/each}}"
    #expect(try BudgetTests.render(text, BudgetTests.list(100_000)).count == 100_000)
    #expect(BudgetTests.reason(text, BudgetTests.list(100), budget: Budget(steps: 100)) == .tooManySteps(limit: 100))
    #expect(try BudgetTests.render(text, BudgetTests.list(100), budget: Budget(steps: 1000)).count == 100)
  }

  @Test func `steps are counted for each render anew`() throws {
    let program = try Compiler.compile(
      Source(name: "t", text: "{{#each list}}x{{/each}}"), options: CompileOptions(budget: Budget(steps: 300)))
    let renderer = Renderer(program)
    let root = try DataDocument.parse(BudgetTests.list(100), name: "data")
    for _ in 0..<10 {
      var sink = ByteSink()
      try renderer.render(renderer.bind(root), into: &sink)
      #expect(sink.count == 100)
    }
  }

  // MARK: Size of outputs

  private static let bomb =
    "{{#with (replace a 'x' 'xxxxxxxxxx')}}" + "{{#with (replace . 'x' 'xxxxxxxxxx')}}{{.}}{{/with}}{{/with}}"

  @Test func `an output ends at its limit`() {
    let text = "{{#each list}}\(String(repeating: "x", count: 1000)){{/each}}"
    let error = #expect(throws: TemplateError.self) { try BudgetTests.render(text, BudgetTests.list(9000)) }
    #expect(error?.reason == .outputTooLarge(limit: 8_388_608))
    #expect(error?.reason.description == "the output is larger than 8388608 bytes")
  }

  @Test func `an output of exactly its limit is whole`() throws {
    let budget = Budget(outputBytes: 100)
    #expect(
      try BudgetTests.render("{{a}}", #"{"a":"\#(String(repeating: "x", count: 100))"}"#, budget: budget).count == 100)
    #expect(
      BudgetTests.reason("{{a}}", #"{"a":"\#(String(repeating: "x", count: 101))"}"#, budget: budget)
        == .outputTooLarge(limit: 100))
    #expect(
      BudgetTests.reason(
        "{{a}}{{b}}", #"{"a":"\#(String(repeating: "x", count: 60))","b":"\#(String(repeating: "y", count: 60))"}"#,
        budget: budget)
        == .outputTooLarge(limit: 100))
  }

  /// A few lines that would fill the memory if a helper made its text before it was measured.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      (
        "replace",
        String(repeating: "{{#with (replace . 'x' 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx')}}", count: 20)
          + String(repeating: "{{/with}}", count: 20)
      ),
      (
        "join",
        String(repeating: "{{#with (join (split . '') '\(String(repeating: "x", count: 64))')}}", count: 20)
          + String(repeating: "{{/with}}", count: 20)
      ),
    ])
  func `a text that a helper makes ends at the limit of outputs`(helper: String, body: String) {
    let reason = BudgetTests.reason("{{#with a}}\(body){{/with}}", #"{"a":"xx"}"#)
    #expect(reason == .helperFailed(helper: helper, message: "the text is larger than 8388608 bytes"))
  }

  @Test func `the limit of texts that helpers make can be moved`() throws {
    let text = "{{replace a 'x' 'yyyyyyyyyy'}}"
    #expect(try BudgetTests.render(text, #"{"a":"xxxxx"}"#, budget: Budget(outputBytes: 50)).count == 50)
    #expect(
      BudgetTests.reason(text, #"{"a":"xxxxxx"}"#, budget: Budget(outputBytes: 50))
        == .helperFailed(helper: "replace", message: "the text is larger than 50 bytes"))
    #expect(
      BudgetTests.reason("{{#if (uppercase a)}}{{/if}}", #"{"a":"ßßß"}"#, budget: Budget(outputBytes: 5))
        == .outputTooLarge(limit: 5))
  }

  @Test func `indentation of partials counts as output`() {
    let reason = BudgetTests.reason(
      "          {{> p}}\n", #"{"a":[1,2,3]}"#, partials: ["p": "{{#each a}}\nx\n{{/each}}"],
      budget: Budget(outputBytes: 30))
    #expect(reason == .outputTooLarge(limit: 30))
  }
}
