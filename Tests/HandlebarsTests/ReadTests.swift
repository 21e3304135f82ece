import Handlebars
import Strategy
import TestSupport
import Testing

extension Read {
  /// `name`, `@name`, `@source[key]`, or `*` for everything.
  var shown: String {
    switch self {
    case .property(let name): name
    case .data(let name): "@\(name)"
    case .key(let source, let key): "@\(source)[\(key)]"
    case .everything: "*"
    }
  }
}

struct ReadTests {
  private static let json = """
    {"a":"1","b":"","c":null,"list":[{"n":1,"a":2}],"map":{"k":"v","a":3},"key":"a","name":"p"}
    """
  private static let data: [(name: String, value: Value)] = [
    ("team", .string("t")), ("cluster", .map(Map([("name", .string("c"))]))),
    ("provider", .map(Map([("x.y", .string("1")), ("a", .string("2"))]))),
  ]

  private static let partials = ["p": "{{a}}", "q": "{{n}}", "all": "{{#each .}}{{/each}}"]

  private static func renderer(_ text: String) throws -> Renderer {
    Renderer(
      try Compiler.compile(Source(name: "t", text: text), helpers: .standard), helpers: .standard,
      partials: partials.map { Source(name: $0.key, text: $0.value) })
  }

  private static func reads(_ renderer: Renderer, _ json: String = json) throws -> [String] {
    var sink = ReadingSink()
    let root = try DataDocument.parse(json, name: "data")
    return try renderer.render(renderer.bind(root, data: data), into: &sink).all.map(\.shown).sorted()
  }

