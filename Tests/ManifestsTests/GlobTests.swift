import Manifests
import Testing

struct GlobTests {
  @Test(arguments: [
    ("", ["": true, "a": false]), ("*", ["": true, "a": true, "ü\n": true]), ("**", ["": true, "ab": true]),
    ("a", ["a": true, "A": false, "ab": false, "": false]), ("a*", ["a": true, "ab": true, "ba": false]),
    ("*a", ["a": true, "ba": true, "ab": false]), ("a*c", ["ac": true, "abc": true, "abcb": false, "a": false]),
    ("*a*b*", ["ab": true, "xaxbx": true, "ba": false]),
    ("?", ["a": true, "ü": true, "😀": true, "": false, "ab": false]),
    ("a?c", ["abc": true, "aüc": true, "ac": false]), ("*?", ["a": true, "": false]),
    ("?*?", ["ab": true, "a": false]),
    ("*.b", ["a.b": true, "ab": false]), ("[a]", ["[a]": true, "a": false]), ("*aab", ["aaab": true, "aaba": false]),
    ("*ü?", ["xüa": true, "xü": false]), ("a\\*", ["a\\b": true, "a*": false]),
  ])
  func `a glob matches whole texts`(pattern: String, texts: [String: Bool]) {
    for (text, matches) in texts { #expect(Glob(pattern).matches(text) == matches, "\(text)") }
  }

  @Test func `cases count unless they are to be ignored`() {
    #expect(Glob("dePLOY*", ignoresCase: true).matches("Deployment"))
    #expect(!Glob("deploy*").matches("Deployment"))
  }

  @Test func `only stars and question marks make it more than a text`() {
    #expect(Glob("a.[b]{c}\\").isLiteral)
    #expect(!Glob("a*").isLiteral && !Glob("?").isLiteral)
  }

  @Test func `many stars do not make it slow`() {
    let text = String(repeating: "a", count: 5000)
    #expect(!Glob(String(repeating: "*a", count: 30) + "*b").matches(text))
  }
}
