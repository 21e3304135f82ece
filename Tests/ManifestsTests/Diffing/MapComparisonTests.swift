import Manifests
import Testing

struct MapComparisonTests {
  @Test(
    arguments: [
      ("a: 1\nb: 2\nc: 3", "c: 3\na: 1\nb: 2", []), ("a: 1\nb: 2", "a: 1\nx: 0\nb: 3", ["+ x = 0", "~ b: 2 > 3"]),
      ("a: 1\nb: 2\nc: 3", "a: 1\nc: 4", ["- b = 2", "~ c: 3 > 4"]), ("a: ~", "{}", ["- a = ~"]),
      ("a: {b: 1}", "a: {}", ["- a.b = 1"]), ("a: {}", "a: {b: 1}", ["+ a.b = 1"]),
      ("a: {}\nb: 1", "b: 1", ["- a = {}"]),
      ("a: {b: 1}", "a: x", ["- a.b = 1", "+ a = x"]),
      ("a: 1", "a: {b: {c: 1, d: 2}}", ["- a = 1", "+ a.b.c = 1", "+ a.b.d = 2"]),
      ("\"a.b/c\": 1", "\"a.b/c\": 2", ["~ [\"a.b/c\"]: 1 > 2"]), ("'': {x: 1}", "'': {x: 2}", ["~ [\"\"].x: 1 > 2"]),
      ("a: {x: &m {v: 1}, y: *m}", "a: {x: {v: 1}, y: {v: 2}}", ["~ a.y.v: 1 > 2"]),
      ("a: {b: 1}\nab: {b: 1}", "ab: {b: 2}\na: {b: 1}", ["~ ab.b: 1 > 2"]),
      ("\u{E9}: 1", "e\u{301}: 1", ["- [\"\u{E9}\"] = 1", "+ [\"e\u{301}\"] = 1"]),
      ("1: a\n\"2\": b", "'1': a\n2: b", []),
    ] as [(String, String, [String])])
  func `maps are compared key by key`(old: String, new: String, lines: [String]) {
    #expect(Difference(old + "\n", new + "\n").lines == lines)
  }

  /// A ConfigMap with one text.
  private static func map(_ text: String, key: String = "a.yaml") -> String {
    let lines = text.split(separator: "\n").map { "    \($0)\n" }.joined()
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  \(key): |\n\(lines)"
  }

  @Test(arguments: [
    ("x: 1\ny: 2", "# new\ny: 2\nx: 1", []), ("x: 1\ny: 2", "{\"x\": 1, \"y\": 3}", ["~ data[\"a.yaml\"].y: 2 > 3"]),
    ("x: [{name: a}, {name: b}]", "x: [{name: b}, {name: a, v: 1}]", ["+ data[\"a.yaml\"].x[a].v = 1"]),
    ("{}", "x: 1", ["+ data[\"a.yaml\"].x = 1"]), ("{}", "[]", ["~ data[\"a.yaml\"]: {} > []"]), ("{}", "{ }", []),
    ("x: 1", "- x", ["- data[\"a.yaml\"].x = 1", "+ data[\"a.yaml\"][0] = x"]),
    ("x: 1", "x: [", ["~ data[\"a.yaml\"]: x: 1\n > x: [\n"]), ("x", "x: 1", ["~ data[\"a.yaml\"]: x\n > x: 1\n"]),
    ("x: 1Gi", "x: 1024Mi", ["~ data[\"a.yaml\"].x: 1Gi > 1024Mi"]),
    ("resources: {limits: {cpu: 1}}", "resources: {limits: {cpu: 1000m}}", []),
    ("verbs: [a, b]", "verbs: [b, a]", ["% data[\"a.yaml\"].verbs: [a, b] > [b, a]"]),
  ])
  func `documents in texts are compared as documents`(old: String, new: String, lines: [String]) {
    #expect(Difference(MapComparisonTests.map(old), MapComparisonTests.map(new)).lines == lines)
  }

  @Test func `a document that came or went has its leaves`() {
    let (old, new) = (MapComparisonTests.map("x: 1\ny: [2]"), MapComparisonTests.map("x: 1", key: "b.yaml"))
    #expect(
      Difference(old, new).lines == [
        "- data[\"a.yaml\"].x = 1", "- data[\"a.yaml\"].y[0] = 2", "+ data[\"b.yaml\"].x = 1",
      ])
    #expect(
      Difference("", old).diff.objects.first?.changes.map(\.path).suffix(2) == [
        "data[\"a.yaml\"].x", "data[\"a.yaml\"].y[0]",
      ])
  }

  @Test func `every path can be asked for`() throws {
    let old =
      "kind: A\napiVersion: v1\nl: [{name: 'a b', \"x.y\": 1}, {name: 80}]\ninitContainers: [{name: a}, {name: b}]\n"
    let new =
      "kind: A\napiVersion: v1\nl: [{name: 'a b', \"x.y\": 2}, {name: 81}]\ninitContainers: [{name: b}, {name: a}]\n"
    let paths = Difference(old, new).diff.objects.flatMap(\.changes).map(\.path)
    #expect(paths.count == 4)
    for path in paths { _ = try PathPattern(parsing: path) }
  }

  @Test func `very deep and broken paths are no harm`() {
    let text = String(repeating: "a.", count: 5000) + "b"
    let settings = [text, "x[", "x[\"", "x[0", "..", "[]", "", "", ""].map { path in
      Setting(path: SettingPath([.key(path)]), value: SettingValue(type: .string, text: "v"), line: 1)
    }
    let document = { (settings: [Setting]) in
      ComparedDocument(apiVersion: nil, kind: nil, namespace: nil, name: nil, settings: settings, line: 1)
    }
    #expect(ManifestDiff(old: [document(settings)], new: [document(settings)]).isEmpty)
    #expect(ManifestDiff(old: [document(settings)], new: [document(Array(settings.dropFirst()))]).objects.count == 1)
  }
}
