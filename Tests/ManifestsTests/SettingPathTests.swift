import Manifests
import Testing

struct SettingPathTests {
  private static let paths: [(String, [SettingPath.Step])] = [
    ("", []), ("a", [.key("a")]), ("a.b", [.key("a"), .key("b")]), ("[0]", [.item(index: 0, name: nil)]),
    ("a[12].b", [.key("a"), .item(index: 12, name: nil), .key("b")]),
    ("a[web].b", [.key("a"), .item(index: 2, name: "web"), .key("b")]),
    ("a[x.y/z w][0]", [.key("a"), .item(index: 1, name: "x.y/z w"), .item(index: 0, name: nil)]),
    ("[\"a.b/c\"].d", [.key("a.b/c"), .key("d")]), ("a[\"\"][\"[\"]", [.key("a"), .key(""), .key("[")]),
    ("a[\"]\\\"\\\\\\n\\u001b\"][x]", [.key("a"), .key("]\"\\\n\u{1b}"), .item(index: 3, name: "x")]),
    ("a[\"ü😀\"]", [.key("a"), .key("ü😀")]), ("a-b_c.8080", [.key("a-b_c"), .key("8080")]),
    ("a[\"0\\u007f\"]", [.key("a"), .key("0\u{7f}")]),
  ]

  @Test(arguments: paths)
  func `a path is its steps and its text`(text: String, steps: [SettingPath.Step]) throws {
    let path = SettingPath(steps)
    #expect(path.text == text)
    #expect(path.steps == steps)
    #expect(SettingPath(text: path.text, positions: path.positions) == path)
  }

  @Test(arguments: ["", "8080", "*", "a]", "[a", "a\"", "a?", "a\n", String(repeating: "n", count: 254)])
  func `a name that could mean something else gives way to the index`(name: String) {
    #expect(SettingPath([.item(index: 4, name: name)]).text == "[4]")
  }

  @Test(arguments: [
    ("a.b", "a.b"), ("a[0].b[web][3]", "a[*].b[*][*]"), ("[\"x[0]\"][1]", "[\"x[0]\"][*]"),
    ("a[\"q\\\"]\"][web]", "a[\"q\\\"]\"][*]"),
  ])
  func `a shape has every item as any`(text: String, shape: String) throws {
    let positions = Array(
      repeating: 0, count: shape.split(separator: "[*]", omittingEmptySubsequences: false).count - 1)
    let named = text.replacing("[3]", with: "[0]").replacing("[1]", with: "[0]")
    #expect(try #require(SettingPath(text: named, positions: positions)).shape == shape)
  }

  @Test(
    arguments: [
      ("a[0]", []), ("a[0]", [1]), ("a", [0]), ("a[", [0]), ("a]", []), ("a..b", []), (".a", []), ("a.", []),
      ("a[0]b", [0]), ("a[\"b]", []), ("a[\"b\"", []), ("a[\"\\q\"]", []), ("a b", []), ("a[*]", [0]), ("a[]", [0]),
    ] as [(String, [Int])])
  func `what was never written is no path`(text: String, positions: [Int]) {
    #expect(SettingPath(text: text, positions: positions) == nil)
  }
}
