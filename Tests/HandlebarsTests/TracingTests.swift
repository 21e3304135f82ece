import Handlebars
import Strategy
import Testing

struct TracingTests {
  private struct Trace {
    let output: String
    let segments: [(output: Range<Int>, origin: Origin)]
    let decisions: [(origin: Origin, holds: Bool)]
    let reads: Set<Read>
    let renderer: Renderer

    func source(_ origin: Origin) -> String {
      let program = renderer.program(ofUnit: origin.unit)
      return String(decoding: program.source.bytes[program.origins[origin.instruction]], as: UTF8.self)
    }

    /// Each stretch as `text<what it came from>`.
    var shown: [String] {
      segments.map { segment in
        let text = String(decoding: Array(output.utf8)[segment.output], as: UTF8.self)
        return "\(text)<\(source(segment.origin))>"
      }
    }
  }

  private static func trace(_ text: String, _ json: String = "{}", partials: [String: String] = [:]) throws -> Trace {
    let renderer = Renderer(
      try Compiler.compile(Source(name: "t", text: text), helpers: .standard), helpers: .standard,
      partials: partials.map { Source(name: $0.key, text: $0.value) })
    var sink = TracingSink()
    let reads = try renderer.render(renderer.bind(try DataDocument.parse(json, name: "data")), into: &sink)
    return Trace(
      output: String(decoding: sink.bytes, as: UTF8.self), segments: sink.segments, decisions: sink.decisions,
      reads: reads.all, renderer: renderer)
  }

  // MARK: Segments

