import Strategy
import Testing

struct TemplateReferenceTests {
  @Test(
    arguments: [
      ("a", "a", nil), ("a@1", "a", "1"), ("container_orchestration@2.0.0", "container_orchestration", "2.0.0"),
      ("9-a@1.0.0-rc.1+b", "9-a", "1.0.0-rc.1+b"),
      (String(repeating: "a", count: 63), String(repeating: "a", count: 63), nil),
    ] as [(String, String, String?)])
  func `a template is named with or without its version`(text: String, name: String, version: String?) {
    let reference = TemplateReference(text)
    #expect(reference?.name == name)
    #expect(reference?.version == version)
    #expect(reference?.description == text)
  }

  @Test(arguments: [
    "", "@", "a@", "@1", "a@b@c", "a b", "a/b", "a.md", "-a", "_a", "a@ 1", "a@-1", "a@1/2", "é", "a\u{301}",
    "\u{212A}",
    "a@1\u{301}", "a\n", String(repeating: "a", count: 64), "a@" + String(repeating: "1", count: 65),
  ])
  func `what names no template is refused`(text: String) {
    #expect(TemplateReference(text) == nil)
  }
}
