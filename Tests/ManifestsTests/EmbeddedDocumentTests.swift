import Manifests
import Testing

struct EmbeddedDocumentTests {
  /// A ConfigMap with `data`, whose lines are indented by two; `data` is in line 4, its first line in 5.
  private static func read(_ data: String, kind: String = "ConfigMap") -> Content {
    let lines = data.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)\n" }.joined()
    return Content("apiVersion: v1\nkind: \(kind)\nmetadata: {name: c}\ndata:\n\(lines)")
  }

  private static func opened(_ data: String, kind: String = "ConfigMap") -> [String] {
    Array(read(data, kind: kind).settings.dropFirst(3))
  }

  @Test func `YAML is opened, and its text stays a setting`() {
    let read = EmbeddedDocumentTests.read("p.yml: |\n  # c\n\n  scrape:\n    - job: n\nx: y")
    #expect(
      Array(read.settings.dropFirst(3)) == [
        "data[\"p.yml\"] = # c\n\nscrape:\n  - job: n\n", "data[\"p.yml\"].scrape[0].job = n", "data.x = y",
      ])
    #expect(Array(read.lines.dropFirst(3)) == ["5 data[\"p.yml\"]", "9 data[\"p.yml\"].scrape[0].job", "10 data.x"])
  }

  @Test func `the lines of a text that is not literal are the line where it begins`() {
    let read = EmbeddedDocumentTests.read("a: 1\np.json: >\n  {\n  \"a\": 1}\nq.json: '{\"b\":\n\n   2}'")
    #expect(
      Array(read.lines.dropFirst(3)) == [
        "5 data.a", "6 data[\"p.json\"]", "6 data[\"p.json\"].a", "9 data[\"q.json\"]", "9 data[\"q.json\"].b",
      ])
  }

  @Test(arguments: [
    "a.json: '{\"x\": 1}'", "a.JSON: '{\"x\": 1}'", "a.yaml: 'x: 1'", "a.yml: '{x: 1}'", "a: '{\"x\": 1}'",
    "a.conf: ' {\"x\": 1}'", "a: |\n  x: 1\n  y: 2", "a.b.yaml: 'x: 1'", "a.yaml: &t 'x: 1'",
  ])
  func `what is a document is opened`(data: String) {
    let settings = EmbeddedDocumentTests.opened(data)
    #expect(settings.dropFirst().first?.hasSuffix(".x = 1") ?? settings.contains { $0.hasSuffix(".x = 1") } == true)
    #expect(EmbeddedDocumentTests.read(data).problems.isEmpty)
  }

  @Test(arguments: [
    "a: 'x: 1'", "a: |\n  x: 1", "a.conf: |\n  x: 1\n  y: 2", "a: |\n  x\n  y", "a.yaml: text", "a.json: '1'",
    "a: '{x: 1}'", "a: '{{ .Values }}'", "a: '[server]'' x'", "a.ini: |\n  [server]\n  a = b", "a.yaml: ''",
    "a: |\n  {\n  broken", "a.yaml: |\n  x: 1\n  ---\n  y: 2", "a: |\n  x: 1\n  x: 2", "a: '{\"x\": 1,}'", "a: 5",
  ])
  func `what is no document, or several, stays text`(data: String) {
    #expect(EmbeddedDocumentTests.opened(data).count == 1)
    #expect(EmbeddedDocumentTests.read(data).problems.isEmpty)
  }

  @Test func `a list is opened`() {
    #expect(
      EmbeddedDocumentTests.opened("a: '[1, {name: n}]'") == [
        "data.a = [1, {name: n}]", "data.a[0] = 1", "data.a[n].name = n",
      ])
  }

  @Test func `only the data of a ConfigMap is opened, and only once`() {
    #expect(EmbeddedDocumentTests.opened("a.yaml: 'x: 1'", kind: "Secret").count == 1)
    #expect(EmbeddedDocumentTests.opened("a: {b.yaml: 'x: 1'}").count == 1)
    #expect(Content("apiVersion: v1\nkind: ConfigMap\nother:\n  a.yaml: 'x: 1'\n").settings.count == 3)
    #expect(Content("kind: ConfigMap\ndata:\n  a.yaml: 'x: 1'\n").settings.count == 2)
    #expect(
      EmbeddedDocumentTests.opened("a.yaml: |\n  data:\n    b.yaml: 'x: 1'") == [
        "data[\"a.yaml\"] = data:\n  b.yaml: 'x: 1'\n", "data[\"a.yaml\"].data[\"b.yaml\"] = x: 1",
      ])
  }

  @Test(arguments: [
    ("a.json: |\n  {\n    \"x\": 1,\n  }", "8 data[\"a.json\"]: no JSON: expected a key in '\"'"),
    ("a.json: |\n  [1,\n  ]", "7 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '{x: 1}'", "5 data[\"a.json\"]: no JSON: expected a key in '\"'"),
    ("a.json: '{\"x\": 01}'", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '{\"x\": 1} 2'", "5 data[\"a.json\"]: no JSON: expected nothing more"),
    ("a.json: '{\"x\" 1}'", "5 data[\"a.json\"]: no JSON: expected ':'"),
    ("a.json: '{\"x\": 1 2}'", "5 data[\"a.json\"]: no JSON: expected ',' or '}'"),
    ("a.json: '[1 2]'", "5 data[\"a.json\"]: no JSON: expected ',' or ']'"),
    ("a.json: '[\"x]'", "5 data[\"a.json\"]: no JSON: expected '\"'"),
    ("a.json: '[\"\\x\"]'", "5 data[\"a.json\"]: no JSON: expected an escape"),
    ("a.json: '[\"\\u12\"]'", "5 data[\"a.json\"]: no JSON: expected four hexadecimal digits"),
    ("a.json: '{\"x\": 1, \"x\": 2}'", "5 data[\"a.json\"]: the key 'x' stands twice, first in line 1"),
    ("a.json: '['", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: ''", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '[.5]'", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '[1.]'", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '[1.e3]'", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '[NaN]'", "5 data[\"a.json\"]: no JSON: expected a value"),
    ("a.json: '[]]'", "5 data[\"a.json\"]: no JSON: expected nothing more"),
    ("a.yaml: |\n  x: 1\n   y: 2", "7 data[\"a.yaml\"]: mapping values are not allowed in this context"),
    ("a.yml: |\n  x: 1\n  x: 2", "7 data[\"a.yml\"]: the key 'x' stands twice, first in line 1"),
    ("a.yaml: |\n  \(String(repeating: "[", count: 10_000))", "6 data[\"a.yaml\"]: nested more than 100 levels deep"),
    ("a.json: '\(String(repeating: "[", count: 10_000))'", "5 data[\"a.json\"]: nested more than 100 levels deep"),
  ])
  func `a broken document stays text and is a problem`(data: String, problem: String) {
    let read = EmbeddedDocumentTests.read(data)
    #expect(read.problems == [problem])
    #expect(read.settings.count == 4)
    #expect(read.content.name == "c")
  }

  @Test func `JSON is read to its last form`() {
    let json = #"{"a":[1,-2.5e+3,true,null,{}, [ ]],"b":"\ud83d\ude00\u00e4\/\\\"\n","<<":{"c":""}}"#
    let read = EmbeddedDocumentTests.read("j.json: |\n  \(json)")
    #expect(read.problems.isEmpty)
    #expect(
      read.content.settings.dropFirst(4).map { "\($0.path.text.dropFirst(14)) \($0.value.type) \($0.value.text)" } == [
        ".a[0] int 1", ".a[1] float -2.5e+3", ".a[2] bool true", ".a[3] null null", ".a[4] map {}", ".a[5] list []",
        ".b string 😀ä/\\\"\n", "[\"<<\"].c string ",
      ])
  }
}
