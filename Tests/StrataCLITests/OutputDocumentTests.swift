import Foundation
import Testing

@testable import StrataCLI

@Suite struct `Output: JSON, YAML and CSV` {
  private let record: Record = [
    "scope": "payments/production", "number": 4, "held": false, "parent": nil, "labels": ["live", "stable"],
    "none": [], "empty": [:],
    "inputs": ["template": "orchestration@2.0.0", "nested": [["a": 1, "b": [2]], [[]], [3, 4]]],
  ]

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `JSON keeps the order of keys, after its version`() {
    #expect(
      text(JSONWriter.document(record)) == """
        {
          "format_version": 1,
          "scope": "payments/production",
          "number": 4,
          "held": false,
          "parent": null,
          "labels": [
            "live",
            "stable"
          ],
          "none": [],
          "empty": {},
          "inputs": {
            "template": "orchestration@2.0.0",
            "nested": [
              {
                "a": 1,
                "b": [
                  2
                ]
              },
              [
                []
              ],
              [
                3,
                4
              ]
            ]
          }
        }

        """)
  }

  @Test func `YAML has the same members in block style`() {
    #expect(
      text(YAMLWriter.document(record)) == """
        format_version: 1
        scope: payments/production
        number: 4
        held: false
        parent: null
        labels:
          - live
          - stable
        none: []
        empty: {}
        inputs:
          template: orchestration@2.0.0
          nested:
            - a: 1
              b:
                - 2
            - - []
            - - 3
              - 4

        """)
  }

  @Test(arguments: [
    ("say \"hi\" \\ /", #""say \"hi\" \\ /""#),
    ("a\nb\tc\rd\u{8}e\u{c}f", #""a\nb\tc\rd\be\ff""#),
    ("\r\n", #""\r\n""#),
    ("\u{0}\u{1b}\u{7f}\u{85}\u{9b}", #""\u0000\u001b\u007f\u0085\u009b""#),
    ("\u{2028}\u{2029}\u{202e}\u{2066}\u{61c}\u{200f}", #""\u2028\u2029\u202e\u2066\u061c\u200f""#),
    ("\u{feff}\u{ffff}", #""\ufeff\uffff""#),
    ("é – 更新 🚀", "\"é – 更新 🚀\""),
  ])
  func `JSON escapes what is dangerous and nothing else`(value: String, quoted: String) throws {
    #expect(JSONWriter.compact(.text(value)) == quoted)
    let read = try JSONSerialization.jsonObject(with: Data(quoted.utf8), options: .fragmentsAllowed) as? String
    #expect(read.map { Array($0.unicodeScalars) } == Array(value.unicodeScalars))
  }

  @Test func `every character up to U+FFFF survives JSON`() throws {
    let scalars = (0...0xFFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init).filter { $0 != "\u{feff}" }
    let value = String(String.UnicodeScalarView(scalars))
    let document = Data(JSONWriter.document(["k\u{1b}\"": .text(value)]))
    let object = try #require(try JSONSerialization.jsonObject(with: document) as? [String: Any])
    #expect((object["k\u{1b}\""] as? String).map { Array($0.unicodeScalars) } == scalars)
  }

  @Test(arguments: [
    "nginx", "payments/production", "gp3 is the default", "a@b", "/", "_x", "image:tag", "Yes we can", "nullable",
    "https://example.com/a", "x=1", "a-b", "gp3 (default)",
  ])
  func `YAML leaves harmless text plain`(value: String) {
    #expect(YAMLScalar.isPlain(value))
  }

  @Test(arguments: [
    "", " a", "a ", "a: b", "a:", "a #b", "y", "No", "ON", "off", "True", "NULL", "~", "1", "1.31", "1e3",
    "0x1F", "0o7", "012", "1_000", "12:30:45", "2026-01-31", ".inf", "-1", "- a", "?", "*", "&a", "!x", "%x",
    "@a", "`", "'a", "\"a", "[a", "{a", "a, b", "a\nb", "<<", "=", "|", ">", "---", "é", "500m", "a\u{85}b",
  ])
  func `YAML quotes whatever could read as something else`(value: String) {
    let quoted = JSONWriter.compact(.text(value))
    #expect(text(YAMLWriter.document(["k": .text(value)])) == "format_version: 1\nk: \(quoted)\n")
  }

  @Test func `YAML quotes keys by the same rule`() {
    #expect(
      text(YAMLWriter.document(["on": 1, "app.kubernetes.io/name": 2, "a: b": 3]))
        == "format_version: 1\n\"on\": 1\napp.kubernetes.io/name: 2\n\"a: b\": 3\n")
  }

  @Test func `CSV quotes separators, quotes, line breaks and outer spaces`() {
    let rows = Rows(
      [.text("a"), .number("b")],
      [
        ["a": "x,y", "b": 1], ["a": "say \"hi\"", "b": nil],
        ["a": "l1\nl2", "b": ["p", "q"]],
        ["a": "cr\r", "c": " z"],
      ])
    #expect(
      text(CSVWriter.document(rows))
        == "a,b,c\n\"x,y\",1,\n\"say \"\"hi\"\"\",,\n\"l1\nl2\",\"p, q\",\ncr\\u{d},,\" z\"\n")
  }

  @Test func `CSV has its header without rows, and an empty only cell is a line`() {
    #expect(text(CSVWriter.document(Rows([.text("a"), .text("b")]))) == "a,b\n")
    #expect(text(CSVWriter.document(Rows([.text("a")], [["a": ""]]))) == "a\n\"\"\n")
  }

  @Test func `a record in CSV is a header and one line`() {
    #expect(
      text(CSVWriter.document(["scope": "a/b", "parameters": ["region": "eu", "zones": ["a", "b"]]] as Record))
        == "scope,parameters.region,parameters.zones\na/b,eu,\"a, b\"\n")
  }

  @Test func `a record keeps the first place and the last value of a key`() {
    var record = Record([("a", 1), ("b", 2), ("a", 3)])
    #expect(record == ["a": 3, "b": 2])
    record["b"] = nil as Field?
    #expect(record.entries.map(\.key) == ["a"])
  }

  @Test(arguments: [
    (0.5, "0.5"), (1, "1.0"), (-2.25, "-2.25"), (0.1, "0.1"), (1e20, "1.0e+20"), (1.5e-7, "1.5e-07"),
    (.infinity, "9.0e+999"), (-.infinity, "-9.0e+999"),
  ])
  func `a real number has the fewest digits that read back as the same, and a point`(_ number: Double, _ text: String) {
    #expect(Field.real(number).cell == text)
    #expect(JSONWriter.compact(.real(number)) == text)
    #expect(self.text(YAMLWriter.document(["a": .real(number)])) == "format_version: 1\na: \(text)\n")
    #expect(Double(text) == number)
  }
}
