import Handlebars
import Strategy
import TestSupport
import Testing

/// Templates and values made at random: few names and few values, so that everything meets everything.
enum Generated {
  private static let names = ["a", "b", "c", "d"]

  static func values(_ generator: inout SplitMix64) -> [String: Value] {
    var values: [String: Value] = [:]
    for name in names { values[name] = value(&generator, depth: 0) }
    return values.filter { _ in Int.random(in: 0..<6, using: &generator) > 0 }
  }

  private static func value(_ generator: inout SplitMix64, depth: Int) -> Value {
    switch Int.random(in: 0..<(depth < 2 ? 13 : 10), using: &generator) {
    case 0: return .null
    case 1: return .bool(true)
    case 2: return .bool(false)
    case 3: return .number(0)
    case 4: return .number(1.5)
    case 5: return .string("")
    case 6: return .string("x")
    case 7: return .string("xy")
    case 8: return .string("1.5")
    case 9: return .undefined
    case 10: return .list(List([]))
    case 11: return .list(List((0..<2).map { _ in value(&generator, depth: depth + 1) }))
    default: return .map(Map(names.prefix(2).map { ($0, value(&generator, depth: depth + 1)) }))
    }
  }

  static func template(_ generator: inout SplitMix64) -> String {
    (0..<Int.random(in: 1...5, using: &generator)).map { _ in statement(&generator, depth: 0) }.joined()
  }

  private static func statement(_ generator: inout SplitMix64, depth: Int) -> String {
    func inner() -> String { statement(&generator, depth: depth + 1) }
    switch Int.random(in: 0..<(depth < 3 ? 10 : 4), using: &generator) {
    case 0: return "t"
    case 1: return "{{\(path(&generator))}}"
    case 2, 3: return "{{\(call(&generator, depth: 0))}}"
    case 4: return "{{#if \(expression(&generator, depth: 0))}}\(inner()){{else}}\(inner()){{/if}}"
    case 5: return "{{#unless \(expression(&generator, depth: 0))}}\(inner()){{/unless}}"
    case 6: return "{{#if \(expression(&generator, depth: 0)) includeZero=true}}\(inner()){{/if}}"
    case 7: return "{{#each \(path(&generator))}}[\(inner())]{{else}}\(inner()){{/each}}"
    case 8: return "{{#with \(path(&generator))}}(\(inner())){{else}}\(inner()){{/with}}"
    default:
      return "{{#if \(path(&generator))}}\(inner()){{else if \(expression(&generator, depth: 0))}}\(inner()){{/if}}"
    }
  }

  private static func path(_ generator: inout SplitMix64) -> String {
    let name = names.randomElement(using: &generator) ?? "a"
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return "\(name).a"
    case 1: return "../\(name)"
    case 2: return "@root.\(name)"
    case 3: return "\(name).length"
    default: return name
    }
  }

  private static func expression(_ generator: inout SplitMix64, depth: Int) -> String {
    switch Int.random(in: 0..<(depth < 2 ? 6 : 4), using: &generator) {
    case 0: "\"x\""
    case 1: "1.5"
    case 2, 3: path(&generator)
    default: "(\(call(&generator, depth: depth + 1)))"
    }
  }

  private static func call(_ generator: inout SplitMix64, depth: Int) -> String {
    func argument() -> String { expression(&generator, depth: depth) }
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: return "eq \(argument()) \(argument())"
    case 1: return "ne \(argument()) \(argument())"
    case 2: return "and \(argument()) \(argument())"
    case 3: return "not \(argument())"
    case 4: return "uppercase \(argument())"
    case 5: return "default \(argument()) \(argument())"
    case 6: return "includes \(argument()) \(argument())"
    default: return "lookup \(path(&generator)) \(argument())"
    }
  }
}

struct MemoTests {
  private static func output(_ renderer: Renderer, _ root: Value) -> String {
    var sink = ByteSink()
    do {
      try renderer.render(renderer.bind(root), into: &sink)
      return String(decoding: sink.bytes, as: UTF8.self)
    } catch {
      return "error: \(error)"
    }
  }

