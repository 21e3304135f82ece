import TestSupport
import Testing

@testable import Catalogue

struct LineDiffTests {
  private static func lines(_ texts: [String]) -> TextLines {
    TextLines(Array(texts.map { $0 + "\n" }.joined().utf8))
  }

  /// What the edits make of the old text, and how many lines they take away and add.
  private static func apply(_ edits: [LineDiff.Edit], _ old: [String], _ new: [String]) -> (text: [String], cost: Int) {
    var text: [String] = []
    var position = 0
    var cost = 0
    for edit in edits {
      text += old[position..<edit.old.lowerBound]
      text += new[edit.new]
      position = edit.old.upperBound
      cost += edit.old.count + edit.new.count
    }
    return (text + old[position...], cost)
  }

  /// The fewest lines to take away and add: both texts less twice their longest common subsequence, by the table.
  private static func fewestChanges(_ old: [String], _ new: [String]) -> Int {
    var row = [Int](repeating: 0, count: new.count + 1)
    for line in old {
      var diagonal = 0
      for (index, other) in new.enumerated() {
        let above = row[index + 1]
        row[index + 1] = line == other ? diagonal + 1 : max(above, row[index])
        diagonal = above
      }
    }
    return old.count + new.count - 2 * row[new.count]
  }

  private static func check(_ old: [String], _ new: [String], _ name: String) {
    let cost = checkForm(old, new, name)
    #expect(cost == fewestChanges(old, new), "\(name): not the shortest script: \(old) to \(new)")
  }

  /// - Returns: how many lines the edits take away and add.
  @discardableResult
  private static func checkForm(_ old: [String], _ new: [String], _ name: String) -> Int {
    let edits = LineDiff.edits(lines(old), lines(new))
    let (text, cost) = apply(edits, old, new)
    #expect(text == new, "\(name): the edits make another text: \(old.prefix(100)) to \(new.prefix(100))")
    for edit in edits { #expect(!edit.old.isEmpty || !edit.new.isEmpty, "\(name): an edit that changes nothing") }
    for (edit, next) in zip(edits, edits.dropFirst()) {
      #expect(edit.old.upperBound < next.old.lowerBound, "\(name): edits that touch or overlap")
      #expect(
        next.old.lowerBound - edit.old.upperBound == next.new.lowerBound - edit.new.upperBound,
        "\(name): as many equal lines on both sides")
    }
    return cost
  }

  private static func edit(_ old: Range<Int>, _ new: Range<Int>) -> LineDiff.Edit { LineDiff.Edit(old: old, new: new) }

  @Test(
    arguments: [
      ("", "", []), ("a", "a", []), ("", "ab", [edit(0..<0, 0..<2)]), ("ab", "", [edit(0..<2, 0..<0)]),
      ("a", "b", [edit(0..<1, 0..<1)]), ("abc", "axc", [edit(1..<2, 1..<2)]), ("ac", "abc", [edit(1..<1, 1..<2)]),
      ("abc", "ac", [edit(1..<2, 1..<1)]), ("abc", "abcd", [edit(3..<3, 3..<4)]), ("abc", "xabc", [edit(0..<0, 0..<1)]),
      ("abcde", "axcye", [edit(1..<2, 1..<2), edit(3..<4, 3..<4)]), ("abc", "xyz", [edit(0..<3, 0..<3)]),
    ] as [(String, String, [LineDiff.Edit])])
  func `the edits of small texts are these`(old: String, new: String, edits: [LineDiff.Edit]) {
    let (old, new) = (old.map(String.init), new.map(String.init))
    #expect(LineDiff.edits(LineDiffTests.lines(old), LineDiffTests.lines(new)) == edits)
  }

