import Strategy
import TestSupport
import Testing

@testable import Catalogue

struct TextDiffTests {
  private static func numbered(_ range: ClosedRange<Int>, _ changes: [Int: [String]] = [:]) -> String {
    range.flatMap { changes[$0] ?? ["line \($0)"] }.map { $0 + "\n" }.joined()
  }

  /// The diff as `diff -u` prints it.
  private static func unified(_ old: String, _ new: String, context: Int) -> String {
    unified(TextDiff(old: Array(old.utf8), new: Array(new.utf8), context: context))
  }

  private static func unified(_ diff: TextDiff) -> String {
    var text = ""
    for hunk in diff.hunks {
      text += "@@ -\(hunk.oldStart),\(hunk.oldCount) +\(hunk.newStart),\(hunk.newCount) @@"
      text += hunk.heading.isEmpty ? "\n" : " \(hunk.heading)\n"
      for line in hunk.lines {
        let mark =
          switch line.change {
          case .same: " "
          case .removed: "-"
          case .added: "+"
          }
        text += mark + line.text + (line.isEnded ? "\n" : "\n\\ No newline at end of file\n")
      }
    }
    return text
  }

  // MARK: Hunks

  @Test func `a changed line stands between three lines on either side`() {
    let diff = TextDiffTests.unified(
      TextDiffTests.numbered(1...10), TextDiffTests.numbered(1...10, [5: ["changed"]]), context: 3)
    #expect(
      diff == """
        @@ -2,7 +2,7 @@
         line 2
         line 3
         line 4
        -line 5
        +changed
         line 6
         line 7
         line 8

        """)
  }

  @Test(arguments: [
    (0, "@@ -5,1 +5,1 @@"), (1, "@@ -4,3 +4,3 @@"), (4, "@@ -1,9 +1,9 @@"), (5, "@@ -1,10 +1,10 @@"),
    (1000, "@@ -1,10 +1,10 @@"), (Int.max, "@@ -1,10 +1,10 @@"), (-1, "@@ -5,1 +5,1 @@"), (Int.min, "@@ -5,1 +5,1 @@"),
  ])
  func `context is as asked for, as far as there are lines`(context: Int, header: String) {
    let diff = TextDiffTests.unified(
      TextDiffTests.numbered(1...10), TextDiffTests.numbered(1...10, [5: ["changed"]]), context: context)
    #expect(diff.split(separator: "\n").first.map(String.init) == header)
  }

  @Test(arguments: [1000, Int.max / 2, Int.max / 2 + 1, Int.max])
  func `a context beyond the text shows all of it in one hunk`(context: Int) {
    let (old, new) = (TextDiffTests.numbered(1...9), TextDiffTests.numbered(1...9, [1: ["x"], 9: ["y"]]))
    #expect(TextDiffTests.unified(old, new, context: context).hasPrefix("@@ -1,9 +1,9 @@\n"))
  }

  @Test(arguments: [
    ("", "a\nb\n", "@@ -0,0 +1,2 @@\n+a\n+b\n"), ("a\nb\n", "", "@@ -1,2 +0,0 @@\n-a\n-b\n"),
    ("a\nc\n", "a\nb\nc\n", "@@ -1,0 +2,1 @@\n+b\n"), ("a\nb\nc\n", "a\nc\n", "@@ -2,1 +1,0 @@\n-b\n"),
    ("b\n", "a\nb\n", "@@ -0,0 +1,1 @@\n+a\n"), ("a\nb\n", "b\n", "@@ -1,1 +0,0 @@\n-a\n"),
    ("a\n", "a\nb\n", "@@ -1,0 +2,1 @@\n+b\n"), ("", "", ""), ("a\n", "a\n", ""),
  ])
  func `a side without lines in a hunk is counted from the line before`(old: String, new: String, diff: String) {
    #expect(TextDiffTests.unified(old, new, context: 0) == diff)
  }

  @Test(arguments: [(5, 1), (6, 1), (7, 1), (8, 2)])
  func `changes share a hunk where their contexts meet`(second: Int, hunks: Int) {
    // Between line 1 and line `second` stand `second` - 2 equal lines: up to six of them are context of both.
    let diff = TextDiff(
      old: Array(TextDiffTests.numbered(1...20).utf8),
      new: Array(TextDiffTests.numbered(1...20, [1: ["x"], second + 1: ["y"]]).utf8), context: 3)
    #expect(diff.hunks.count == hunks)
  }

  @Test(arguments: [
    ("a\nb", "a\nc", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n\\ No newline at end of file\n"),
    ("a\nb\n", "a\nb", "@@ -1,2 +1,2 @@\n a\n-b\n+b\n\\ No newline at end of file\n"),
    ("a\nb", "a\nb\n", "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"),
    ("x\nb", "y\nb", "@@ -1,2 +1,2 @@\n-x\n+y\n b\n\\ No newline at end of file\n"),
    ("", "a", "@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n"),
  ])
  func `a last line without a line end says so`(old: String, new: String, diff: String) {
    #expect(TextDiffTests.unified(old, new, context: 3) == diff)
  }

  @Test func `added and removed lines are counted over all hunks`() {
    let diff = TextDiff(
      old: Array(TextDiffTests.numbered(1...40).utf8),
      new: Array(TextDiffTests.numbered(1...40, [3: [], 20: ["x", "y"], 40: ["z"]]).utf8), context: 3)
    #expect(diff.hunks.count == 3)
    #expect(diff.addedCount == 3)
    #expect(diff.removedCount == 3)
    #expect(!diff.isEmpty)
    #expect(TextDiff(old: [97], new: [97], context: 3).isEmpty)
  }

  @Test func `bytes that are not UTF-8 are shown as replacement characters`() {
    let diff = TextDiff(old: [0x61, 0x0A], new: [0xFF, 0x0A], context: 0)
    #expect(diff.hunks.first?.lines.map(\.text) == ["a", "\u{FFFD}"])
  }

  /// Takes the hunks as a patch: what they say of the old text must be so, and what comes out must be the new one.
  @Test(arguments: [0, 1, 2, 3, 7])
  func `applying the hunks to the old text gives the new one`(context: Int) {
    var generator = SplitMix64(seed: 42 + UInt64(context))
    for _ in 0..<300 {
      let texts = (0..<2).map { _ in
        let count = Int.random(in: 0...25, using: &generator)
        let lines = (0..<count).map { _ in "l\(Int.random(in: 0..<6, using: &generator))" }
        return lines.joined(separator: "\n") + (Bool.random(using: &generator) && count > 0 ? "\n" : "")
      }
      let diff = TextDiff(old: Array(texts[0].utf8), new: Array(texts[1].utf8), context: context)
      let shown = TextDiffTests.unified(diff)
      #expect(TextDiffTests.patch(texts[0], diff) == texts[1], "\(shown)")
      #expect(diff.hunks.map(\.lines).joined().filter { $0.change == .added }.count == diff.addedCount)
      #expect(diff.hunks.map(\.lines).joined().filter { $0.change == .removed }.count == diff.removedCount)
    }
  }

  private static func patch(_ old: String, _ diff: TextDiff) -> String {
    let old = TextLines(Array(old.utf8))
    var result = ""
    var position = 0
    var newPosition = 0
    func copy(to line: Int) {
      while position < line {
        result += old.text(position) + (old.isEnded(position) ? "\n" : "")
        position += 1
        newPosition += 1
      }
    }
    for hunk in diff.hunks {
      copy(to: hunk.oldCount == 0 ? hunk.oldStart : hunk.oldStart - 1)
      #expect(newPosition == (hunk.newCount == 0 ? hunk.newStart : hunk.newStart - 1), "the new start")
      #expect(hunk.lines.filter { $0.change != .added }.count == hunk.oldCount, "the old count")
      #expect(hunk.lines.filter { $0.change != .removed }.count == hunk.newCount, "the new count")
      for line in hunk.lines {
        if line.change != .added {
          #expect(line.text == old.text(position), "the old text at line \(position + 1)")
          position += 1
        }
        if line.change != .removed {
          result += line.text + (line.isEnded ? "\n" : "")
          newPosition += 1
        }
      }
    }
    copy(to: old.count)
    return result
  }

  // MARK: Headings

  @Test func `a hunk names the nearest heading above it`() {
    let old = "# Title\n\ntext\n\n## One\n\na\nb\nc\nd\ne\nf\n\n## Two\n\ng\nh\ni\nj\nk\n"
    let new = old.replacingLine("f", with: "F").replacingLine("k", with: "K")
    let diff = TextDiff(old: Array(old.utf8), new: Array(new.utf8), context: 1)
    #expect(diff.hunks.map(\.heading) == ["One", "Two"])
  }

  @Test func `a heading that is shown above a change is the nearest to it`() {
    let diff = TextDiff(old: Array("# T\n\n## One\na\n".utf8), new: Array("# T\n\n## One\nA\n".utf8), context: 3)
    #expect(diff.hunks.map(\.heading) == ["One"])
  }

  @Test func `a heading between two changes of a hunk is not that of the first`() {
    let (old, new) = (Array("# T\na\n# One\nb\n".utf8), Array("# T\nA\n# One\nB\n".utf8))
    #expect(TextDiff(old: old, new: new, context: 3).hunks.map(\.heading) == ["T"])
  }

  @Test func `a changed heading is not above itself`() {
    let (old, new) = (Array("# T\n# One\n".utf8), Array("# T\n# Two\n".utf8))
    #expect(TextDiff(old: old, new: new, context: 1).hunks.map(\.heading) == ["T"])
  }

  @Test func `a hunk before any heading names none`() {
    let diff = TextDiff(old: Array("a\n# T\n".utf8), new: Array("b\n# T\n".utf8), context: 0)
    #expect(diff.hunks.map(\.heading) == [""])
  }

  /// ATX headings and fences by CommonMark 0.31, sections 4.2 and 4.5.
  @Test(arguments: [
    ("# A\n", ["1 A"]), ("###### F", ["6 F"]), ("####### G\n", []), ("#A\n", []), ("text # A\n", []),
    ("   # A\n", ["1 A"]), ("    # A\n", []), ("#   A  \n", ["1 A"]), ("# A\r\n", ["1 A"]), ("#\tA\n", ["1 A"]),
    ("# A #\n", ["1 A"]), ("## A ##   \n", ["2 A"]), ("# A#\n", ["1 A#"]), ("# C\\#\n## B\n", ["1 C\\#", "2 B"]),
    ("```\n# A\n```\n# B\n", ["1 B"]), ("~~~\n# A\n~~~\n# B\n", ["1 B"]), ("```yaml\n# A\n", []),
    ("````\n```\n# A\n````\n# B\n", ["1 B"]), ("```\n~~~\n# A\n```\n# B\n", ["1 B"]),
    ("```\n``` x\n# A\n```\n# B\n", ["1 B"]), ("    ```\n# A\n", ["1 A"]), ("``` a`b\n# A\n", ["1 A"]),
    ("``\n# A\n", ["1 A"]), ("```\n    ```\n# A\n```\n# B\n", ["1 B"]),
    ("#\n## \n", ["1 ", "2 "]), ("## ##\n", ["2 "]), ("# A \\#\n", ["1 A \\#"]), ("    ```\n# A\n    ```\n", ["1 A"]),
  ])
  func `headings are those of Markdown`(text: String, headings: [String]) {
    #expect(Heading.all(in: TextLines(Array(text.utf8))).map { "\($0.level) \($0.text)" } == headings)
  }
}

