import Testing

@testable import StrataCLI

@Suite struct `Output: widths and folding` {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("naïve", 5), ("e\u{301}", 1), ("更新", 4), ("한글", 4), ("ﾊﾝｶｸ", 4), ("Ａ", 2),
    ("🚀", 2), ("👩‍👩‍👧", 2), ("👍🏽", 2), ("🇩🇪", 2), ("✔️", 2), ("✔", 1), ("#️⃣", 2), ("–", 1), ("zero\u{200b}width", 9),
    ("\u{1112}\u{1161}\u{11ab}", 2), ("한", 2), ("𠮷", 2),
  ])
  func `text takes the columns a terminal gives it`(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test(arguments: [
    ("", 8, [""]),
    ("fits here", 9, ["fits here"]),
    ("one two three", 8, ["one two", "three"]),
    ("one two three", 7, ["one two", "three"]),
    ("payments/production/eu-1", 12, ["payments/", "production/", "eu-1"]),
    ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("更新更新", 5, ["更新", "更新"]),
    ("更新", 1, ["更", "新"]),
    ("a  b", 2, ["a ", "b"]),
  ])
  func `long text breaks where a reader expects it`(text: String, width: Int, lines: [String]) {
    #expect(Folding.lines(text, width: width) == lines)
  }

  @Test(arguments: [0, 1, 2, 7, 30])
  func `folding loses nothing but spaces at line ends`(width: Int) {
    let text = "kube-prometheus/grafana: 更新 of the 👩‍👩‍👧 dashboards, twice"
    let folded = Folding.lines(text, width: width).joined()
    #expect(folded.filter { $0 != " " } == text.filter { $0 != " " })
  }

  @Test(
    arguments: [
      ([10, 5, 50], nil, [10, 5, 50]),
      ([10, 5, 50], 65, [10, 5, 50]),
      ([10, 5, 50], 45, [10, 5, 30]),
      ([30, 5, 50], 45, [20, 5, 20]),
      ([30, 5, 50], 46, [20, 5, 21]),
      ([30, 5, 50], 3, [8, 5, 8]),
      ([3, 5, 50], 3, [3, 5, 8]),
    ] as [([Int], Int?, [Int])])
  func `the widest text columns shrink first and numbers never`(natural: [Int], available: Int?, fitted: [Int]) {
    #expect(ColumnWidths.fit(natural, canFold: [true, false, true], available: available) == fitted)
  }
}

/// Lines of styled text on a narrow screen.
@Suite struct OutputStyledFoldingTests {
  @Test func `long lines go on below, moved to the right of where they began`() {
    var text = StyledText("  one two three four\n", .bold)
    text.append("short\n")
    #expect(text.folded(to: 14).plain == "  one two \n      three \n      four\nshort\n")
    #expect(text.folded(to: 14).pieces.first?.style == .bold)
    #expect(text.folded(to: nil) == text && text.folded(to: 80).plain == text.plain)
  }

  @Test func `nothing is lost however narrow the screen is`() {
    let text = StyledText("   spec.template.spec.containers[web].image: registry.example.com/web:1.0 → 1.1")
    for width in 4...90 {
      let folded = text.folded(to: width).plain
      #expect(folded.filter { $0 != " " && $0 != "\n" } == text.plain.filter { $0 != " " }, "\(width)")
      #expect(folded.split(separator: "\n").allSatisfy { $0.count <= max(width, 4) }, "\(width)")
    }
  }
}