  /// A renderer remembers what expressions gave for values it has seen. It must not show.
  @Test func `a renderer that has rendered much renders as a fresh one`() throws {
    var generator = SplitMix64(seed: 5)
    var distinct: Set<String> = []
    for round in 0..<300 {
      let template = Generated.template(&generator)
      let program = try Compiler.compile(Source(name: "t", text: template), helpers: .standard)
      let old = Renderer(program, helpers: .standard)
      let roots = (0..<6).map { _ in
        Value.map(Map(Generated.values(&generator).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }))
      }
      for _ in 0..<20 {
        guard let root = roots.randomElement(using: &generator) else { continue }
        let fresh = MemoTests.output(Renderer(program, helpers: .standard), root)
        #expect(MemoTests.output(old, root) == fresh, "round \(round): \(template)")
        distinct.insert(fresh)
      }
    }
    #expect(distinct.count > 100, "the templates print something")
  }

  @Test(
    arguments: [
      ("{{eq a 1}}", [.number(1), .string("1"), .bool(true), .null], ["true", "false", "false", "false"]),
      ("{{a}}", [.number(0), .number(-0.0), .string("0"), .bool(false), .null], ["0", "0", "0", "false", ""]),
      (
        "{{#if a}}y{{else}}n{{/if}}", [.string(""), .null, .number(0), .string("0"), .list(List([]))],
        ["n", "n", "n", "y", "n"]
      ),
      ("{{#if a includeZero=true}}y{{else}}n{{/if}}", [.number(0), .number(.nan), .bool(false)], ["y", "n", "n"]),
      ("{{uppercase a}}", [.string("\u{E9}"), .string("e\u{301}"), .string("x")], ["\u{C9}", "E\u{301}", "X"]),
      ("{{eq a a}}", [.number(.nan), .number(1), .number(.nan)], ["false", "true", "false"]),
      ("{{a.length}}", [.list(List([.null])), .list(List([])), .string("abc")], ["1", "0", "3"]),
    ] as [(String, [Value], [String])])
  func `values that print alike are told apart`(text: String, values: [Value], outputs: [String]) throws {
    let renderer = Renderer(try Compiler.compile(Source(name: "t", text: text), helpers: .standard), helpers: .standard)
    for _ in 0..<2 {
      for (value, output) in zip(values, outputs) {
        let found = MemoTests.output(renderer, .map(Map([("a", value)])))
        #expect(found.utf8.elementsEqual(output.utf8), "\(value): '\(found)', not '\(output)'")
      }
    }
  }

  @Test func `an expression over two inputs depends on both`() throws {
    let renderer = Renderer(
      try Compiler.compile(Source(name: "t", text: "{{add a b}} {{subtract a b}}"), helpers: .standard),
      helpers: .standard)
    for a in 0..<20 {
      for b in 0..<20 {
        let root = Value.map(Map([("a", .number(Double(a))), ("b", .number(Double(b)))]))
        #expect(MemoTests.output(renderer, root) == "\(a + b) \(a - b)")
      }
    }
  }

  @Test func `lists with equal items are told apart, and one list stays itself`() throws {
    let renderer = Renderer(
      try Compiler.compile(Source(name: "t", text: "{{eq a b}}"), helpers: .standard), helpers: .standard)
    let (one, other) = (Value.list(List([.number(1)])), Value.list(List([.number(1)])))
    #expect(MemoTests.output(renderer, .map(Map([("a", one), ("b", one)]))) == "true")
    #expect(MemoTests.output(renderer, .map(Map([("a", one), ("b", other)]))) == "false")
    #expect(MemoTests.output(renderer, .map(Map([("a", other), ("b", other)]))) == "true")
  }

  @Test func `more values than the first tables hold are still told apart`() throws {
    let renderer = Renderer(
      try Compiler.compile(
        Source(name: "t", text: "{{uppercase a}}{{#if (eq a \"v700\")}}!{{/if}}"), helpers: .standard),
      helpers: .standard)
    for round in 0..<2 {
      for number in 0..<1000 {
        let expected = "V\(number)" + (number == 700 ? "!" : "")
        #expect(MemoTests.output(renderer, .map(Map([("a", .string("v\(number)"))]))) == expected, "round \(round)")
      }
    }
  }

  @Test func `a failure is one every time it is asked for`() throws {
    let renderer = Renderer(
      try Compiler.compile(Source(name: "t", text: "{{add a 1}}"), helpers: .standard), helpers: .standard)
    let (bad, good) = (Value.map(Map([("a", .string("x"))])), Value.map(Map([("a", .number(1))])))
    let message = "error: t:1:3: 'add': expected a number, found 'x'\n  {{add a 1}}\n    ^"
    #expect([bad, good, bad, good].map { MemoTests.output(renderer, $0) } == [message, "2", message, "2"])
  }
}
