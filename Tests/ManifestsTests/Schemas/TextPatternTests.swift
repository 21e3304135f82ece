import Testing

@testable import Manifests

struct TextPatternTests {
  @Test(arguments: [
    ("", ["", "a"], []), ("a", ["a", "bab"], ["", "b"]), ("^a", ["ab"], ["ba"]), ("a$", ["ba"], ["ab"]),
    ("^a*$", ["", "aaa"], ["ab"]), ("^a+?$", ["a", "aa"], [""]), ("^(ab)?c$", ["c", "abc"], ["bc"]),
    ("^a{2}$", ["aa"], ["a", "aaa"]), ("^a{2,}$", ["aa", "aaaa"], ["a"]), ("^a{1,2}$", ["a", "aa"], ["", "aaa"]),
    ("a{,2}", ["a{,2}"], ["aa"]), ("^(a|b|)c$", ["ac", "bc", "c"], ["abc"]), ("^a|b$", ["ax", "xb"], ["xa"]),
    ("^[a-c]$", ["b"], ["d", "-"]), ("^[^a-c]$", ["d", "ä"], ["a"]), ("^[]a]$", ["]", "a"], ["b"]),
    ("^[a-]$", ["a", "-"], ["b"]), ("^[-a]$", ["-"], ["b"]), ("^[\\w.\\-]+$", ["a.b-c_1"], ["a/b"]),
    ("^[^\\s]+$", ["ab"], ["a b"]), ("^[^\\D]$", ["1"], ["a"]), ("^.$", ["ä", "😀"], ["\n", ""]),
    ("^\\d{1,3}\\.\\d$", ["12.3"], ["12x3"]), ("^\\x41\\u0042$", ["AB"], ["ab"]), ("^\\x60$", ["`"], ["x"]),
    ("^(?i)abc$", ["ABC", "abc"], ["abd"]), ("^(?i:a)b$", ["Ab"], ["AB"]), ("^(?:a)(?P<n>b)(?<m>c)$", ["abc"], ["ab"]),
    ("\\bcat\\b", ["a cat"], ["cats"]), ("\\Bcat", ["xcat"], ["cat"]), ("^\\/\\$\\^$", ["/$^"], ["a"]),
    ("^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$", ["a.b-c"], ["A", "a-", ".a"]),
    ("^(0|(([0-9]+)h)?(([0-9]+)m)?)$", ["0", "1h", "5m", "1h5m"], ["m1"]),
  ])
  func `a pattern matches anywhere in a text unless it says where`(pattern: String, yes: [String], no: [String]) throws
  {
    let compiled = try #require(TextPattern(pattern))
    for text in yes { #expect(compiled.matches(text), "\(text)") }
    for text in no { #expect(!compiled.matches(text), "\(text)") }
  }

  @Test(arguments: [
    "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "\\1", "\\p{L}", "\\k<a>", "[[:alpha:]]", "(", ")", "[", "[b-a]", "a**", "*a",
    "\\", "a{2000}", "(?<n", "((((a{50}){50}){50}){50})", String(repeating: "(", count: 10_000), "[a-\\d]", "\\x4",
    "((){1000}){1000}", "(((((){900}){900}){900}){900}){900}",
  ])
  func `a pattern that others read otherwise, or too large, is none`(pattern: String) {
    #expect(TextPattern(pattern) == nil)
  }

  @Test func `no pattern takes long`() throws {
    let clock = ContinuousClock()
    let text = String(repeating: "a", count: 4_000)
    for pattern in ["^(a+)+$", "^(a|aa)+b$", "(.*)*x", "^(a?){900}a{900}b$", "((a*)*)*b"] {
      let compiled = try #require(TextPattern(pattern))
      #expect(clock.measure { _ = compiled.matches(text + "!") } < .seconds(10))
    }
  }
}
