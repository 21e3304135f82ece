import Manifests
import Testing

struct ManifestContentTests {
  // MARK: Identity

  @Test(
    arguments: [
      ("apiVersion: v1\nkind: A\nmetadata: {name: x, namespace: y}\n", ["v1", "A", "y", "x"]),
      ("apiVersion: v1\nkind: A\n", ["v1", "A", nil, nil]),
      ("kind: A\nmetadata: {name: x}\n", [nil, nil, nil, nil]),
      ("apiVersion: v1\nmetadata: {name: x}\n", [nil, nil, nil, nil]),
      ("apiVersion: v1\nkind:\nmetadata: {name: x}\n", [nil, nil, nil, nil]),
      ("apiVersion: v1\nkind: ''\n", [nil, nil, nil, nil]),
      ("apiVersion: v1\nkind: [A]\n", [nil, nil, nil, nil]),
      ("apiVersion: v1\nkind: A\nmetadata: {name: 007, namespace: ~}\n", ["v1", "A", nil, "007"]),
      ("a: &v v1\napiVersion: *v\nkind: A\nmetadata: &m {name: x}\n", ["v1", "A", nil, "x"]),
      ("x: &x {kind: A, apiVersion: v1}\n<<: *x\n", ["v1", "A", nil, nil]),
      ("- apiVersion: v1\n  kind: A\n", [nil, nil, nil, nil]), ("kind\n", [nil, nil, nil, nil]),
    ] as [(String, [String?])])
  func `an object has an apiVersion and a kind, and nothing else is one`(text: String, identity: [String?]) {
    let content = Content(text).content
    #expect([content.apiVersion, content.kind, content.namespace, content.name] == identity)
    #expect(content.problems.isEmpty)
  }

  // MARK: Settings

  @Test(arguments: [
    ("", []), ("\n\n", []), ("# only\n# comments\n", []), ("---\n", [" = "]), ("x\n", [" = x"]), ("{}\n", [" = {}"]),
    ("a: 1\nb:\n  c: x\n  d: [1, {e: 2}]\n", ["a = 1", "b.c = x", "b.d[0] = 1", "b.d[1].e = 2"]),
    ("a: {}\nb: []\nc:\n", ["a = {}", "b = []", "c = "]),
    ("- a\n- - b\n", ["[0] = a", "[1][0] = b"]),
    ("- name: x\n  a: 1\n", ["[x].name = x", "[x].a = 1"]),
    ("l:\n  - image: i\n    name: web\n", ["l[web].image = i", "l[web].name = web"]),
    ("l: [{name: a b}, {name: a/b.c}]\n", ["l[a b].name = a b", "l[a/b.c].name = a/b.c"]),
    // What would be taken for something else is called by its index.
    ("l: [{name: 80}, {name: ''}, {name: '*'}]\n", ["l[0].name = 80", "l[1].name = ", "l[2].name = *"]),
    ("l: [{name: 'a]'}, {name: '\"a\"'}]\n", ["l[0].name = a]", "l[1].name = \"a\""]),
    ("l: [{name: [x]}, {name: {a: 1}}]\n", ["l[0].name[0] = x", "l[1].name.a = 1"]),
    ("l: [{name: a}, {name: a}]\n", ["l[a].name = a", "l[a].name = a"]),
    ("a.b/c: 1\n'': 2\n'x y': 3\n", ["[\"a.b/c\"] = 1", "[\"\"] = 2", "[\"x y\"] = 3"]),
    ("\"q\\\"\\\\\": 1\n\"\\n\\x01\": 2\n", ["[\"q\\\"\\\\\"] = 1", "[\"\\n\\u0001\"] = 2"]),
    ("größe: 1\n\"😀\": ü\n", ["[\"größe\"] = 1", "[\"😀\"] = ü"]),
    ("8080: 1\n? x\n: 2\n", ["8080 = 1", "x = 2"]),
    ("a: 1\r\nb:\r\n  - x\r\n", ["a = 1", "b[0] = x"]),
    ("a:\t1\nb: 2\t# c\n", ["a = 1", "b = 2"]),
    ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", ["a = x\ny\n", "b = x y"]),
    ("a: x\n  y\nb: \"x\n\n  y\"\n", ["a = x y", "b = x\ny"]),
    ("a: 'it''s'\nb: \"\\t\\u00e4\"\n", ["a = it's", "b = \tä"]),
    ("\u{FEFF}a: 1\n", ["a = 1"]), ("--- {b: 2}\n", ["b = 2"]),
    ("{\"kind\": \"List\", \"items\": [{\"a\": 1}]}\n", ["kind = List", "items[0].a = 1"]),
  ])
  func `every leaf is a setting`(text: String, settings: [String]) {
    #expect(Content(text).settings == settings)
    #expect(Content(text).problems.isEmpty)
  }

