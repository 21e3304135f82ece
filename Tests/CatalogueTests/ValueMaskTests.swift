import Testing

@testable import Catalogue

struct ValueMaskTests {
  @Test(
    arguments: [
      ("auto-scaling now", "… now"), ("Auto_Scaling, AUTO SCALING", "…, …"), ("an auto, please", "an …, please"),
      ("autoscaling", "autoscaling"), ("xauto", "xauto"), ("auto1", "auto1"), ("(auto)", "(…)"),
      ("auto-scalings", "…-scalings"), ("auto-auto", "…-…"), ("é-auto-é", "é-…-é"), ("x y", "x y"), ("", ""),
      ("auto-scaling, x.y", "…"),
    ] as [(String, String)])
  func `a value is masked however it is written, and only where it stands alone`(text: String, masked: String) {
    let mask = ValueMask(["auto", "auto-scaling", "auto-scaling, x.y", ""])
    #expect(String(decoding: mask.masked(text.utf8), as: UTF8.self) == masked)
  }

  @Test func `no values mask nothing`() {
    #expect(ValueMask([]).masked("a b".utf8) == Array("a b".utf8))
  }
}
