import Manifests
import Testing

struct BrokenDocumentTests {
  @Test(arguments: [
    ("a: b: c\n", "1 : mapping values are not allowed in this context"),
    ("a: 1\nb: [1\n", "3 : did not find expected ',' or ']', while parsing a flow sequence"),
    ("\ta: 1\n", "1 : found character that cannot start any token, while scanning for the next token"),
    ("a:\n\tb: 1\n", "2 : found character that cannot start any token, while scanning for the next token"),
    ("a: \"\\q\"\n", "1 : found unknown escape character, while parsing a quoted scalar"),
    ("a: 1\n--- {b: 2}\n", "2 : more than one document"),
    ("a: *x\n", "1 : the alias '*x' has no anchor '&x' before it"),
    ("*x : 1\n", "1 : the alias '*x' has no anchor '&x' before it"),
    ("a: &x\n  b: *x\n", "2 : the alias '*x' stands inside what it means"),
    ("a: &x 1\nb: &x [*x]\n", "2 : the alias '*x' stands inside what it means"),
    ("? [a]\n: 1\n", "1 : a key that is a map or a list, expected text"),
    ("{a: 1}: 1\n", "1 : a key that is a map or a list, expected text"),
    ("{{ x }}: 1\n", "1 : a key that is a map or a list, expected text"),
    ("a: &x [1]\n*x : 1\n", "2 : a key that is a map or a list, expected text"),
    ("a: 1\nb: 2\na: 3\n", "3 : the key 'a' stands twice, first in line 1"),
    ("a: 1\n\"a\": 3\n", "2 : the key 'a' stands twice, first in line 1"),
    ("a:\n  b: {c: 1, c: 2}\n", "2 : the key 'c' stands twice, first in line 2"),
    ("a:\n  b: 1\nc: 1\na:\n  d: 1\n", "4 : the key 'a' stands twice, first in line 1"),
    (
      "apiVersion: v1\nkind: A\napiVersion: v1\nkind: B\n",
      "3 : the key 'apiVersion' stands twice, first in line 1; a '---' may be missing between two objects"
    ),
    ("a: {kind: 1, kind: 2}\n", "1 : the key 'kind' stands twice, first in line 1"),
    ("a: 1\n<<: x\n", "2 : a merge key '<<' whose value is no map and no list of maps"),
    ("<<: [{a: 1}, x]\n", "1 : a merge key '<<' whose value is no map and no list of maps"),
    ("a: &x {}\n<<: *x\n<<: *x\n", "3 : the key '<<' stands twice, first in line 2"),
    ("a: 1\nb: \u{0}\n", "2 : control characters are not allowed"),
  ])
  func `a document that does not parse has one problem and no settings`(text: String, problem: String) {
    let read = Content(text)
    #expect(read.problems == [problem])
    #expect(read.settings.isEmpty)
    #expect(read.content.kind == nil && read.content.apiVersion == nil)
  }

  @Test func `a key that stands twice among many is found`() {
    let keys = (0..<50).map { "k\($0): 1\n" }.joined()
    #expect(Content(keys + "k7: 2\n").problems == ["51 : the key 'k7' stands twice, first in line 8"])
    #expect(Content(keys).settings.count == 50)
  }

  @Test func `what is no UTF-8 is a problem`() {
    let content = ManifestContent(reading: Array("a: 1\nb: ".utf8) + [0xFF, 0x0A])
    #expect(content.problems.map(\.text) == ["invalid leading UTF-8 octet"])
  }

  // MARK: Budgets

  @Test(arguments: [
    String(repeating: "[", count: 10_000), String(repeating: "{a: ", count: 10_000),
    String(repeating: "- ", count: 10_000) + "x",
    (0..<10_000).map { String(repeating: " ", count: $0 % 200) + "a:\n" }.prefix(150).joined(),
    String(repeating: "? ", count: 10_000) + "x",
  ])
  func `a document nested too deeply is refused`(text: String) {
    let read = Content(text)
    #expect(read.settings.isEmpty)
    #expect(read.content.problems.count == 1)
  }

