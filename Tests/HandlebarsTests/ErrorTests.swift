import Handlebars
import Strategy
import TestSupport
import Testing

struct ErrorTests {
  private static func error(
    _ text: String, _ json: String = "{}", partials: [String: String] = [:], isStrict: Bool = false
  ) -> TemplateError? {
    #expect(throws: TemplateError.self) {
      try Renderer.render(
        Source(name: "page", text: text), root: try DataDocument.parse(json, name: "data"), helpers: .standard,
        partials: partials.map { Source(name: $0.key, text: $0.value) }, options: CompileOptions(isStrict: isStrict))
    }
  }

  // MARK: What is wrong

  @Test(arguments: [
    // Tags
    ("{{", "1:1: the tag is never closed: expected a name or a value"),
    ("a {{b", "1:5: found 'b', expected a name or a value"),
    ("{{b", "1:3: found 'b', expected a name or a value"), ("{{}}", "1:3: found '}}', expected a name or a value"),
    ("{{a b=}}", "1:7: found '}}', expected a name or a value"), ("{{a !}}", "1:5: found '!', expected '}}'"),
    ("{{{a}}", "1:5: found '}}', expected '}}}'"), ("{{a}", "1:4: found '}', expected '}}'"),
    ("{{a/}}", "1:5: found '}}', expected a name after '/'"),
    ("{{@}}", "1:4: found '}}', expected a name after '@'"),
    ("{{(eq a b}}", "1:3: found '(', expected a name or a value"),
    ("{{a (eq b c}}", "1:12: found '}}', expected ')'"),
    ("{{a \"b}}", "1:5: found a text without its closing quote, expected '}}'"),
    ("{{!-- a }}", "1:1: found a comment without an end, expected '}}'"),
    ("{{! a", "1:1: found a comment without an end, expected '}}'"),
    ("{{a/../b}}", "1:3: path 'a/..': 'this', '.' and '..' stand at the beginning of a path only"),
    ("{{#each a as ||}}{{/each}}", "1:15: found '|', expected names between bars, as in '|item index|'"),
    ("{{#each a as |b}}{{/each}}", "1:16: found '}}', expected names between bars, as in '|item index|'"),
    // Blocks
    ("{{#if a}}", "1:1: block 'if' is never closed: expected '{{/if}}'"),
    ("x\n{{#if a}}\n{{#each b}}\n{{/each}}\n", "2:1: block 'if' is never closed: expected '{{/if}}'"),
    ("{{#if a}}{{/unless}}", "1:10: block 'if' is closed by '{{/unless}}': expected '{{/if}}'"),
    ("{{#a.b}}{{/a.c}}", "1:9: block 'a.b' is closed by '{{/a.c}}': expected '{{/a.b}}'"),
    ("{{/if}}", "1:1: '{{/if}}' belongs to no open block"),
    ("a\n {{else}}", "2:2: '{{else}}' belongs to no open block"),
    ("{{^}}", "1:1: '{{^}}' belongs to no open block"),
    ("{{#if a}}{{else}}{{else}}{{/if}}", "1:18: '{{else}}' belongs to no open block"),
    ("{{{{raw}}}} a", "1:1: found a raw block without an end, expected '{{{{/raw}}}}'"),
    ("{{{{raw}}}} a {{{{/wor}}}}", "1:1: block 'raw' is closed by '{{/wor}}': expected '{{/raw}}'"),
    ("{{#*inline \"a\"}}{{else}}{{/inline}}", "1:17: found '{{else}}', expected '{{/inline}}'"),
    ("{{#*other \"a\"}}{{/other}}", "1:5: unknown decorator 'other': only 'inline' exists"),
    ("{{* other}}", "1:1: unknown decorator 'other': only 'inline' exists"),
    // Helpers
    ("{{frob a}}", "1:3: unknown helper 'frob'"), ("{{#if (frob a)}}{{/if}}", "1:8: unknown helper 'frob'"),
    ("{{#frob a}}{{/frob}}", "1:4: unknown helper 'frob'"), ("{{a.b c}}", "1:3: unknown helper 'a.b'"),
    ("{{if a}}", "1:1: 'if' is a block helper: expected '{{#if …}}…{{/if}}'"),
    ("{{eq (each a) 1}}", "1:7: 'each' is a block helper: expected '{{#each …}}…{{/each}}'"),
    ("{{#if}}{{/if}}", "1:1: '#if' takes exactly 1 argument"),
    ("{{#if a b}}{{/if}}", "1:1: '#if' takes exactly 1 argument"),
    ("{{#unless}}{{/unless}}", "1:1: '#unless' takes exactly 1 argument"),
    ("{{#each}}{{/each}}", "1:1: '#each' takes exactly 1 argument"),
    ("{{#with a b}}{{/with}}", "1:1: '#with' takes exactly 1 argument"),
    ("{{eq a}}", "1:3: 'eq' takes at least 2 arguments"), ("{{lt 1}}", "1:3: 'lt' takes 2 arguments"),
    ("{{#if (not)}}{{/if}}", "1:8: 'not' takes 1 argument"), ("{{join a}}", "1:3: 'join': expected a list, found '1'"),
    // Partials
    ("{{> none}}", "1:1: unknown partial 'none'"), ("a\n  {{> none}}", "2:3: unknown partial 'none'"),
    ("{{> (lookup . 'b')}}", "1:1: unknown partial 'text'"),
    ("{{> part a b}}", "1:12: '> part' takes at most one context"),
    ("{{> @partial-block}}", "1:1: unknown partial '@partial-block'"),
    // Bytes
    ("a\u{0}b", "1:2: found a NUL byte, expected text"),
  ])
  func `a wrong template is refused with name, line, column and what was expected`(text: String, problem: String) {
    let error = ErrorTests.error(
      text, #"{"a":[1],"b":"text"}"#.replacing("[1]", with: text.contains("join") ? "1" : "[1]"))
    #expect(error?.description.split(separator: "\n").first.map(String.init) == "page:\(problem)")
  }

  @Test(arguments: [
    ("{{missing}}", "1:3: 'missing' has no value (strict mode)"), ("{{a.b.c}}", "1:3: 'c' has no value (strict mode)"),
    ("{{#if a}}{{a.x}}{{/if}}", "1:12: 'x' has no value (strict mode)"),
    ("{{@missing}}", "1:3: 'missing' has no value (strict mode)"),
    ("{{frob}}", "1:3: 'frob' has no value (strict mode)"),
  ])
  func `in strict mode a value that is not there is an error`(text: String, problem: String) {
    let error = ErrorTests.error(text, #"{"a":{"y":1}}"#, isStrict: true)
    #expect(error?.description.split(separator: "\n").first.map(String.init) == "page:\(problem)")
  }

  @Test func `an error in a partial names the partial`() {
    let error = ErrorTests.error("a\n{{> part}}", partials: ["part": "x\n  {{frob 1}}"])
    #expect(error?.description == "part:2:5: unknown helper 'frob'\n    {{frob 1}}\n      ^")
  }

  @Test func `a partial with a syntax error is refused when it is called`() throws {
    let bytes = try Renderer.render(
      Source(name: "page", text: "{{#if a}}{{> part}}{{/if}}x"), root: .map(Map([])),
      partials: [Source(name: "part", text: "{{#if")])
    #expect(String(decoding: bytes, as: UTF8.self) == "x")
    #expect(ErrorTests.error("{{> part}}", partials: ["part": "{{#if a}}"])?.template == "part")
  }

  @Test(arguments: [
    ([0x61, 0xFF, 0x62], 2), ([0x0A, 0xC3, 0x28], 1), ([0xED, 0xA0, 0x80], 1), ([0xC3], 1),
    ([0xF4, 0x90, 0x80, 0x80], 1),
  ])
  func `a template that is not UTF-8 is refused at its first wrong byte`(bytes: [UInt8], column: Int) {
    let error = #expect(throws: TemplateError.self) {
      try Renderer.render(Source(name: "page", bytes: bytes), root: .null)
    }
    #expect(error?.reason == .notUTF8)
    #expect(error?.place == Place(line: bytes[0] == 0x0A ? 2 : 1, column: column))
  }

  // MARK: The line and its caret

  @Test(arguments: [
    ("{{frob 1}}", "page:1:3: unknown helper 'frob'\n  {{frob 1}}\n    ^"),
    ("one\ntwo {{frob 1}} three\nfour", "page:2:7: unknown helper 'frob'\n  two {{frob 1}} three\n        ^"),
    ("\t\t{{frob 1}}", "page:1:5: unknown helper 'frob'\n  \t\t{{frob 1}}\n  \t\t  ^"),
    ("a\tb {{frob 1}}", "page:1:7: unknown helper 'frob'\n  a\tb {{frob 1}}\n   \t    ^"),
    ("é日😀{{frob 1}}", "page:1:6: unknown helper 'frob'\n  é日😀{{frob 1}}\n       ^"),
    ("e\u{301}{{frob 1}}", "page:1:5: unknown helper 'frob'\n  e\u{301}{{frob 1}}\n      ^"),
    ("a\r\n{{frob 1}}\r\nb", "page:2:3: unknown helper 'frob'\n  {{frob 1}}\n    ^"),
    ("{{#if a}}", "page:1:1: block 'if' is never closed: expected '{{/if}}'\n  {{#if a}}\n  ^"),
    ("a {{b\n", "page:1:3: the tag is never closed: expected '}}'\n  a {{b\n    ^"),
  ])
  func `an error shows the line with a caret under the place`(text: String, description: String) {
    let error = ErrorTests.error(text)
    // Bytes, since Swift takes a caret with a combining mark before it for another.
    #expect(error.map { Array($0.description.utf8) } == Array(description.utf8), "\(error?.description ?? "")")
  }

  @Test func `lines are counted from where the source begins in its file`() {
    let error = #expect(throws: TemplateError.self) {
      try Compiler.compile(Source(name: "page", text: "a\n{{#if a}}", firstLine: 10))
    }
    #expect(error?.place == Place(line: 11, column: 1))
    #expect(error?.line == "{{#if a}}")
  }

  @Test func `a place is within the text, wherever it is asked for`() {
    let source = Source(name: "page", text: "ab\né\n")
    #expect(
      [-5, 0, 1, 2, 3, 5, 6, 7, 99].map { source.place(at: $0) }.map { "\($0.line):\($0.column)" } == [
        "1:1", "1:1", "1:2", "1:3", "2:1", "2:2", "3:1", "3:1", "3:1",
      ])
    #expect([-5, 0, 2, 3, 5, 6, 99].map { source.line(at: $0) } == ["ab", "ab", "ab", "é", "é", "", ""])
  }

  /// Whatever the bytes: a template is compiled or refused, within its own lines.
  @Test func `no text crashes the parser`() {
    let pieces = [
      "{{", "}}", "{{{", "}}}", "{{{{", "}}}}", "{{#", "{{/", "{{else", "{{^", "{{>", "{{#>", "{{#*inline ", "{{!",
      "{{!--", "--}}", "~",
      "if", "each", "a", "b", ".", "..", "/", "@", "@root", "(", ")", "=", "|", " as |", "\"", "'", "[", "]", "\\",
      "\\\\", " ", "\n", "1",
      "-", "true", "null", "é", "\u{2028}", "\u{301}",
    ]
    var generator = SplitMix64(seed: 11)
    for _ in 0..<5000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      do {
        _ = try Renderer.render(
          Source(name: "page", text: text), root: .map(Map([("a", .list(List([.number(1)])))])), helpers: .standard)
      } catch {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.indices.contains(error.place.line - 1), "\(text.debugDescription): \(error)")
        #expect(error.place.column <= error.line.unicodeScalars.count + 2, "\(text.debugDescription): \(error)")
      }
    }
  }
}