// MARK: Manifests

extension TextDiffTests {
  private static let manifests: [TextDiff.ManifestPlace] = [(3..<6, "Deployment/web"), (7..<9, "Service")]
  private static let document = "# T\n\n```yaml\na: 1\nb: 1\nc: 1\n---\nd: 1\ne: 1\n```\ntext\n"

  @Test(arguments: [
    ("# T", "# U", ""), ("```yaml", "``` yaml", ""), ("a: 1", "a: 2", "Deployment/web"),
    ("c: 1", "c: 2", "Deployment/web"),
    ("d: 1", "d: 2", "Service"), ("e: 1", "e: 2", "Service"), ("text", "words", ""), ("---", "--- # B", ""),
  ])
  func `a hunk names the manifest of its first change`(line: String, other: String, label: String) {
    let new = Array(TextDiffTests.document.replacingLine(line, with: other).utf8)
    let diff = TextDiff(
      old: Array(TextDiffTests.document.utf8), new: new, context: 3, manifests: TextDiffTests.manifests)
    #expect(diff.hunks.map(\.manifest) == [label])
  }

  @Test(arguments: [
    ("a: 1\n", "a: 1\nx: 1\n", "Deployment/web"), ("c: 1\n", "c: 1\nx: 1\n", "Deployment/web"),
    ("c: 1\n", "c: 1\n---\nx: 1\n", ""), ("e: 1\n", "e: 1\nx: 1\n", "Service"), ("text\n", "text\nx\n", ""),
  ])
  func `removed lines were in the manifest that they stood in`(line: String, longer: String, label: String) {
    let old = TextDiffTests.document.split(separator: line, maxSplits: 1, omittingEmptySubsequences: false)
      .joined(separator: longer)
    let diff = TextDiff(
      old: Array(old.utf8), new: Array(TextDiffTests.document.utf8), context: 3, manifests: TextDiffTests.manifests)
    #expect(diff.hunks.map(\.manifest) == [label])
  }
}

