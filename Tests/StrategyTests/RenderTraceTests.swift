import Handlebars
import Strategy
import Testing

struct RenderTraceTests {
  private static func trace(_ body: String, partials: [String: String] = [:]) throws -> RenderTrace {
    let template = try Template.of("arguments: [{name: a}, {name: b}, {name: many}]\n", body: body)
    let options = RenderOptions(partials: partials.map { ($0.key, Array($0.value.utf8)) })
    return try StrategyRenderer(template, options: options).trace(
      RenderInput(
        parameters: [("a", .text("one")), ("b", .text("x\ny")), ("many", .list(["p", "q"]))], mapping: nil))
  }

  /// Each line of the output with the line and column of the template's body that it came from.
  private static func lines(_ body: String, partials: [String: String] = [:]) throws -> [String] {
    let trace = try trace(body, partials: partials)
    let lines = String(decoding: trace.output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    return (1...max(1, trace.lineCount)).map { line in
      // The body begins at line 6 of the file.
      let place = trace.templatePlace(ofLine: line).map { "\($0.line - 5):\($0.column)" } ?? "none"
      return "\(line <= lines.count ? lines[line - 1] : "") <- \(place)"
    }
  }

  @Test(
    arguments: [
      ("one\n\n  two\n", ["one <- 1:1", " <- 2:1", "  two <- 3:3"]),
      ("no end", ["no end <- 1:1"]),
      ("é{{a}}: x\n", ["éone: x <- 1:1"]),
      ("{{a}}: x\n", ["one: x <- 1:6"]),
      ("{{a}}\n", ["one <- 1:1"]),
      ("- \n  {{a}}\n", ["-  <- 1:1", "  one <- 2:3"]),
      ("{{#if a}}\nyes\n{{else}}\nno\n{{/if}}\nend\n", ["yes <- 2:1", "end <- 6:1"]),
      ("{{#if none}}\nyes\n{{else if a}}\nno\n{{/if}}\n", ["no <- 4:1"]),
      ("x: {{#if none}}1{{else}}2{{/if}}\n", ["x: 2 <- 1:1"]),
      ("{{#each (split many \", \")}}\n- {{this}}\n{{/each}}\nend\n", ["- p <- 2:1", "- q <- 2:1", "end <- 4:1"]),
      ("{{#each (split many \", \")}}{{this}}\n{{/each}}", ["p <- 1:28", "q <- 1:28"]),
      ("{{b}}\nz\n", ["x <- 1:1", "y <- 1:1", "z <- 2:1"]),
      ("a:\n\n  {{~#if a}}\n  b\n  {{~/if}}\n\nc\n", ["a:  b <- 1:1", "c <- 7:1"]),
      ("x {{~a~}}\n  y\n", ["xoney <- 1:1"]),
      ("{{! c }}\n{{!-- d --}}\nx\n", ["x <- 3:1"]),
      (#"\{{pod}}"# + "\nx\n", ["{{pod}} <- 1:2", "x <- 2:1"]),
    ] as [(String, [String])])
  func `a line of the output leads to the line of the template that wrote it`(body: String, lines: [String]) throws {
    let found = try RenderTraceTests.lines(body)
    #expect(found == lines)
  }

  @Test(
    arguments: [
      (
        "{{#*inline \"p\"}}\nx: {{a}}\ny\n{{/inline}}\nfirst\n{{> p}}\n", ["first <- 5:1", "x: one <- 2:1", "y <- 3:1"]
      ),
      (
        "{{#*inline \"p\"}}\nx\n\n  y\n{{/inline}}\nz:\n    {{> p}}\n",
        ["z: <- 6:1", "    x <- 2:1", "     <- 3:1", "      y <- 4:3"]
      ),
      ("{{#*inline \"p\"}}in{{/inline}}a {{> p}} b\n", ["a in b <- 1:30"]),
      ("{{#*inline \"p\"}}<{{> @partial-block}}>{{/inline}}\n{{#> p}}block{{/p}}\n", [" <- 1:50", "<block> <- 1:17"]),
    ] as [(String, [String])])
  func `text out of an inline partial leads to the line inside it`(body: String, lines: [String]) throws {
    let found = try RenderTraceTests.lines(body)
    #expect(found == lines)
  }

  @Test func `text out of another file leads nowhere, and what stands beside it to the template`() throws {
    let partials = ["p": "from p\n"]
    #expect(
      try RenderTraceTests.lines("a\n{{> p}}\nb {{> p}}", partials: partials) == [
        "a <- 1:1", "from p <- none", "b from p <- 3:1",
      ])
  }

  @Test func `lines that are not there lead nowhere`() throws {
    let trace = try RenderTraceTests.trace("x\n")
    #expect(trace.lineCount == 1)
    for line in [0, -1, 2, .max, .min] { #expect(trace.templatePlace(ofLine: line) == nil) }
    #expect(try RenderTraceTests.trace("").templatePlace(ofLine: 1) == nil)
  }

  @Test func `a trace knows what the output rests on and how conditions came out`() throws {
    let trace = try RenderTraceTests.trace("{{#if a}}{{b}}{{/if}}{{#if none}}{{/if}}")
    #expect(trace.reads.all == ["a", "b", "none"])
    #expect(trace.decisions.map(\.holds) == [true, false])
  }

  @Test func `every line of the bundled template leads to a line of it that has some of its text`() throws {
    let bytes = try Checkout.bytes("Seeds/templates/container_orchestration.md")
    let template = try Template.parse(bytes, file: "t.md")
    let source = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    let provider = try ProviderMapping.parse(
      String(decoding: Checkout.bytes("Seeds/providers/aws.yaml"), as: UTF8.self), file: "aws.yaml")
    let parameters = template.frontMatter.arguments.compactMap { argument in
      (argument.allowedValues.first ?? argument.example).map { (name: argument.name, value: ParameterValue.text($0)) }
    }
    let input = RenderInput(
      parameters: parameters.map { $0.name == "cloud_provider" ? ("cloud_provider", .text("aws")) : $0 },
      mapping: provider.mapping)
    let trace = try StrategyRenderer(template).trace(input)
    let output = String(decoding: trace.output, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(trace.lineCount > 500)
    for line in 1...trace.lineCount {
      let place = try #require(trace.templatePlace(ofLine: line))
      let written = output[line - 1].drop { $0 == " " }
      guard !written.isEmpty else { continue }
      let text = try #require(source[place.line - 1].unicodeScalars.dropFirst(place.column - 1).first)
      #expect(text == "{" || written.unicodeScalars.contains(text), "line \(line): \(written)")
    }
  }
}
