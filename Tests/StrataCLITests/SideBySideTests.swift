import Catalogue
import Testing

@testable import StrataCLI

@Suite struct `Side by side` {
  private func diff(_ old: String, _ new: String, context: Int = 3) -> TextDiff {
    TextDiff(old: Array(old.utf8), new: Array(new.utf8), context: context, manifests: [(2..<9, "Deployment/web")])
  }

  private func text(_ diff: TextDiff, width: Int) -> StyledText {
    SideBySideWriter(width: width).text(diff, old: "a@1", new: "a@2")
  }

  /// Without the blanks of the lines that a row ends in.
  private func shown(_ diff: TextDiff, width: Int) -> String {
    text(diff, width: width).plain.split(separator: "\n")
      .map { $0.reversed().drop { $0 == " " }.reversed() + "\n" }.joined()
  }

  @Test func `old and new stand beside each other, with what happened between them`() {
    let old = "# T\n\nreplicas: 3\nimage: web:1\n- gone\n- gp3\nend\n"
    let new = "# T\n\nreplicas: 5\nimage: web:2\n- io2\nend\nadded\n"
    #expect(
      shown(diff(old, new), width: 41) == """
          --- a@1               +++ a@2
        @@ -1,7 +1,7 @@ T › Deployment/web
        1 # T                 1 # T
        2                     2
        3 replicas: 3       | 3 replicas: 5
        4 image: web:1      | 4 image: web:2
        5 - gone            <
        6 - gp3             <
                            > 5 - io2
        7 end                 6 end
                            > 7 added

        """)
  }

  @Test func `long lines are folded on their side, and nothing of them is cut`() {
    let (old, new) = ("key: one two three four five\n", "key: one two three four six更新更新\nend\n")
    #expect(
      shown(diff(old, new), width: 33) == """
          --- a@1           +++ a@2
        @@ -1 +1,2 @@
        1 key: one two  | 1 key: one two
          three four        three four
          five              six更新更新
                        > 2 end

        """)
  }

  @Test(arguments: [1, 10, 21, 40, 80, 81, 160, 200])
  func `rows fit the width, and joined are the lines`(width: Int) {
    let long = "    command: [\"sh\", \"-c\", \"kubectl get nodes -o wide | grep Ready\"] # 更新する 👩‍👩‍👧 e\u{301}"
    let old = (1...12).map { "\($0) \(long)\n" }.joined()
    let new = (1...12).map { "\($0) \(long)\($0 % 3 == 0 ? " more" : "")\n" }.joined()
    let rows = text(diff(old, new), width: width).plain.split(separator: "\n").drop { !$0.hasPrefix(" 1 ") }
    let least = 2 * (8 + 3) + 3
    for row in rows {
      #expect(DisplayWidth.of(String(row)) <= max(width, least), "\(row)")
    }
    // What stands on the left, its numbers aside, is the old text.
    let side = max(8, (width - 3) / 2 - 3)
    let left = rows.map { row in
      var used = 0
      return String(
        row.dropFirst(3).prefix {
          used += DisplayWidth.of($0); return used <= side
        })
    }
    #expect(left.joined().filter { $0 != " " } == old.filter { $0 != " " && $0 != "\n" })
  }

  @Test func `words that differ stand out on both sides`() {
    let pieces = text(diff("replicas: 3\n", "replicas: 5\n"), width: 80).pieces
    #expect(pieces.first { $0.text == "3" }?.style == [.red, .bold, .underline])
    #expect(pieces.first { $0.text == "5" }?.style == [.green, .bold, .underline])
  }

  @Test func `lines are numbered from the hunk on, and a side without lines from the next`() {
    let lines = (1...20).map { "l\($0)\n" }
    let old = lines.joined()
    let new = (lines[..<9] + ["x\n"] + lines[9...]).joined()
    #expect(
      text(diff(old, new, context: 0), width: 60).plain.split(separator: "\n").last
        == "                             > 10 x")
    #expect(
      text(diff(new, old, context: 0), width: 60).plain.split(separator: "\n").last == "10 x                         <")
  }

  @Test func `a missing line end is said, and control characters cannot act`() {
    let plain = text(diff("a\tb\n", "a\u{1B}[2J"), width: 80).plain
    #expect(plain.contains("a       b"))
    #expect(plain.contains("a\\u{1b}[2J (no newline at end)"))
  }

  @Test(
    arguments: [
      (Terminal.Size(columns: 90, lines: 24), "70", 90), (nil, "70", 70), (nil, nil, 160), (nil, "x", 160),
      (nil, "-3", 160),
    ] as [(Terminal.Size?, String?, Int)])
  func `it is as wide as the terminal`(size: Terminal.Size?, columns: String?, width: Int) {
    let writer = SideBySideWriter(terminal: Terminal(out: size, err: nil)) { $0 == "COLUMNS" ? columns : nil }
    #expect(writer.width == width)
  }

  @Test func `no difference is no text`() {
    #expect(text(diff("a\n", "a\n"), width: 80).isEmpty)
  }
}

@Suite struct `Output: folded text` {
  @Test(arguments: [
    ("", 8, [""]), ("short", 8, ["short"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
    ("one two three", 8, ["one two ", "three"]), ("a bcdefghijk", 8, ["a bcdefg", "hijk"]), ("更新更新", 5, ["更新", "更新"]),
    ("更新", 1, ["更", "新"]), ("a\tb", 20, ["a       b"]), ("abc\tb", 6, ["abc   ", "  b"]),
    ("payments/production/eu-1", 12, ["payments/", "production/", "eu-1"]),
  ])
  func `text is broken where it can be read, and keeps its blanks`(text: String, width: Int, rows: [String]) {
    let folded = FoldedText.rows(of: StyledText(text), width: width)
    #expect(folded.map(\.text.plain) == rows)
    #expect(folded.map(\.width) == rows.map { DisplayWidth.of($0) })
  }

  @Test func `styles go on in the next row`() {
    var text = StyledText("ab", .red)
    text.append("cdef", .green)
    let rows = FoldedText.rows(of: text, width: 4)
    #expect(rows.map { $0.text.pieces.map(\.style) } == [[.red, .green], [.green]])
  }
}
