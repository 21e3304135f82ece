import Manifests
import Testing

/// Code and prose, which are compared line by line.
struct LineShapeTests {
  private static func filled(_ text: String, _ value: String) -> [UInt8] {
    Array(text.utf8).flatMap { $0 == UInt8(ascii: "@") ? Array(value.utf8) : [$0] }
  }

  private static func shell(_ text: String, _ value: String, neutral: String = "shop") -> Int? {
    CodeShape.differingLine(shell: filled(text, value), filled(text, neutral))
  }

  private static func prose(_ text: String, _ value: String, neutral: String = "shop") -> Int? {
    ProseShape.differingLine(filled(text, value), filled(text, neutral))
  }

  @Test(arguments: [
    ("echo @", "web-1.2"), ("echo \"@\"", "a b; c | d & (e) # f"), ("echo '@'", "$(id) \"x\" `y` \\"),
    ("echo x # @", "; rm -rf $(x) '"), ("cat <<EOF\n@ it's\nEOF\necho x", "a b \" ; c"),
    ("cat <<'EOF'\n@\nEOF", "$(id)"), ("a \"$(b \"@\")\"", "x y"), ("kubectl -n @ get", "a=b"),
  ])
  func `words that stay words do not change code`(text: String, value: String) {
    #expect(LineShapeTests.shell(text, value) == nil)
  }

  @Test(arguments: [
    ("echo @", "$(id)"), ("echo @", "`id`"), ("echo @", "a;b"), ("echo @", "a b"), ("echo @", ""), ("echo @", "-x"),
    ("echo @", "#"), ("echo @", "*"), ("echo @", "~"), ("echo @", "'"), ("echo @", ">x"), ("echo \"@\"", "x\" y"),
    ("echo \"@\"", "$x"), ("echo \"@\"", "a\\"), ("echo \"@\"", "!x"), ("echo '@'", "a'b"),
    ("cat <<EOF\n@\nEOF\nx", "EOF"),
    ("cat <<EOF\n@\nEOF", "$(id)"), ("cat <<'EOF'\n@\nEOF\nx", "EOF"), ("a \"$(b @)\"", "x)"),
  ])
  func `what starts, ends or substitutes something changes code`(text: String, value: String) {
    #expect(LineShapeTests.shell(text, value) != nil)
  }

  @Test func `the line is told`() {
    #expect(LineShapeTests.shell("a\nb\necho @\nc", "$x") == 3)
    #expect(LineShapeTests.prose("a\n\n@\n", "# x") == 3)
    #expect(CodeShape.differingLine(Array("x = 1\ny = (2)".utf8), Array("x = 1\ny = 2".utf8)) == 2)
  }

  @Test(arguments: [
    ("About @", "a * b | c # d [e] <= f"), ("@ is", "A shop"), ("@ is", "#1"), ("@ is", "-5"), ("@ is", "1.5"),
    ("| a | @ |", "x, \"y\" & z"), ("See [@](x)", "a (b)"), ("[a](@)", "https://x.example/y?z=1#w"), ("`@`", "a_b|c"),
    ("- @", "x"),
  ])
  func `text that stays text does not change prose`(text: String, value: String) {
    #expect(LineShapeTests.prose(text, value, neutral: text.contains("(@)") ? "https://example.com" : "shop") == nil)
  }

  @Test(arguments: [
    ("@ is", "# x"), ("@ is", "- x"), ("@ is", "1. x"), ("@ is", "> x"), ("@ is", "    x"), ("@", ""), ("@", "---"),
    ("@", "==="), ("@", "| a |"), ("- @", "# x"), ("| a | @ |", "x | y"), ("|a|@|", "\\"), ("About @ x", "<b>"),
    ("About @ x", "<!--"), ("About @ x", "[a](b)"), ("@", "[a]: b"), ("See [@](x)", "]"), ("[a](@)", "x"),
    ("[a](@)", "javascript:x"), ("[a](@)", "https://x) y"), ("`@`", "`"), ("@[a](b)", "!"),
    ("<a href=\"@\">", "\" onclick=x"),
  ])
  func `headings, lists, cells, tags, links and code change prose`(text: String, value: String) {
    #expect(LineShapeTests.prose(text, value, neutral: text.contains("(@)") ? "https://example.com" : "shop") != nil)
  }
}

struct WordPlacesTests {
  private static let mark = "\u{E000}0\u{E001}"

  private static func takes(_ text: String, _ language: String?) -> Bool {
    WordPlaces.takeWords(Array(text.replacing("@", with: mark).utf8), language: language)
  }

  @Test(arguments: [
    ("a: @", "yaml"), ("a: 'x-@'", "yaml"), ("a: [@, b]", "yaml"), ("{\"a\": \"@\"}", "json"), ("a: b # @", "yaml"),
    ("data:\n  a.json: '{\"a\": \"v@\"}'", "yaml"), ("data:\n  a.conf: |\n    x\n    y @", "yaml"),
    ("a: What @ may bring", "yaml"), ("a: [x/@:1]", "yaml"), ("echo @", "sh"), ("x = @", "python"),
  ])
  func `values in quotes, of their own, and in code take any plain word`(text: String, language: String) {
    #expect(WordPlacesTests.takes("```\(language)\n\(text)\n```\n", language))
  }

  @Test(arguments: [
    ("@: a", "yaml"), ("a: 1@", "yaml"), ("a: t@", "yaml"), ("a: 2024-01-01 @", "yaml"), ("kind: @", "yaml"),
    ("data:\n  a.json: '{\"a\": v@}'", "yaml"),
    ("data:\n  a: |\n    x\n    y @", "yaml"), ("data:\n  a.yaml: 'kind: @'", "yaml"), ("a: {{ x }} @ [", "yaml"),
    ("cat <<EOF\n@\nEOF", "sh"), ("a: 1\na: @", "yaml"), ("run.sh: echo @", "yaml"),
  ])
  func `keys, parts of words, kinds and ends of texts do not`(text: String, language: String) {
    #expect(!WordPlacesTests.takes("```\(language)\n\(text)\n```\n", language))
  }

  @Test func `a link's target and a block's language do not`() {
    #expect(WordPlacesTests.takes("About @\n", nil))
    #expect(!WordPlacesTests.takes("[a](@)\n", nil))
    #expect(!WordPlacesTests.takes("```@\na\n```\n", "@"))
  }
}
