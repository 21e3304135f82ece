import Testing

@testable import StrataCLI

@Suite struct `Output: safe and styled text` {
  @Test(arguments: [
    ("plain\n\ttext", "plain\n\ttext"),
    ("\u{1b}[31mred", #"\u{1b}[31mred"#),
    ("a\r\nb\u{7}\u{0}", "a\\u{d}\nb\\u{7}\\u{0}"),
    ("\u{7f}\u{80}\u{9b}", #"\u{7f}\u{80}\u{9b}"#),
    ("x\u{2028}\u{2029}y", #"x\u{2028}\u{2029}y"#),
    (
      "\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}",
      #"\u{61c}\u{200e}\u{200f}\u{202a}\u{202e}\u{2066}\u{2069}"#
    ),
    ("é – “更新” £ 🚀 👩‍👩‍👧", "é – “更新” £ 🚀 👩‍👩‍👧"),
  ])
  func `control characters become visible and other text stays`(text: String, shown: String) {
    #expect(Shown.text(text).unicodeScalars.elementsEqual(shown.unicodeScalars))
    #expect(Shown.text(shown).unicodeScalars.elementsEqual(shown.unicodeScalars))
  }

  @Test func `a style that is off adds nothing`() {
    let text: StyledText = "\("error:", [.bold, .red]) \(3) of \("x", .dim)"
    #expect(text.rendered(isShown: true, usesColor: false) == "error: 3 of x")
    #expect(
      text.rendered(isShown: true, usesColor: true) == "\u{1b}[1;31merror:\u{1b}[0m 3 of \u{1b}[2mx\u{1b}[0m")
  }

  @Test func `each line of a style is wrapped by itself`() {
    #expect(Style.green.wrap("a\n\nb\n") == "\u{1b}[32ma\u{1b}[0m\n\n\u{1b}[32mb\u{1b}[0m\n")
    #expect(Style.green.wrap("") == "")
  }

  @Test func `data cannot smuggle a style onto a terminal`() {
    let text: StyledText = "\("\u{1b}[32mok", .red)"
    #expect(text.rendered(isShown: true, usesColor: true) == "\u{1b}[31m\\u{1b}[32mok\u{1b}[0m")
    #expect(text.rendered(isShown: false, usesColor: false) == "\u{1b}[32mok")
  }

  @Test func `styled text nests`() {
    let inner: StyledText = "\("a", .cyan)b"
    #expect(("<\(inner)>" as StyledText).rendered(isShown: true, usesColor: true) == "<\u{1b}[36ma\u{1b}[0mb>")
  }
}