  @Test(arguments: [
    ("a: &x 1\nb: *x\n", ["a = 1", "b = 1"]), ("a: &x {c: 1}\nb: *x\n", ["a.c = 1", "b.c = 1"]),
    ("a: &x [1, {name: n}]\nb: *x\n", ["a[0] = 1", "a[n].name = n", "b[0] = 1", "b[n].name = n"]),
    ("a: &x 1\nb: &x 2\nc: *x\n", ["a = 1", "b = 2", "c = 2"]),
    ("&k a: 1\nb: *k\n", ["a = 1", "b = a"]), ("a: &x y\n*x : 1\n", ["a = y", "y = 1"]),
    ("a: &x 1\nb: &y [*x]\nc: *y\n", ["a = 1", "b[0] = 1", "c[0] = 1"]),
    ("l:\n  - &x {name: n}\n  - *x\n", ["l[n].name = n", "l[n].name = n"]),
    // Merge keys
    ("a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n", ["a.b = 1", "a.c = 2", "d.b = 1", "d.c = 3"]),
    ("d:\n  c: 3\n  <<: {b: 1, c: 2}\n", ["d.c = 3", "d.b = 1"]),
    ("d: {<<: [{a: 1, b: 1}, {b: 2, c: 2}]}\n", ["d.a = 1", "d.b = 1", "d.c = 2"]),
    (
      "a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n",
      ["a.x = 1", "b.x = 1", "b.y = 2", "c.x = 1", "c.y = 2", "c.z = 3"]
    ),
    ("l:\n  - <<: {name: n}\n    a: 1\n", ["l[n].name = n", "l[n].a = 1"]),
    ("'<<': {a: 1}\n", ["[\"<<\"].a = 1"]),
  ])
  func `aliases and merge keys are resolved`(text: String, settings: [String]) {
    #expect(Content(text).settings == settings)
    #expect(Content(text).problems.isEmpty)
  }

  @Test func `a setting knows its line`() {
    let text = "a: 1\n\n# c\nb:\n  - x\n  - name: n\n    t: |\n      u\n      v\n  - {}\nc: &c\n  d: 1\ne: *c\n"
    #expect(
      Content(text).lines == [
        "1 a", "5 b[0]", "6 b[n].name", "7 b[n].t", "10 b[2]", "12 c.d", "12 e.d",
      ])
  }

  @Test(arguments: [
    (
      SettingType.string,
      [
        "x", "yes", "on", "'1'", "\"true\"", "!!str 1", "1.2.3", "0x", "0o8", "1e", "+", "'-'", ".", "tRUE", "nULL",
        "NuLL",
      ]
    ),
    (.string, ["+.nan", "1_000", "!Ref x", "1Gi", "0b1", "TRue", "-0x1", "|\n  1", "'~'", "NULl", "\"\"", "12:30"]),
    (.int, ["0", "007", "-1", "+12", "0x1F", "0o17", "!!int '5'", "12345678901234567890"]),
    (.float, ["1.5", ".5", "1.", "1e3", "-1.5E-3", ".inf", "-.INF", ".NaN", "+.Inf", "!!float 1"]),
    (.bool, ["true", "True", "TRUE", "false", "False", "FALSE", "!!bool yes"]),
    (.null, ["null", "Null", "NULL", "~", "", "!!null x"]), (.map, ["{}"]), (.list, ["[]"]),
  ])
  func `a value has the type of the core schema`(type: SettingType, values: [String]) {
    for value in values {
      #expect(Content("a: \(value)\n").content.settings.map(\.value.type) == [type], "\(value)")
    }
  }

  @Test func `a value is as it is written`() {
    let written = ["0x1F", "~", "1e3", "007", "TRUE", "1.50"]
    for text in written { #expect(Content("a: \(text)").content.settings.map(\.value.text) == [text]) }
  }
}
