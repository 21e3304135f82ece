import Manifests
import Testing

struct DocumentShapeTests {
  /// What differs where `@` is a value, and `shop` in its place is none.
  private static func difference(
    _ text: String, _ value: String, neutral: String = "shop", as format: DocumentShape.Format = .yaml,
    isGiven: Bool = true
  ) -> String? {
    var marks = ShapeMarks()
    let mark = marks.add(Array(value.utf8), isGiven: isGiven)
    func filled(_ value: [UInt8]) -> [UInt8] { text.utf8.flatMap { $0 == UInt8(ascii: "@") ? value : [$0] } }
    let texts = ShapeText(made: filled(Array(value.utf8)), neutral: filled(Array(neutral.utf8)), marked: filled(mark))
    return DocumentShape(marks).difference(in: texts, as: format, name: "it")?.described(beside: "N")
  }

  @Test(arguments: [
    ("a: @", "web"), ("a: @", "A small shop, it's"), ("a: @", "x{y}"), ("a: '@'", "a: b # c"), ("a: '@'", "null"),
    ("a: \"@\"", "it's {x}"), ("a: {b: @, c: d}", "x:y"), ("- @", "a - b"), ("a: |\n  x @\n  y", "\"': # {"),
    ("@: a", "web"), ("a: b # @", "x # y: {"), ("a: x @ y", "\"z\""), ("a: @", "\u{E9}"), ("a: &x @\nb: *x", "web"),
    ("a: [@, @]", "web"),
  ])
  func `a text that stays one scalar is the same shape`(text: String, value: String) {
    #expect(DocumentShapeTests.difference(text, value) == nil)
  }

  @Test(arguments: [
    ("a: @", "123", "makes :a an integer, where N gives a text"),
    ("a: @", "1e3", "makes :a a number to YAML 1.2 and text to YAML 1.1, where N gives a text"),
    ("a: @", "null", "makes :a null, where N gives a text"), ("a: @", "", "makes :a null, where N gives a text"),
    ("a: @", "true", "makes :a a truth value, where N gives a text"),
    ("a: @", "yes", "makes :a a text to YAML 1.2 and true to YAML 1.1, where N gives a text"),
    ("a: @", "12:30", "makes :a a text to YAML 1.2 and a number of base 60 to YAML 1.1, where N gives a text"),
    ("a: @", "x # y", "makes :a the text 'x', where N gives one that holds all of it"),
    ("a: @", " x", "makes :a the text 'x', where N gives one that holds all of it"),
    ("a: @", "&x z", "makes :a the text 'z', where N gives one that holds all of it"),
    ("a: @", "{x: 1}", "makes :a a map, where N gives a text"),
    ("a: @", "[x]", "makes :a a list, where N gives a text"),
    ("a: @", "'x'", "makes :a a text written otherwise, where N gives one as the template writes it"),
    ("a: @", "*x", "makes it unreadable (the alias '*x' has no anchor '&x' before it), where N gives a document"),
    ("a: {b: @, c: d}", "x, e: f", "makes :a.b the text 'x', where N gives one that holds all of it"),
    ("a: '@'", "it''s", "makes :a the text 'it's', where N gives one that holds all of it"),
    ("a: \"@\"", "x\\ty", "makes :a the text 'x y', where N gives one that holds all of it"),
    ("@: a\nx: b", "x", "makes it a map with the key 'x' twice, where N gives other keys"),
    ("@: a", "on", "makes :shop a text to YAML 1.2 and true to YAML 1.1 as its key, where N gives a text"),
    (
      "a: x\n@: y", "<<",
      "makes it unreadable (a merge key '<<' whose value is no map and no list of maps), where N gives a document"
    ),
    ("kind: @\nmetadata: {name: x}", "Role", "makes it another object, 'Role', where N gives 'shop'"),
    ("kind: Pod\nmetadata: {name: x}\na: @", "1", "makes Pod/x:a an integer, where N gives a text"),
  ])
  func `what is more or less than that text is told with its place`(text: String, value: String, told: String) {
    #expect(DocumentShapeTests.difference(text, value) == told)
  }

  @Test func `a number is held to a number, a date to a date`() {
    #expect(DocumentShapeTests.difference("a: @", "12", neutral: "3") == nil)
    #expect(DocumentShapeTests.difference("a: @", "1.5", neutral: "3") == "makes :a a number, where N gives an integer")
    #expect(DocumentShapeTests.difference("a: @", "three", neutral: "3") == "makes :a a text, where N gives an integer")
    #expect(DocumentShapeTests.difference("a: @", "2025-02-03", neutral: "2024-01-01") == nil)
    #expect(DocumentShapeTests.difference("a: @", "010", neutral: "8") != nil)
  }

  @Test func `quotes that the template doubles are no difference`() {
    #expect(DocumentShapeTests.difference("a: '@'", "it''s", isGiven: false) == nil)
    #expect(DocumentShapeTests.difference("a: \"@\"", #"say \"hi\""#, isGiven: false) == nil)
  }

  @Test func `JSON keeps its texts and numbers`() {
    let text = #"{"a": "@", "b": [1]}"#
    #expect(DocumentShapeTests.difference(text, "x: {y}, #", as: .json) == nil)
    #expect(DocumentShapeTests.difference(text, #"x", "c": "y"#, as: .json) != nil)
    #expect(DocumentShapeTests.difference(text, #"x\u0041"#, as: .json) != nil)
    #expect(DocumentShapeTests.difference(#"{"a": @}"#, "12", neutral: "3", as: .json) == nil)
    #expect(DocumentShapeTests.difference(#"{"a": @}"#, "1.5", neutral: "3", as: .json) != nil)
  }

  @Test func `a document in a text is held to its shape too`() {
    let text = "data:\n  dash.json: |\n    {\"title\": \"@\"}\n"
    #expect(DocumentShapeTests.difference(text, "A: {b}") == nil)
    #expect(DocumentShapeTests.difference(text, #"x", "evil": "y"#)?.contains("data[\"dash.json\"]") == true)
    let yaml = "data:\n  rules.yaml: |\n    a: @\n"
    #expect(DocumentShapeTests.difference(yaml, "x # y") != nil)
    let script = "data:\n  run.sh: |\n    echo \"@\"\n"
    #expect(DocumentShapeTests.difference(script, "a b") == nil)
    #expect(DocumentShapeTests.difference(script, "$(id)") != nil)
  }

  @Test func `text that is no document with the neutral value either may not bring signs`() {
    #expect(DocumentShapeTests.difference("a: {{ .x }}: [@", "a small web") == nil)
    #expect(
      DocumentShapeTests.difference("a: {{ .x }}: [@", "a: b") == "changes words, quotes or signs of it, unlike N")
  }
}
