import Catalogue
import Strategy
import Testing

/// Texts that JSON has to escape, and some it must leave alone.
private let texts = [
  "", "plain", "two words", #"a "quoted" word"#, #"back\slash"#, #"\"#, #"\""#, "a/b", "line\nbreak", "\r\n", "tab\t",
  "\u{0}", "\u{1}\u{8}\u{B}\u{C}\u{1F}", "\u{7F}\u{80}\u{85}", "\u{2028}\u{2029}", "é", "e\u{301}", "日本語", "😀",
  "👩‍👩‍👧", "\u{FEFF}", "a\u{FEFF}", "\u{202E}abc", "null", "true", "1", "{}", "[1]", "\\u0041", "</script>", "\u{10FFFF}",
]

struct CanonicalTests {
  // MARK: Text

  @Test(arguments: [
    ("a", #""a""#), (#"""#, #""\"""#), (#"\"#, #""\\""#), ("/", #""/""#), ("\n\r\t", #""\n\r\t""#),
    ("\u{0}\u{1}\u{F}\u{10}\u{1F}", #""\u0000\u0001\u000f\u0010\u001f""#), ("\u{7F}", "\"\u{7F}\""),
    ("é\u{2028}😀", "\"é\u{2028}😀\""), ("", #""""#),
  ])
  func `only quotes, backslashes and control characters are escaped`(text: String, quoted: String) {
    var json: [UInt8] = []
    Canonical.quote(text, into: &json)
    #expect(Bytes(json) == Bytes(Array(quoted.utf8)))
  }

  // MARK: Layers

  @Test(
    arguments: [
      ([], "{}"), ([.init(key: "a", value: .text("1"))], #"{"a":"1"}"#),
      ([.init(key: "a", value: nil)], #"{"a":null}"#),
      ([.init(key: "a", value: .list(["x", "y"]))], #"{"a":["x","y"]}"#),
      ([.init(key: "a", value: .list([]))], #"{"a":[]}"#),
      ([.init(key: "b", value: .text("2")), .init(key: "a", value: .text("1"))], #"{"a":"1","b":"2"}"#),
      (
        [.init(key: "provider.a", value: .text("1")), .init(key: "a", value: .text("1")), .init(key: "_", value: nil)],
        #"{"_":null,"a":"1","provider.a":"1"}"#
      ),
    ] as [([LayerParameters.Entry], String)])
  func `a layer is a map with sorted keys and no blanks`(entries: [LayerParameters.Entry], canonical: String) {
    #expect(LayerParameters(entries).canonical == canonical)
    #expect(LayerParameters(canonical: canonical) == LayerParameters(entries))
  }

  @Test(arguments: texts)
  func `a layer comes back from its text with every byte`(text: String) throws {
    let parameters = LayerParameters([
      .init(key: "text", value: .text(text)), .init(key: "list", value: .list([text, "x", text + "!"])),
      .init(key: "unset", value: nil),
    ])
    let back = try #require(LayerParameters(canonical: parameters.canonical))
    #expect(Bytes(Array(back.canonical.utf8)) == Bytes(Array(parameters.canonical.utf8)))
    guard case .text(let read)? = back.entry("text")?.value else {
      Issue.record("the text is gone")
      return
    }
    #expect(Bytes(Array(read.utf8)) == Bytes(Array(text.utf8)))
    #expect(back.entries.map(\.key) == ["list", "text", "unset"])
    #expect(back.entry("unset") == .init(key: "unset", value: nil))
  }

  @Test(arguments: [
    "", " ", "null", "[]", "{", #"{"a":}"#, #"{"a":1}"#, #"{"a":true}"#, #"{"a":{}}"#, #"{"a":[1]}"#,
    #"{"a":["x",null]}"#, #"{"a":[["x"]]}"#, #"{a:"1"}"#, #"{"a": "1"}"#, #"{"a":"\/"}"#, #"{"a":"\u0041"}"#,
    #"{"a":"\u00+f"}"#, #"{"a":"1",}"#, #"{"a":nul}"#, #""a""#, #"{"a":"1"}x"#, "{\"a\":\"\u{1}\"}",
    String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
  ])
  func `what is no layer is refused`(canonical: String) {
    #expect(LayerParameters(canonical: canonical) == nil)
  }

  // MARK: Parameters

  @Test func `parameters are a map of values with their layers`() {
    let set = ParameterSet([
      .init(key: "size", value: .text("small"), layer: .team),
      .init(key: "scaling", value: .list(["a", "b"]), layer: .standard),
      .init(key: "provider.x", value: .text("\""), layer: .everyTeam),
    ])
    #expect(
      set.canonical == #"{"provider.x":{"layer":"*/environment","value":"\""},"#
        + #""scaling":{"layer":"default","value":["a","b"]},"size":{"layer":"team","value":"small"}}"#)
    #expect(set.digest == Digest(of: Array(set.canonical.utf8)))
    #expect(ParameterSet(canonical: set.canonical) == set)
    #expect(set["size"]?.layer == .team)
    #expect(set["missing"] == nil)
  }

  @Test(arguments: Layer.allCases)
  func `every kind of layer is kept`(layer: Layer) {
    let set = ParameterSet([.init(key: "k", value: .text("v"), layer: layer)])
    #expect(ParameterSet(canonical: set.canonical)?["k"]?.layer == layer)
  }

  @Test(arguments: texts)
  func `parameters come back from their text with every byte`(text: String) throws {
    let set = ParameterSet([.init(key: "k", value: .text(text), layer: .root)])
    let back = try #require(ParameterSet(canonical: set.canonical))
    #expect(back.digest == set.digest)
    #expect(Bytes(Array((back["k"]?.value.written ?? "gone").utf8)) == Bytes(Array(text.utf8)))
  }

  @Test(arguments: [
    "", "[]", #"{"a":"1"}"#, #"{"a":{}}"#, #"{"a":{"layer":"team"}}"#, #"{"a":{"value":"1"}}"#,
    #"{"a":{"layer":"Team","value":"1"}}"#, #"{"a":{"layer":"team","value":null}}"#,
    #"{"a":{"layer":1,"value":"1"}}"#, #"{"a":{"layer":"team","value":2}}"#, #"{"a":{"layer":"team","value":[2]}}"#,
  ])
  func `what is no set of parameters is refused`(canonical: String) {
    #expect(ParameterSet(canonical: canonical) == nil)
  }

  // MARK: Reads and mappings

  @Test func `reads are a sorted list`() {
    let set = ReadSet(["size", "@team", "provider.storage.default", "*", "a\"b"])
    #expect(set.canonical == #"["*","@team","a\"b","provider.storage.default","size"]"#)
    #expect(set.digest == Digest(of: Array(set.canonical.utf8)))
    #expect(ReadSet(canonical: set.canonical) == set)
    #expect(ReadSet([]).canonical == "[]")
    #expect(ReadSet(canonical: "[]") == ReadSet([]))
  }

  @Test(arguments: ["", "{}", "[1]", "[null]", #"["a""#, #""a""#])
  func `what is no list of reads is refused`(canonical: String) {
    #expect(ReadSet(canonical: canonical) == nil)
  }

  @Test(arguments: texts)
  func `a mapping comes back from its text with every byte`(text: String) throws {
    let mapping = ProviderMapping(
      provider: "aws", entries: [.init(key: "b.c", value: text), .init(key: "a", value: "1")])
    let back = try #require(ProviderMapping(provider: "aws", canonical: mapping.canonical))
    #expect(back.canonical.utf8.elementsEqual(mapping.canonical.utf8))
    #expect(mapping.canonical.hasPrefix(#"{"a":"1","b.c":""#))
    #expect(back.provider == "aws")
  }

  @Test(arguments: ["", "[]", #"{"a":1}"#, #"{"a":null}"#, #"{"a":["x"]}"#, #"{"a":{}}"#])
  func `what is no mapping is refused`(canonical: String) {
    #expect(ProviderMapping(provider: "aws", canonical: canonical) == nil)
  }

  // MARK: Changing layers

  @Test func `changing a layer replaces whole values, adds and removes`() {
    let layer = LayerParameters([
      .init(key: "a", value: .text("1")), .init(key: "b", value: .list(["x", "y"])), .init(key: "c", value: .text("3")),
    ])
    let changed = layer.changing(
      [.init(key: "b", value: .text("z")), .init(key: "d", value: nil)], removing: ["c", "unknown"])
    #expect(changed.canonical == #"{"a":"1","b":"z","d":null}"#)
    #expect(layer.changing([]).canonical == layer.canonical)
    #expect(LayerParameters.empty.canonical == "{}")
  }
}

/// Bytes that print as text when they differ.
private struct Bytes: Equatable, CustomStringConvertible {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  var description: String { String(decoding: bytes, as: UTF8.self).debugDescription }
}
