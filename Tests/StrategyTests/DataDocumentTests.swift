import Handlebars
import Strategy
import Testing

extension Value {
  /// The value with its types visible: texts in quotes, keys in their order.
  var shown: String {
    switch self {
    case .undefined: "undefined"
    case .null: "null"
    case .bool(let flag): "\(flag)"
    case .number: text
    case .string(let text): text.debugDescription
    case .list(let list): "[" + list.items.map(\.shown).joined(separator: ", ") + "]"
    case .map(let map):
      "{" + map.entries.map { "\($0.key.debugDescription): \($0.value.shown)" }.joined(separator: ", ") + "}"
    }
  }
}

struct DataDocumentTests {
  private static func problem(_ text: String) -> String {
    let error = #expect(throws: StrategyError.self) { try DataDocument.parse(text, name: "d") }
    return error?.description ?? ""
  }

  // MARK: JSON

  @Test(arguments: [
    ("{}", "{}"), ("[]", "[]"), ("null", "null"), ("\"a\"", "\"a\""), ("[true,false,null]", "[true, false, null]"),
    (#"{"b":1,"a":{"d":[],"c":2}}"#, #"{"b": 1, "a": {"d": [], "c": 2}}"#),
    // As JavaScript orders an object: array indexes first.
    (#"{"b":1,"10":2,"2":3,"a":4,"01":5}"#, #"{"2": 3, "10": 2, "b": 1, "a": 4, "01": 5}"#),
    (
      #"[0,-0,1.5,-1.5E-3,1E5,1e21,0.1,123456789012345678]"#,
      "[0, 0, 1.5, -0.0015, 100000, 1e+21, 0.1, 123456789012345680]"
    ),
    (#"["1","true","null",""]"#, #"["1", "true", "null", ""]"#), ("{\n\t\"a\":\t1\r\n}", #"{"a": 1}"#),
    (#"{"a b":{"":1}}"#, #"{"a b": {"": 1}}"#), ("{\"a\":[1,\n2,\n\n3]}", #"{"a": [1, 2, 3]}"#),
    (##"{"a":"# no comment: [x]"}"##, ##"{"a": "# no comment: [x]"}"##), ("\u{FEFF}{\"a\":1}", #"{"a": 1}"#),
  ])
  func `JSON is read with its order and its types`(text: String, shown: String) throws {
    #expect(try DataDocument.parse(text, name: "d").shown == shown)
  }

  @Test(arguments: [
    (#""\u0041\b\f\n\r\t\"\\\/""#, "A\u{8}\u{C}\n\r\t\"\\/"), (#""\u0000""#, "\u{0}"), (#""\ud83d\ude00""#, "😀"),
    (#""\uD83D\uDE00!""#, "😀!"), (#""\\ud83d\\ude00""#, #"\ud83d\ude00"#),
    (#""\u00e9\u2028\u2029\ufeff""#, "é\u{2028}\u{2029}\u{FEFF}"),
    ("\"\u{2028}\u{2029}\u{85}\u{7F}\u{FEFF}\u{9F}\"", "\u{2028}\u{2029}\u{85}\u{7F}\u{FEFF}\u{9F}"),
    ("\"é日😀\"", "é日😀"),
    ("\"e\u{301}\"", "e\u{301}"), (#""\ud83d\ude00\ud83d\ude01""#, "😀😁"), ("\"  two  blanks \"", "  two  blanks "),
    ("\"\(String(repeating: "k", count: 5000))\"", String(repeating: "k", count: 5000)),
  ])
  func `every character of a JSON text arrives`(json: String, text: String) throws {
    for document in [json, "[\(json)]", "{\"a\":\(json)}", "{\(json.count < 1000 ? json : "\"k\"") : \(json)}"] {
      let value = try DataDocument.parse(document, name: "d")
      let found =
        switch value {
        case .list(let list): list.items[0].text
        case .map(let map): map.entries[0].value.text
        default: value.text
        }
      #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "\(document.prefix(60))")
    }
  }

  @Test(arguments: [
    ("[1,,2]", "d:1:4: not YAML: did not find expected node content"),
    ("{\"a\":1} x", "d:1:9: not YAML: did not find expected <document start>"),
    ("[1\n", "d:2:1: not YAML: did not find expected ',' or ']'"),
    ("\"a", "d:1:3: not YAML: a quoted text is never closed"),
    (#"{"a":1,"a":2}"#, "d:1:2: the same key twice: 'a'"),
    (#""\ud83d""#, "d:1:4: not YAML: found invalid Unicode character escape code"),
    (#""\ude00\ud83d""#, "d:1:4: not YAML: found invalid Unicode character escape code"),
    (#""\q""#, "d:1:2: not YAML: found unknown escape character"),
  ])
  func `what is no JSON is refused with its place`(text: String, problem: String) {
    #expect(DataDocumentTests.problem(text) == problem)
  }

  // MARK: YAML

  /// The core schema of YAML 1.2.2 (10.3) as far as JSON has its values: octal and hexadecimal numbers, infinity and
  /// NaN stay text.
  @Test(arguments: [
    ("no", "\"no\""), ("yes", "\"yes\""), ("on", "\"on\""), ("off", "\"off\""), ("y", "\"y\""), ("n", "\"n\""),
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("tRue", "\"tRue\""), ("false", "false"), ("False", "false"),
    ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nUll", "\"nUll\""), ("~", "null"), ("", "null"),
    ("010", "10"), ("0", "0"), ("-0", "0"), ("+5", "5"), ("-17", "-17"), ("1_000", "\"1_000\""), ("0x1F", "\"0x1F\""),
    ("0o17", "\"0o17\""), ("1.5", "1.5"), ("1.", "1"), (".5", "0.5"), ("+.5", "0.5"), ("-.5e+3", "-500"),
    ("1e3", "1000"),
    ("1E-2", "0.01"), ("1e", "\"1e\""), ("e1", "\"e1\""), ("+", "\"+\""), (".", "\".\""), ("1.2.3", "\"1.2.3\""),
    ("1-2", "\"1-2\""),
    (".inf", "\".inf\""), (".nan", "\".nan\""), ("inf", "\"inf\""), ("nan", "\"nan\""), ("1e400", "Infinity"),
    ("2024-01-01", "\"2024-01-01\""), ("12:30:45", "\"12:30:45\""), ("1.31", "1.31"), ("500m", "\"500m\""),
    ("'true'", "\"true\""), ("\"1\"", "\"1\""), ("|\n  5", "\"5\""), (">\n  a\n  b", "\"a b\""),
  ])
  func `plain scalars of YAML are read by its core schema`(scalar: String, shown: String) throws {
    #expect(try DataDocument.parse("a: \(scalar)", name: "d").shown == "{\"a\": \(shown)}")
  }

  @Test(arguments: [
    ("", "null"), ("\n# nothing\n", "null"), ("a: &x [1, 2]\nb: *x\n", #"{"a": [1, 2], "b": [1, 2]}"#),
    ("z: 1\na: 2\n", #"{"z": 1, "a": 2}"#), ("- a\n- - b\n  - c\n", #"["a", ["b", "c"]]"#), ("--- 1\n", "1"),
    ("<<: {a: 1}\n", #"{"<<": {"a": 1}}"#),
  ])
  func `YAML documents are read with the order of their keys`(text: String, shown: String) throws {
    #expect(try DataDocument.parse(text, name: "d").shown == shown)
  }

  @Test(arguments: [
    ("a: 1\na: 2\n", "d:1:1: the same key twice: 'a'"),
    ("x:\n  b: 1\n  a: 1\n  a: 2\n", "d:3:3: the same key twice: 'a'"),
    ("a: b: c\n", "d:1:5: not YAML: a second ': ' in one line; a text that holds ': ' is put in quotes"),
    ("a: *x\n", "d:1:4: not YAML: found undefined alias"),
    ("--- 1\n--- 2\n", "d:2:1: expected one YAML document, found another"),
    (
      "a:\n\tb: 1\n",
      "d:2:1: not YAML: a tab, '@', '`' or '%' begins a word; lines are indented with blanks, such texts put in quotes"
    ),
  ])
  func `what is no YAML is refused with its place`(text: String, problem: String) {
    #expect(DataDocumentTests.problem(text) == problem)
  }

  // MARK: Limits

  private static func nested(_ levels: Int) -> String {
    String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
  }

  @Test func `256 levels are read, and one more is refused`() throws {
    #expect(try DataDocument.parse(DataDocumentTests.nested(257), name: "d").shown == DataDocumentTests.nested(257))
    #expect(DataDocumentTests.problem(DataDocumentTests.nested(258)) == "d:1:258: nested more than 256 levels deep")
  }

  enum Deep: String, CaseIterable {
    case brackets, braces, closedBrackets, dashes, closedBraces, indentation

    var text: String {
      switch self {
      case .brackets: String(repeating: "[", count: 200_000)
      case .braces: String(repeating: "{\"a\":", count: 200_000)
      case .closedBrackets: nested(9_000)
      case .dashes: String(repeating: "- ", count: 200_000) + "x"
      case .closedBraces: String(repeating: "{a: ", count: 9_000) + "1" + String(repeating: "}", count: 9_000)
      case .indentation: (0..<1500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
      }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: Deep.allCases)
  func `very deep nesting is refused and does not crash`(deep: Deep) {
    #expect(DataDocumentTests.problem(deep.text).lowercased().contains("nest"))
  }

  @Test(.timeLimit(.minutes(1))) func `an alias bomb is refused`() {
    var text = "b0: &b0 [x]\n"
    for level in 1...20 {
      text += "b\(level): &b\(level) [\(Array(repeating: "*b\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(DataDocumentTests.problem(text) == "d:6:5: its aliases repeat more than 29264 values")
  }

  private static func bomb(_ levels: Int) -> String {
    var text = "b0: &b0 [x]\n"
    for level in 1...levels {
      text += "b\(level): &b\(level) [\(Array(repeating: "*b\(level - 1)", count: 9).joined(separator: ", "))]\n"
    }
    return text
  }

  /// The parser itself would take for ever: it hashes all that a key stands for.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "? *b20\n: 1\n", "?\n  *b20\n: 1\n", "*b20 : 1\n", "*b20: 1\n", "x: {*b20 : 1}\n", "x: {? *b20 : 1}\n",
      "[*b20]: 1\n",
      "[*b20] : 1\n", "{a: *b20} : 1\n", "? [a,\n  *b20]\n: 1\n", "? - *b20\n: 1\n", "x: [? *b20 : 1]\n",
    ])
  func `an alias bomb in a key is refused`(key: String) {
    let problem = DataDocumentTests.problem(DataDocumentTests.bomb(20) + key)
    #expect(problem.hasPrefix("d:22:") || problem.hasPrefix("d:23:"))
    #expect(problem.hasSuffix(": a key that is no text, in a document with aliases"))
  }

  @Test(.timeLimit(.minutes(1))) func `a very long chain of aliases is refused`() {
    let chain = (1...300_000).map { "a\($0): &a\($0) [*a\($0 - 1)]\n" }.joined()
    #expect(DataDocumentTests.problem("a0: &a0 x\n" + chain) == "d:1002:16: aliases of more than 1000 anchors")
  }

  @Test(arguments: [
    ("a: &x 1\nb: [*x, *x]\nc: {d: *x}\n", #"{"a": 1, "b": [1, 1], "c": {"d": 1}}"#), ("? a\n: 1\n", #"{"a": 1}"#),
    ("a: 'R&D *and* T&T ? yes'\nb: {c: 1}\n", ##"{"a": "R&D *and* T&T ? yes", "b": {"c": 1}}"##),
    (#"{"a": "is &this *that ? ", "b": [{"c": "}: x"}]}"#, #"{"a": "is &this *that ? ", "b": [{"c": "}: x"}]}"#),
    ("a: &x what?\nb: *x\n", #"{"a": "what?", "b": "what?"}"#),
  ])
  func `aliases of values, keys of another kind and texts like them are read`(text: String, shown: String) throws {
    #expect(try DataDocument.parse(text, name: "d").shown == shown)
  }
}
