/// Which words differ in lines that replace one another.
///
/// Of a run of removed lines and the run of added lines behind it, lines that have most in common are paired, in their
/// order; of a pair it is known which stretches are not on the other side.
package struct WordDiff: Sendable {
  /// A removed line and the added line that it became.
  package struct Pair: Sendable, Equatable {
    /// The line's place in its run, from 0.
    package let removed: Int
    package let added: Int
    package let old: [Stretch]
    package let new: [Stretch]
  }

  /// A part of a line. The stretches of a line are exactly its text.
  package struct Stretch: Sendable, Equatable {
    package let text: String
    package let isChanged: Bool

    package init(_ text: String, isChanged: Bool) {
      self.text = text
      self.isChanged = isChanged
    }
  }

  /// In the order of the lines. Lines that have little in common with any other are in no pair.
  package let pairs: [Pair]

  package init(removed: [String], added: [String]) {
    guard !removed.isEmpty, !added.isEmpty else {
      pairs = []
      return
    }
    var numbers = WordNumbers()
    let old = removed.map { WordLine($0, &numbers) }
    let new = added.map { WordLine($0, &numbers) }
    pairs = LinePairing.pairs(old, new).map { pair in
      let (left, right) = (old[pair.old], new[pair.new])
      let script = ShortestScript(old: left.numbers, new: right.numbers)
      return Pair(
        removed: pair.old, added: pair.new, old: left.stretches(script.isRemoved), new: right.stretches(script.isAdded))
    }
  }
}

/// Numbers for words, equal for words of equal bytes: an accent that is written in another way is a change.
struct WordNumbers {
  private struct Key: Hashable {
    let word: Substring

    static func == (left: Key, right: Key) -> Bool { left.word.utf8.elementsEqual(right.word.utf8) }

    func hash(into hasher: inout Hasher) {
      for byte in word.utf8 { hasher.combine(byte) }
    }
  }

  private var numbers: [Key: Int32] = [:]

  mutating func number(of word: Substring) -> Int32 {
    let key = Key(word: word)
    if let number = numbers[key] { return number }
    let number = Int32(numbers.count)
    numbers[key] = number
    return number
  }
}