  @Test func `the depth that is allowed is read`() {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + "x" + String(repeating: "]", count: levels)
    }
    #expect(Content(nested(DocumentBudget.depth)).settings.count == 1)
    #expect(Content(nested(DocumentBudget.depth + 1)).problems == ["1 : nested more than 100 levels deep"])
  }

  @Test func `levels behind aliases count`() {
    var text = "a0: &a0 [x]\n"
    for level in 1...120 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(Content(text).problems == ["100 : nested more than 100 levels deep"])
  }

  /// Nine aliases of nine aliases of …: 9 to the ninth leaves.
  private static func bomb(leaf: String, levels: Int = 9) -> String {
    var text = "a: &a \(leaf)\n"
    for (above, below) in zip("bcdefghijklmno".prefix(levels), "abcdefghijklmno") {
      text += "\(above): &\(above) [" + Array(repeating: "*\(below)", count: 9).joined(separator: ",") + "]\n"
    }
    return text
  }

  @Test(arguments: [bomb(leaf: "x"), bomb(leaf: "[]"), bomb(leaf: "{}"), bomb(leaf: "{y: [z]}", levels: 14)])
  func `an alias bomb is refused`(text: String) {
    let read = Content(text)
    #expect(read.problems == ["7 : more than 100000 leaves, with what its aliases repeat"])
    #expect(read.settings.isEmpty)
  }

  @Test func `a bomb of merge keys is refused`() {
    var text = "a: &a {x: 1}\n"
    for (above, below) in zip("bcdefghijklmno", "abcdefghijklmno") {
      text += "\(above): &\(above) {<<: [" + Array(repeating: "*\(below)", count: 9).joined(separator: ",") + "]}\n"
    }
    #expect(Content(text).problems == ["7 : more than 100000 leaves, with what its aliases repeat"])
  }

  @Test func `a document of very many directives is refused`() {
    func text(_ count: Int) -> String { (0..<count).map { "%TAG !e\($0)! tag:x\n" }.joined() + "---\na: !e0!x 1\n" }
    #expect(Content(text(100)).settings == ["a = 1"])
    #expect(Content(text(100_000)).problems == ["1 : more than 100 directives '%TAG'"])
  }

  @Test func `the leaves of embedded documents count`() {
    let list = "[" + String(repeating: "1,", count: 60_000) + "1]"
    let text = "apiVersion: v1\nkind: ConfigMap\ndata:\n  a: '\(list)'\n  b.json: '\(list)'\n"
    let read = Content(text)
    #expect(read.problems == ["5 data[\"b.json\"]: more than 100000 leaves, with what its aliases repeat"])
    #expect(read.settings.count == 60_001 + 4)
    #expect(Content(text + "c: [" + String(repeating: "1,", count: 60_000) + "]\n").settings.isEmpty)
  }

  @Test func `a document of too many leaves is refused`() {
    let item = "- 1\n"
    #expect(Content(String(repeating: item, count: DocumentBudget.leaves)).settings.count == DocumentBudget.leaves)
    #expect(Content(String(repeating: item, count: DocumentBudget.leaves + 1)).settings.isEmpty)
  }

  @Test func `long keys and long paths are refused`() {
    let key = String(repeating: "k", count: 1000)
    #expect(Content("? \(key)\(key)\n: 1\n").problems == ["1 : a key longer than 1024 bytes"])
    let keys = (0..<20).map { "\(String(repeating: " ", count: $0))? \(key)\n\(String(repeating: " ", count: $0)):\n" }
    let items = String(repeating: String(repeating: " ", count: 21) + "- 1\n", count: 5000)
    #expect(
      Content(keys.joined() + items).content.problems.map(\.text) == ["more than 67108864 bytes of paths and values"])
  }
}
