import Testing

@testable import Manifests

struct DocumentCheckTests {
  @Test(arguments: [
    ("a: [1\n", ["1 broken-yaml did not find expected ',' or ']', while parsing a flow sequence"]),
    ("a: 1\nb: {c: 2, c: 3}\na: 4\n", ["2 duplicate-key c", "3 duplicate-key a"]),
    (
      "x: {a: 1, a: 2}\nb: [\n",
      ["1 duplicate-key a", "2 broken-yaml did not find expected node content, while parsing a flow node"]
    ),
    ("~\n", ["1 empty-document ~"]), ("\nnull\n", ["2 empty-document null"]), ("{}\n", []), ("a: 1\n", []),
  ])
  func `a text is judged as YAML`(text: String, lines: [String]) {
    #expect(Found(document: text).lines() == lines)
  }

  @Test func `a key that stands twice is named with its object and path`() {
    let text = """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      spec:
        ports:
          - name: http
            port: 80
            port: 81
      """
    let found = Found(document: text)
    #expect(found.places(.duplicateKey) == ["8 spec.ports[http].port port"])
    #expect(found.findings.map(\.object) == ["Service shop/web"])
    #expect(found.messages(.duplicateKey) == ["the key 'port' stands twice, first in line 7"])
  }

  @Test func `documents that run together are one finding`() {
    let text = """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: fast}
      provisioner: x
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: db, namespace: shop}
      spec: {serviceName: db, serviceName: db}
      """
    let found = Found(document: text)
    #expect(
      found.lines([.runTogether, .duplicateKey])
        == ["5 documents-run-together StorageClass, StatefulSet", "8 duplicate-key serviceName"])
    #expect(found.findings.first?.object == "StatefulSet shop/db")
    #expect(
      found.messages(.runTogether) == ["objects that run together: StorageClass, StatefulSet; only the last is read"])
  }

  @Test func `three objects that run together are named in order`() {
    let one = "apiVersion: v1\nkind: A\nmetadata: {name: a}\n"
    let text = one + one.replacing("kind: A", with: "kind: B") + one.replacing("kind: A", with: "kind: C")
    #expect(Found(document: text).lines([.runTogether, .duplicateKey]) == ["4 documents-run-together A, B, C"])
  }

  @Test func `texts of ConfigMaps that do not parse are found at their line`() {
    let text = """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: c}
      data:
        ok.json: '{"a": [1]}'
        a.json: |
          {
            "a": 1,
          }
        b.yaml: "a: 1\\nb: [\\n"
        c.yml: |
          a: 1
          a: 2
        script: |
          if [ x ]; then
        d.json: ''
      """
    let found = Found(document: text)
    #expect(
      found.findings.map { "\($0.line) \($0.path)" } == [
        "9 data[\"a.json\"]", "10 data[\"b.yaml\"]", "13 data[\"c.yml\"]", "16 data[\"d.json\"]",
      ])
    #expect(found.messages(.brokenEmbedded)[1].hasPrefix("the text of 'b.yaml' does not parse in its line 3: "))
    #expect(Found(document: text.replacing("ConfigMap", with: "Secret")).findings.isEmpty)
  }

  @Test(arguments: [
    ("yes", "true"), ("y", "true"), ("No", "false"), ("OFF", "false"), ("on", "true"), ("n", "false"),
    ("010", "an octal number"), ("0777", "an octal number"), ("-012", "an octal number"), ("08", "text"),
    ("1_000", "a number"), ("1_0.5", "a number"), ("0b101", "a binary number"), ("0x_1F", "a hexadecimal number"),
    ("-0x1F", "a hexadecimal number"), ("0o17", "text"), ("1e3", "text"), ("1.5e3", "text"),
    ("12:30:45", "a number of base 60"), ("22:22", "a number of base 60"), ("0:30.5", "a number of base 60"),
    ("2001-01-01", "a date"), ("2001-1-1 1:02:03", "a date"), ("2001-12-14t21:59:43.10-05:00", "a date"),
    ("2001-12-14T21:59:43Z", "a date"), ("2001-12-14   21:59:43 Z", "a date"), ("=", "the mark of a default value"),
    ("<<", "the mark of a merge"),
  ])
  func `plain scalars that YAML 1_1 reads otherwise are found`(scalar: String, old: String) {
    let found = Found(document: "a:\n- \(scalar)\n")
    #expect(found.places(.ambiguousScalar) == ["2 a[0] \(scalar)"])
    #expect(found.messages(.ambiguousScalar).first?.hasPrefix("'\(scalar)' is \(old) in YAML 1.1") == true)
    #expect(
      Found(document: "a: '\(scalar)'\nb: \"\(scalar)\"\nc: !!str \(scalar)\nd: |\n  \(scalar)\n").findings.isEmpty)
  }

  @Test(arguments: [
    "true", "False", "null", "~", "0", "00", "07", "-7", "8", "80", "1000", "1.5", ".5", "1.", "1.5e+3", "0x1F", ".inf",
    "-.Inf",
    ".nan", "yEs", "nope", "office", "0.1.2", "1.2.3", "10Mi", "500m", "12:60", "0:30", ":30", "a:b", "0b", "0b12",
    "2001-1-1", "2001-01-01x", "20010101", "2001-01", "2001-01-01T10", "10.0.0.0/8", "10.0.0.1", "fe80::1", "==", "<",
    ".", "+",
    "_1", "0o8", "0xZ", "e3", "1e+3x", "09a", "v1", "1.2.3-rc.1", "-f", "+Inf",
  ])
  func `plain scalars that both read alike are left alone`(scalar: String) {
    #expect(Found(document: "a: \(scalar)\n").findings.isEmpty)
  }

  @Test func `keys are scalars too`() {
    #expect(
      Found(document: "x: {y: 1}\non: [push]\n8080: a\n'no': b\n<<: {c: 1}\n").places(.ambiguousScalar)
        == ["1 x.y y", "2 on on"])
  }

  @Test func `findings of one text are bounded`() {
    let text = "a: [" + String(repeating: "yes, ", count: 90_000) + "no]\n"
    #expect(Found(document: text).findings.count == DocumentBudget.findings)
    let twice = (0..<3000).map { "k\($0 % 1500): 1\n" }.joined()
    #expect(Found(document: twice).findings.count == DocumentBudget.findings)
  }
}
