import Strategy
import Testing

struct ProviderFileTests {
  private static let bundled = ["aws", "azure", "gcp", "on-premise", "hybrid"]

  private static func document(_ name: String) throws -> ProviderDocument {
    let text = String(decoding: try Checkout.bytes("Seeds/providers/\(name).yaml"), as: UTF8.self)
    return try ProviderMapping.parse(text, file: "\(name).yaml")
  }

  @Test(arguments: bundled)
  func `a bundled provider is named as its file, has a title and a value for every key`(name: String) throws {
    let document = try ProviderFileTests.document(name)
    #expect(document.mapping.provider == name)
    #expect(!document.title.isEmpty)
    #expect(document.mapping.entries.allSatisfy { ProviderMapping.isKey($0.key) && !$0.value.isEmpty })
  }

  @Test func `the bundled providers have the same keys`() throws {
    let keys = try ProviderFileTests.bundled.map { try ProviderFileTests.document($0).mapping.entries.map(\.key) }
    for (name, found) in zip(ProviderFileTests.bundled, keys) { #expect(found == keys[0], "\(name) and aws") }
    #expect(keys[0].count >= 10)
    #expect(keys[0] == keys[0].sorted())
  }

  @Test func `a provider file is read with its keys sorted and its values as text`() throws {
    let document = try ProviderMapping.parse(
      "name: own\ntitle: Our own\nmapping:\n  storage.default: gp3\n  a_b-c: 010\n  zone: no\n  n: null\n",
      file: "p.yaml")
    #expect(document.title == "Our own")
    #expect(document.mapping.provider == "own")
    #expect(
      document.mapping.entries.map { "\($0.key)=\($0.value)" } == [
        "a_b-c=010", "n=null", "storage.default=gp3", "zone=no",
      ])
    #expect(document.mapping["storage.default"] == "gp3")
    #expect(document.mapping["storage"] == nil)
  }

  @Test(arguments: [
    ("", "p.yaml:1:1: expected a map with 'name', 'title' and 'mapping'"),
    ("- a\n", "p.yaml:1:1: expected a map with 'name', 'title' and 'mapping'"),
    ("name: own\n", "p.yaml:1:1: 'mapping': expected a map of keys and texts"),
    ("name: own\nmapping: [a]\n", "p.yaml:2:10: 'mapping': expected a map of keys and texts"),
    ("mapping: {a: b}\n", "p.yaml:1:1: 'name': expected \(TemplateReference.nameRule)"),
    ("name: a b\nmapping: {a: b}\n", "p.yaml:1:7: 'name': expected \(TemplateReference.nameRule)"),
    ("name: a\nnmae: b\nmapping: {a: b}\n", "p.yaml:2:7: unknown key 'nmae': expected name, title or mapping"),
    ("name: a\nmapping: {a: [b]}\n", "p.yaml:2:14: 'a': expected text"),
    ("name: a\nmapping: {a: ''}\n", "p.yaml:2:14: provider key 'a' has an empty value"),
    (
      "name: a\nmapping: {A: b}\n",
      "p.yaml:2:14: provider key 'A': expected lower-case words with dots between them, as in storage.default"
    ),
    (
      "name: a\nmapping: {a..b: b}\n",
      "p.yaml:2:17: provider key 'a..b': expected lower-case words with dots between them, as in storage.default"
    ),
    (
      "name: a\nmapping: {a: \"b\\nc\"}\n",
      #"p.yaml:2:14: value 'b\u{a}c' of provider key 'a' has a line break (U+000A)"#
    ),
    ("name: a\nmapping: {a: '```'}\n", "p.yaml:2:14: value '```' of provider key 'a' has a code fence (``` or ~~~)"),
    ("name: a\nname: b\n", "p.yaml:1:1: the same key twice: 'name'"),
    ("name: a\nmapping:\n  x: 1\n  x: 2\n", "p.yaml:3:3: the same key twice: 'x'"),
    ("name: [\n", "p.yaml:2:1: not YAML: did not find expected node content"),
  ])
  func `a wrong provider file says what was expected`(text: String, problem: String) {
    let error = #expect(throws: StrategyError.self) { try ProviderMapping.parse(text, file: "p.yaml") }
    #expect(error?.description == problem)
  }

  @Test func `everything that is wrong with a provider file is reported at once`() {
    let error = #expect(throws: StrategyError.self) {
      try ProviderMapping.parse("name: a b\nextra: 1\nmapping:\n  A: b\n  c: ''\n  d: {}\n", file: "p.yaml")
    }
    #expect(
      error?.description == """
        p.yaml:1:7: 'name': expected \(TemplateReference.nameRule)
        p.yaml:2:8: unknown key 'extra': expected name, title or mapping
        p.yaml:4:6: provider key 'A': expected lower-case words with dots between them, as in storage.default
        p.yaml:5:6: provider key 'c' has an empty value
        p.yaml:6:6: 'd': expected text
        """)
  }

  @Test(arguments: [
    ("a", true), ("a.b", true), ("storage.default", true), ("a_b-c.1", true), ("1", true),
    (String(repeating: "a", count: 128), true),
    ("", false), (".", false), ("a.", false), (".a", false), ("a..b", false), ("A", false), ("a b", false),
    ("_a", false),
    ("-a", false), ("a.-b", false), ("é", false), ("\u{212A}", false), ("a\n", false),
    (String(repeating: "a", count: 129), false),
  ])
  func `a provider key is lower-case words with dots between them`(text: String, isKey: Bool) {
    #expect(ProviderMapping.isKey(text) == isKey)
  }

  @Test func `overriding sets some keys otherwise, adds others and keeps the order`() {
    let mapping = ProviderMapping(provider: "aws", entries: [.init(key: "b", value: "1"), .init(key: "a", value: "2")])
    let changed = mapping.overriding([("b", "x"), ("aa", "y"), ("b", "z")])
    #expect(changed.provider == "aws")
    #expect(changed.entries.map { "\($0.key)=\($0.value)" } == ["a=2", "aa=y", "b=z"])
    #expect(mapping.overriding([]) == mapping)
  }
}
