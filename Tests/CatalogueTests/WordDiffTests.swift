import TestSupport
import Testing

@testable import Catalogue

struct WordDiffTests {
  /// Both lines of each pair, what is changed between brackets.
  private static func marked(_ removed: [String], _ added: [String]) -> [String] {
    func text(_ stretches: [WordDiff.Stretch]) -> String {
      stretches.map { $0.isChanged ? "[\($0.text)]" : $0.text }.joined()
    }
    return WordDiff(removed: removed, added: added).pairs.map { pair in
      "\(pair.removed):\(text(pair.old)) \(pair.added):\(text(pair.new))"
    }
  }

  @Test(
    arguments: [
      (
        "| Cluster size | medium |", "| Cluster size | large |",
        "0:| Cluster size | [medium] | 0:| Cluster size | [large] |"
      ),
      ("  max_nodes: 20", "  max_nodes: 100", "0:  max_nodes: [20] 0:  max_nodes: [100]"),
      ("m: 500", "m: 2500", nil), ("limit: 500m", "limit: 250m", "0:limit: [500m] 0:limit: [250m]"),
      ("image: web:1.31", "image: web:1.32", "0:image: web:1.[31] 0:image: web:1.[32]"),
      (
        "keep this old text here", "keep this new words here",
        "0:keep this [old text] here 0:keep this [new words] here"
      ),
      ("a sentence", "a sentence, longer", "0:a sentence 0:a sentence[, longer]"),
      ("  indented: yes", "    indented: yes", "0:[  ]indented: yes 0:[    ]indented: yes"),
      ("naïve café size", "naïve café cost", "0:naïve café [size] 0:naïve café [cost]"),
      ("更新: 一 two three", "更新: 二 two three", "0:更新: [一] two three 0:更新: [二] two three"),
      ("one – two three", "one — two three", "0:one [–] two three 0:one [—] two three"),
      ("caf\u{E9} is the name", "cafe\u{301} is the name", "0:[caf\u{E9}] is the name 0:[cafe\u{301}] is the name"),
    ] as [(String, String, String?)])
  func `the words that differ are these`(old: String, new: String, expected: String?) {
    #expect(WordDiffTests.marked([old], [new]) == (expected.map { [$0] } ?? []))
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("max_nodes: 20", ["max_nodes", ":", " ", "20"]),
    ("v1beta1/500m", ["v1beta1", "/", "500m"]),
    ("  \t--", ["  \t", "-", "-"]), ("é更", ["é更"]), ("a👩‍👩‍👧b", ["a", "👩‍👩‍👧", "b"]), ("👍🏽👍", ["👍🏽", "👍"]),
    ("-\u{301}x", ["-\u{301}", "x"]), ("\u{301}x", ["\u{301}x"]), ("🇩🇪", ["🇩🇪"]), ("1️⃣", ["1️⃣"]),
    ("a – b", ["a", " ", "–", " ", "b"]),
  ])
  func `words never part what is seen as one character`(line: String, words: [String]) {
    #expect(WordLine.words(line).map(String.init) == words)
  }

  @Test func `lines are paired with those that they are like, in order`() {
    let removed = ["replicas: 3", "strategy: rolling", "image: web:1"]
    let added = ["something else entirely", "replicas: 5", "image: web:2"]
    let pairs = WordDiff(removed: removed, added: added).pairs
    #expect(pairs.map { [$0.removed, $0.added] } == [[0, 1], [2, 2]])
  }

  @Test func `lines with little in common are not paired`() {
    #expect(WordDiff(removed: ["    - gp3"], added: ["    - io2"]).pairs.isEmpty)
    #expect(WordDiff(removed: ["a b c d"], added: ["w x y z d"]).pairs.isEmpty)
    #expect(WordDiff(removed: ["", "  "], added: ["", " "]).pairs.isEmpty)
    #expect(WordDiff(removed: ["a"], added: []).pairs.isEmpty)
  }

  @Test(arguments: [(3, 3), (1, 300), (300, 1), (200, 200), (150, 400), (3000, 3000), (5, 3900)])
  func `runs of any size give pairs in order whose stretches are the lines`(old: Int, new: Int) {
    var generator = SplitMix64(seed: UInt64(old * 7 + new))
    func line() -> String {
      "key\(Int.random(in: 0..<20, using: &generator)): value é\(Int.random(in: 0..<20, using: &generator))"
    }
    let (removed, added) = ((0..<old).map { _ in line() }, (0..<new).map { _ in line() })
    let pairs = WordDiff(removed: removed, added: added).pairs
    #expect(!pairs.isEmpty)
    for (pair, next) in zip(pairs, pairs.dropFirst()) {
      #expect(pair.removed < next.removed && pair.added < next.added)
    }
    for pair in pairs {
      #expect(pair.old.map(\.text).joined() == removed[pair.removed])
      #expect(pair.new.map(\.text).joined() == added[pair.added])
      let (kept, keptToo) = (pair.old.filter { !$0.isChanged }, pair.new.filter { !$0.isChanged })
      #expect(kept.map(\.text).joined().filter { $0 != " " } == keptToo.map(\.text).joined().filter { $0 != " " })
    }
  }

  @Test func `a text that was written anew is not read word by word`() {
    let lines = (0..<5000).map { "line \($0)" }
    #expect(WordDiff(removed: lines, added: lines.map { $0 + "0" }).pairs.isEmpty)
  }
}