  @Test func `every pair of texts of up to four lines out of three gets a shortest script`() {
    var texts: [[String]] = [[]]
    for text in texts { for line in ["a", "b", "c"] where text.count < 4 { texts.append(text + [line]) } }
    var index = 0
    while index < texts.count {
      if texts[index].count < 4, texts[index].count > 0 {
        for line in ["a", "b", "c"] { texts.append(texts[index] + [line]) }
      }
      index += 1
    }
    #expect(texts.count == 121)
    for old in texts { for new in texts { LineDiffTests.check(old, new, "exhaustive") } }
  }

  @Test(arguments: [1, 2, 3, 4, 8, 30])
  func `random texts get a shortest script`(letters: Int) {
    var generator = SplitMix64(seed: UInt64(letters))
    for round in 0..<300 {
      let old = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        String(Int.random(in: 0..<letters, using: &generator))
      }
      let new = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        String(Int.random(in: 0..<letters, using: &generator))
      }
      LineDiffTests.check(old, new, "round \(round)")
    }
  }

  @Test(arguments: [1, 5, 40, 200])
  func `a long text that was edited here and there gets a shortest script`(changes: Int) {
    var generator = SplitMix64(seed: UInt64(changes))
    for round in 0..<5 {
      let old = (0..<600).map { _ in "line \(Int.random(in: 0..<200, using: &generator))" }
      var new = old
      for change in 0..<changes {
        let place = Int.random(in: 0..<new.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: new.remove(at: place)
        case 1: new.insert("added \(change)", at: place)
        default: new[place] = "changed \(change % 10)"
        }
      }
      LineDiffTests.check(old, new, "round \(round)")
    }
  }

  // MARK: Long scripts

  @Test(arguments: [2, 3, 20, 400, 20_000])
  func `long texts that have little in common get a script all the same`(letters: Int) {
    var generator = SplitMix64(seed: UInt64(letters))
    let texts = (0..<2).map { _ in
      (0..<Int.random(in: 2500...3000, using: &generator)).map { _ in
        String(Int.random(in: 0..<letters, using: &generator))
      }
    }
    let cost = LineDiffTests.checkForm(texts[0], texts[1], "\(letters) letters")
    let fewest = LineDiffTests.fewestChanges(texts[0], texts[1])
    #expect(cost <= fewest + fewest / 3, "\(cost) changes where \(fewest) would do")
  }

  @Test func `lines in another order are moved as few as can be seen soon`() {
    var generator = SplitMix64(seed: 11)
    let old = (0..<4000).map { "line \($0)" }
    // Four stretches in another order: the longest stays.
    let new = Array(old[3000...] + old[..<500] + old[1200..<3000] + old[500..<1200])
    #expect(LineDiffTests.checkForm(old, new, "stretches") == 2 * (4000 - 500 - 1800))
    LineDiffTests.checkForm(old, old.shuffled(using: &generator), "shuffled")
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 2, 1000, 40_000])
  func `forty thousand lines against others take no quadratic time`(letters: Int) {
    var generator = SplitMix64(seed: UInt64(letters))
    let old = (0..<40_000).map { _ in "old \(Int.random(in: 0..<letters, using: &generator))" }
    let other = old.map { "new " + $0 }
    let (left, right) = (LineDiffTests.lines(old), LineDiffTests.lines(other))
    #expect(LineDiff.edits(left, right) == [LineDiffTests.edit(0..<40_000, 0..<40_000)])
    let shuffled = old.shuffled(using: &generator)
    LineDiffTests.checkForm(old, shuffled, "shuffled")
    LineDiffTests.checkForm(old, Array(shuffled[..<20_000]) + other, "shuffled and halved")
  }

  @Test(arguments: 1...6)
  func `a search that is given up early still gives a script`(limit: Int) {
    var generator = SplitMix64(seed: UInt64(limit))
    for letters in [1, 2, 3, 8, 60] {
      for _ in 0..<100 {
        let sides = (0..<2).map { _ in
          (0..<Int.random(in: 0...40, using: &generator)).map { _ in
            Int32.random(in: 0..<Int32(letters), using: &generator)
          }
        }
        let script = ShortestScript(old: sides[0], new: sides[1], limit: limit)
        let kept = zip(sides[0], script.isRemoved).filter { !$1 }.map(\.0)
        #expect(kept == zip(sides[1], script.isAdded).filter { !$1 }.map(\.0), "\(sides)")
      }
    }
  }

  // MARK: Where changes stand

  /// In the texts, `|` ends a line; the new lines are those between brackets.
  @Test(arguments: [
    // A section is added with the blank line behind it.
    ("# A||a||# C||c|", "# A||a||[# B||b||]# C||c|"),
    // An item of a list begins with its dash.
    ("l:|  - n: a|    v: 1|  - n: c|    v: 1|", "l:|  - n: a|    v: 1|[  - n: b|    v: 1|]  - n: c|    v: 1|"),
    // A document begins with its separator where it is followed by one.
    ("k: A|---|k: C|", "k: A|[---|k: B|]---|k: C|"),
    // A bracket that closes goes with what it closes.
    ("{|  a: {|    x|  }|}|", "{|  a: {|    x|  }|[  b: {|    x|  }|]}|"),
    // At the end of a text.
    ("a|b|", "a|b|[a|b|]"),
    ("a|a|", "a|a|[a|]"),
  ])
  func `lines are added where a section begins`(old: String, marked: String) {
    func cut(_ text: String) -> [String] {
      text.split(separator: "|", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
    let before = cut(String(marked.prefix { $0 != "[" })).count
    let inner = cut(String(marked.drop { $0 != "[" }.dropFirst().prefix { $0 != "]" }) + "").count
    let new = cut(marked.filter { !"[]".contains($0) })
    let left = cut(old)
    let added = LineDiff.edits(LineDiffTests.lines(left), LineDiffTests.lines(new))
    #expect(added == [LineDiffTests.edit(before..<before, before..<before + inner)])
    let removed = LineDiff.edits(LineDiffTests.lines(new), LineDiffTests.lines(left))
    #expect(removed == [LineDiffTests.edit(before..<before + inner, before..<before)])
  }

  @Test func `changes that can be moved together are one`() {
    let (old, new) = (["x", "a", "b", "y"], ["x", "a", "a", "c", "y"])
    LineDiffTests.check(old, new, "joined")
    #expect(
      LineDiff.edits(LineDiffTests.lines(old), LineDiffTests.lines(new)) == [LineDiffTests.edit(2..<3, 2..<4)])
  }

  // MARK: Lines

  @Test func `lines that differ in their end only are different lines`() {
    let (old, new) = (TextLines(Array("a\nb".utf8)), TextLines(Array("a\nb\n".utf8)))
    #expect(LineDiff.edits(old, new) == [LineDiff.Edit(old: 1..<2, new: 1..<2)])
  }

  @Test func `lines are compared by their bytes, not as Unicode does`() {
    let (old, new) = (TextLines(Array("\u{E9}\n".utf8)), TextLines(Array("e\u{301}\n".utf8)))
    #expect(LineDiff.edits(old, new).count == 1)
    let invalid = LineDiff.edits(TextLines([0xFF, 0x0A]), TextLines([0xFE, 0x0A]))
    #expect(invalid.count == 1)
  }

  @Test(
    arguments: [
      ("", []), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("\n\n", ["", ""]), ("a\nb", ["a", "b"]),
      ("a\r\nb\n", ["a\r", "b"]), ("a\u{2028}b\n", ["a\u{2028}b"]),
    ] as [(String, [String])])
  func `only a line feed ends a line`(text: String, expected: [String]) {
    let lines = TextLines(Array(text.utf8))
    #expect((0..<lines.count).map { lines.text($0) } == expected)
    #expect((0..<lines.count).flatMap { lines.bytes[lines.range($0)] } == Array(text.utf8))
  }
}