  @Test(
    arguments: [
      ("", "{}", []), ("text\n", "{}", ["text\n<text\n>"]), ("a{{x}}b", #"{"x":1}"#, ["a<a>", "1<{{x}}>", "b<b>"]),
      ("a{{x}}b", "{}", ["a<a>", "b<b>"]), ("{{#if x}}yes{{else}}no{{/if}}", #"{"x":1}"#, ["yes<yes>"]),
      ("{{#if x}}yes{{else}}no{{/if}}", "{}", ["no<no>"]), (#"\{{x}} y"#, "{}", ["{{x}} y<{{x}} y>"]),
      ("{{uppercase (add x 1)}}", #"{"x":1}"#, ["2<{{uppercase (add x 1)}}>"]),
      ("{{#each x}}{{this}},{{/each}}", #"{"x":[1,2]}"#, ["1<{{this}}>", ",<,>", "2<{{this}}>", ",<,>"]),
      ("{{#each x}}ab{{/each}}", #"{"x":[1,2]}"#, ["ab<ab>", "ab<ab>"]),
      ("{{#each x}}{{../y}}{{/each}}", #"{"x":[1,2],"y":"z"}"#, ["z<{{../y}}>", "z<{{../y}}>"]),
      ("{{#with x}}{{y}}{{/with}}", #"{"x":{"y":"z"}}"#, ["z<{{y}}>"]),
      ("a {{~x~}} b", #"{"x":1}"#, ["a<a>", "1<{{~x~}}>", "b<b>"]),
      ("  {{#if x}}\n  yes\n  {{/if}}\n", #"{"x":1}"#, ["  yes\n<  yes\n>"]),
      ("{{! c }}a{{!-- d --}}b", "{}", ["a<a>", "b<b>"]),
      ("{{{{raw}}}}{{x}}{{{{/raw}}}}", #"{"raw":true}"#, ["{{x}}<{{x}}>"]),
      ("{{x}}{{x}}", #"{"x":"a"}"#, ["a<{{x}}>", "a<{{x}}>"]),
    ] as [(String, String, [String])])
  func `every stretch of output knows the tag or the text it came from`(
    text: String, json: String, shown: [String]
  ) throws {
    #expect(try TracingTests.trace(text, json).shown == shown)
  }

  @Test func `output of a partial comes from the partial, and its indentation with it`() throws {
    let trace = try TracingTests.trace("a\n  {{> p}}\nb", #"{"x":1}"#, partials: ["p": "x={{x}}\ny\n"])
    #expect(trace.output == "a\n  x=1\n  y\nb")
    #expect(trace.shown == ["a\n<a\n>", "  x=<x=>", "1<{{x}}>", "\n  y\n<\ny\n>", "b<b>"])
    #expect(trace.segments.map(\.origin.unit) == [0, 1, 1, 1, 0])
  }

  @Test func `inline partials and partial blocks come from where they are written`() throws {
    let trace = try TracingTests.trace(
      "{{#*inline \"i\"}}in{{/inline}}{{> i}}{{#> p}}block{{/p}}", partials: ["p": "<{{> @partial-block}}>"])
    #expect(trace.shown == ["in<in>", "<<<>", "block<block>", "><>>"])
    #expect(trace.segments.map(\.origin.unit) == [0, 1, 0, 1])
  }

  @Test(arguments: [
    "plain", "a{{x}}b{{y.z}}c{{missing}}",
    "{{#each list}}{{#if @first}}[{{/if}}{{this}}{{#unless @last}}, {{else}}]{{/unless}}{{/each}}",
    "{{#if x}}\n  {{x}}\n{{else if y}}\n  {{y.z}}\n{{else}}\nno\n{{/if}}\n", "{{#with y}}{{z}}{{../x}}{{/with}}",
    "  {{> p}}\n", "é{{uni}}😀",
  ])
  func `segments cover the output exactly, and literals are their own bytes`(text: String) throws {
    let json = #"{"x":"1","y":{"z":"two"},"list":["a","b","c"],"uni":"日本"}"#
    let trace = try TracingTests.trace(text, json, partials: ["p": "p{{x}}\nq\n"])
    let bytes = Array(trace.output.utf8)
    var position = 0
    for segment in trace.segments {
      #expect(segment.output.lowerBound == position && !segment.output.isEmpty)
      position = segment.output.upperBound
      let source = trace.source(segment.origin)
      if !source.hasPrefix("{{"), segment.origin.unit == 0 {
        #expect(Array(source.utf8) == Array(bytes[segment.output]))
      }
    }
    #expect(position == bytes.count)
  }

  @Test(arguments: [
    "a{{x}}b", "{{#if x}}c{{else}}d{{/if}}", "{{#each list}}{{@index}}{{this}}{{/each}}", "  {{> p}}\n",
  ])
  func `tracing does not change what is rendered`(text: String) throws {
    let json = #"{"x":1,"list":[1,2]}"#
    let plain = try Renderer.render(
      Source(name: "t", text: text), root: try DataDocument.parse(json, name: "d"), helpers: .standard,
      partials: [Source(name: "p", text: "a\n{{x}}\n")])
    #expect(
      try TracingTests.trace(text, json, partials: ["p": "a\n{{x}}\n"]).output == String(decoding: plain, as: UTF8.self)
    )
  }

  // MARK: Decisions

  @Test(
    arguments: [
      ("{{#if x}}a{{/if}}", [("{{#if x", true)]), ("{{#if z}}a{{/if}}", [("{{#if z", false)]),
      ("{{#unless x}}a{{/unless}}", [("{{#unless x", true)]),
      ("{{#if z}}a{{else if x}}b{{else}}c{{/if}}", [("{{#if z", false), ("{{else if x", true)]),
      ("{{#if x}}a{{else if y}}b{{/if}}", [("{{#if x", true)]),
      (
        "{{#each list}}{{#if this}}a{{/if}}{{/each}}",
        [("{{#each list", true), ("{{#if this", true), ("{{#if this", false)]
      ),
      ("{{#each none}}a{{else}}b{{/each}}", [("{{#each none", false)]),
      ("{{#with y}}a{{/with}}", [("{{#with y", true)]),
      ("{{#y}}a{{/y}}{{^y}}b{{/y}}", [("{{#y", true), ("{{^y", true)]), ("{{x}}", []),
    ] as [(String, [(String, Bool)])])
  func `every decision is told, in order`(text: String, decisions: [(String, Bool)]) throws {
    let trace = try TracingTests.trace(text, #"{"x":1,"y":2,"list":[1,0],"none":[]}"#)
    #expect(trace.decisions.map { "\(trace.source($0.origin)) \($0.holds)" } == decisions.map { "\($0.0) \($0.1)" })
  }

  @Test func `code knows the conditions that it stands under, innermost first`() throws {
    let text = "a{{#if x}}b{{#unless y}}c{{else}}d{{/unless}}{{else if z}}e{{else}}f{{/if}}"
    let program = try Compiler.compile(Source(name: "t", text: text), helpers: .standard)
    func conditions(of letter: String) -> [String] {
      guard
        let index = program.origins.firstIndex(where: {
          String(decoding: program.source.bytes[$0], as: UTF8.self) == letter
        })
      else { return ["none"] }
      var found: [String] = []
      var condition = program.conditionOf[index]
      while condition >= 0 {
        let site = program.conditions[condition]
        found.append("\(String(decoding: program.source.bytes[site.range], as: UTF8.self)) \(site.holds)")
        condition = site.parent
      }
      return found
    }
    #expect(conditions(of: "a") == [])
    #expect(conditions(of: "b") == ["{{#if x true"])
    #expect(conditions(of: "c") == ["{{#unless y false", "{{#if x true"])
    #expect(conditions(of: "d") == ["{{#unless y true", "{{#if x true"])
    #expect(conditions(of: "e") == ["{{else if z true", "{{#if x false"])
    #expect(conditions(of: "f") == ["{{else if z false", "{{#if x false"])
  }
}