// MARK: Blocks

extension TextDiffTests {
  private static func blocks(_ texts: [String]) -> [StoredBlock] {
    texts.map { StoredBlock(digest: Digest(of: Array($0.utf8)), language: nil, content: Array($0.utf8)) }
  }

  @Test func `blocks are compared as the whole outputs are`() {
    let old = ["# A\n\n", "```\na\n```\n", "\n# B\n\n", "```\nb\n```\n", "\nend\n"]
    let new = ["# A\n\n", "```\na\nx\n```\n", "\n# B\n\n", "```\nb\n```\n", "\nEND\n"]
    let diff = TextDiff(old: TextDiffTests.blocks(old), new: TextDiffTests.blocks(new), context: 0)
    #expect(TextDiffTests.unified(diff) == TextDiffTests.unified(old.joined(), new.joined(), context: 0))
    #expect(
      TextDiffTests.unified(diff) == "@@ -4,0 +5,1 @@ A\n+x\n@@ -13,1 +14,1 @@ B\n-end\n+END\n")
  }

  @Test(arguments: [0, 3])
  func `applying a difference of blocks gives the new output`(context: Int) {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<400 {
      let outputs = (0..<2).map { _ in
        (0..<Int.random(in: 0...12, using: &generator)).map { _ in
          let kind = Int.random(in: 0..<15, using: &generator)
          return (0..<kind % 4 + 1).map { "l\(kind * $0 % 7)\n" }.joined()
        } + (Bool.random(using: &generator) ? ["l1"] : [])
      }
      let diff = TextDiff(
        old: TextDiffTests.blocks(outputs[0]), new: TextDiffTests.blocks(outputs[1]), context: context)
      #expect(TextDiffTests.patch(outputs[0].joined(), diff) == outputs[1].joined(), "\(outputs)")
    }
  }

  @Test(arguments: [
    (["a"], ["b\n", "a"]), (["a", "b\n"], ["b\n"]), (["a", "", "b"], ["a", "c", "b"]), ([], ["", "a"]), ([""], []),
    (["a\n", ""], ["", "a\n"]), (["x", "a\n"], ["a\n", "x"]),
  ])
  func `blocks may begin within a line`(old: [String], new: [String]) {
    let diff = TextDiff(old: TextDiffTests.blocks(old), new: TextDiffTests.blocks(new), context: 3)
    #expect(TextDiffTests.patch(old.joined(), diff) == new.joined())
  }

  @Test func `of equal blocks in another order the longest stay`() {
    let long = (0..<20).map { "long \($0)\n" }.joined()
    let (a, b) = ("a\n", "b\n")
    let diff = TextDiff(
      old: TextDiffTests.blocks([long, a, b]), new: TextDiffTests.blocks([a, b, long]), context: 0)
    #expect(diff.addedCount == 2)
    #expect(diff.removedCount == 2)
  }
}

extension String {
  fileprivate func replacingLine(_ line: String, with other: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0 == line ? other : String($0) }
      .joined(separator: "\n")
  }
}