  @Test(
    arguments: [
      ("text", []), ("{{a}}", ["a"]), ("{{missing}}", ["missing"]), ("{{a}}{{a}}{{b}}", ["a", "b"]),
      ("{{map.k}}", ["map"]),
      ("{{map.missing}}", ["map"]), ("{{this.a}}", ["a"]), ("{{./a}}", ["a"]), ("{{@root.a}}", ["a"]),
      ("{{uppercase a}}", ["a"]), ("{{eq a b}}", ["a", "b"]), ("{{eq a (uppercase key)}}", ["a", "key"]),
      ("{{and a b list}}", ["a", "b", "list"]), ("{{! a }}", []), (#"\{{a}}"#, []),
      // Only what was looked at
      ("{{#if a}}{{b}}{{else}}{{c}}{{/if}}", ["a", "b"]), ("{{#if b}}{{a}}{{else}}{{c}}{{/if}}", ["b", "c"]),
      ("{{#if a}}{{else if b}}{{c}}{{/if}}", ["a"]), ("{{#unless a}}{{b}}{{/unless}}", ["a"]),
      ("{{#if (eq a \"2\")}}{{b}}{{/if}}", ["a"]), ("{{#each missing}}{{../a}}{{/each}}", ["missing"]),
      // Inside blocks
      ("{{#each list}}{{n}}{{a}}{{/each}}", ["list"]), ("{{#each list}}{{../b}}{{/each}}", ["b", "list"]),
      ("{{#each list}}{{@root.b}}{{@index}}{{@first}}{{/each}}", ["@first", "@index", "b", "list"]),
      ("{{#each list as |x|}}{{x.n}}{{/each}}", ["list"]), ("{{#with map}}{{k}}{{a}}{{/with}}", ["map"]),
      ("{{#with map}}{{../a}}{{/with}}", ["a", "map"]), ("{{#map}}{{k}}{{/map}}", ["map"]),
      ("{{#if map}}{{map.k}}{{/if}}", ["map"]),
      ("{{#with .}}{{a}}{{/with}}", ["*", "a"]), ("{{#each .}}{{/each}}", ["*"]), ("{{.}}", ["*"]),
      ("{{@root}}", []),
      ("{{#if this}}x{{/if}}", ["*"]), ("{{#each @root}}{{/each}}", ["*"]), ("{{uppercase .}}", ["*"]),
      ("{{#with @root}}{{a}}{{/with}}", ["a"]),
      ("{{#each list as |x|}}{{x.a}}{{/each}}", ["list"]),
      ("{{#with (default @root 1) as |r|}}{{#with r}}{{a}}{{/with}}{{/with}}", ["*", "a"]),
      ("{{#with @root as |r|}}{{r.a}}{{/with}}", ["a"]), ("{{#with . as |r|}}{{r.a}}{{/with}}", ["*", "a"]),
      ("{{#with @root as |r|}}{{#each r}}{{/each}}{{/with}}", ["*"]),
      ("{{#with @root as |r|}}{{lookup r key}}{{/with}}", ["*", "a", "key"]),
      // Lookup
      ("{{lookup map key}}", ["key", "map"]), ("{{lookup . \"a\"}}", ["*", "a"]),
      ("{{lookup @root key}}", ["a", "key"]),
      ("{{lookup this \"none\"}}", ["*", "none"]),
      // Partials
      ("{{> p}}", ["a"]), ("{{> p map}}", ["map"]), ("{{> q list.[0]}}", ["list"]), ("{{> p a=b}}", ["*", "b"]),
      ("{{> all}}", ["*"]), ("{{> (lookup . 'name')}}", ["*", "a", "name"]), ("{{#> p}}{{b}}{{/p}}", ["a"]),
      ("{{#> none}}{{b}}{{/none}}", ["b"]), ("{{#*inline \"i\"}}{{b}}{{/inline}}{{> i}}", ["b"]),
      ("{{#*inline \"i\"}}{{b}}{{/inline}}", []),
      // Data
      ("{{@team}}", ["@team"]), ("{{@cluster.name}}", ["@cluster"]), ("{{@missing}}", ["@missing"]),
      ("{{#if @team}}{{@cluster.name}}{{/if}}", ["@cluster", "@team"]), ("{{@provider.a}}", ["@provider"]),
      // Keys of the provider's mapping
      ("{{provider \"x.y\"}}", ["@provider[x.y]"]), ("{{provider key}}", ["@provider[a]", "key"]),
      ("{{#if (eq (provider \"x.y\") a)}}{{/if}}", ["@provider[x.y]", "a"]),
      ("{{#each list}}{{provider \"a\"}}{{/each}}", ["@provider[a]", "list"]),
    ] as [(String, [String])])
  func `a render notes what it looked at, and nothing else`(text: String, expected: [String]) throws {
    let renderer = try ReadTests.renderer(text)
    #expect(try ReadTests.reads(renderer) == expected)
    // What the renderer remembers by now is noted as it was the first time.
    #expect(try ReadTests.reads(renderer) == expected)
  }

  @Test func `reads of one render do not show in the next`() throws {
    let renderer = try ReadTests.renderer("{{#if a}}{{b}}{{lookup map key}}{{else}}{{c}}{{/if}}")
    #expect(try ReadTests.reads(renderer) == ["a", "b", "key", "map"])
    #expect(try ReadTests.reads(renderer, #"{"a":false}"#) == ["a", "c"])
    #expect(try ReadTests.reads(renderer) == ["a", "b", "key", "map"])
  }

  @Test func `a render that fails leaves no reads to the next`() throws {
    let renderer = try ReadTests.renderer("{{a}}{{#each list}}{{provider n}}{{/each}}{{#if b}}{{c}}{{/if}}")
    #expect(throws: TemplateError.self) { try ReadTests.reads(renderer) }
    #expect(try ReadTests.reads(renderer, #"{"list":[]}"#) == ["a", "b", "list"])
  }

  @Test func `equal reads are one object`() throws {
    let renderer = try ReadTests.renderer("{{#if a}}{{b}}{{/if}}")
    func render(_ json: String) throws -> Reads {
      var sink = ReadingSink()
      return try renderer.render(renderer.bind(try DataDocument.parse(json, name: "data")), into: &sink)
    }
    #expect(try render(#"{"a":1,"b":1}"#) === render(#"{"a":2,"b":3}"#))
    #expect(try render(#"{"a":1}"#) !== render(#"{"a":0}"#))
  }

  /// What makes reads worth keeping: inputs that were not read may change without a change of the output.
  @Test func `changing what was not read changes nothing`() throws {
    var generator = SplitMix64(seed: 21)
    for _ in 0..<400 {
      let template = Generated.template(&generator)
      let renderer = Renderer(
        try Compiler.compile(Source(name: "t", text: template), helpers: .standard), helpers: .standard)
      let before = Generated.values(&generator)
      func render(_ values: [String: Value]) throws -> (String, Set<Read>) {
        var sink = ReadingSink()
        let reads = try renderer.render(renderer.bind(.map(Map(values.map { ($0.key, $0.value) }))), into: &sink)
        return (String(decoding: sink.bytes, as: UTF8.self), reads.all)
      }
      guard let (output, reads) = try? render(before), !reads.contains(.everything) else { continue }
      var after = before
      for (name, value) in Generated.values(&generator) where !reads.contains(.property(name)) { after[name] = value }
      let (other, otherReads) = try render(after)
      #expect(other == output, "\(template)")
      #expect(otherReads == reads, "\(template)")
    }
  }
}
