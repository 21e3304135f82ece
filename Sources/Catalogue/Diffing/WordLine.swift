/// A line cut into words, numbers, blanks and single signs.
struct WordLine {
  let words: [Substring]
  /// Equal for equal words.
  let numbers: [Int32]
  /// The words' numbers and weights in the order of the numbers. Blanks weigh nothing: no two lines are alike for them.
  let weights: [(number: Int32, weight: Int)]
  let weight: Int

  init(_ line: String, _ known: inout WordNumbers) {
    words = WordLine.words(line)
    numbers = words.map { known.number(of: $0) }
    weights = zip(numbers, words)
      .filter { !WordLine.isBlank($1) }
      .map { (number: $0, weight: $1.utf8.count) }.sorted { $0.number < $1.number }
    weight = weights.reduce(0) { $0 + $1.weight }
  }

  /// How much two lines have in common, whatever the order: 1 where all of it, 0 where nothing. Below what makes a pair
  /// it may be a guess, and too much.
  func likeness(to other: WordLine) -> Double {
    guard weight + other.weight > 0 else { return 0 }
    // They cannot be more alike than their lengths are.
    let bound = Double(2 * min(weight, other.weight)) / Double(weight + other.weight)
    if bound < LinePairing.least { return bound }
    var common = 0
    var (left, right) = (0, 0)
    while left < weights.count, right < other.weights.count {
      let (first, second) = (weights[left], other.weights[right])
      if first.number == second.number { common += first.weight }
      if first.number <= second.number { left += 1 }
      if second.number <= first.number { right += 1 }
    }
    return Double(2 * common) / Double(weight + other.weight)
  }

  /// The line as what is changed and what is not. Blanks between changed words count as changed.
  func stretches(_ isChanged: [Bool]) -> [WordDiff.Stretch] {
    var stretches: [(text: Substring, isChanged: Bool)] = []
    for (index, word) in words.enumerated() {
      let joins =
        index > 0 && index + 1 < words.count && isChanged[index - 1] && isChanged[index + 1] && WordLine.isBlank(word)
      let changed = isChanged[index] || joins
      if let last = stretches.last, last.isChanged == changed {
        let text = words[index].base[last.text.startIndex..<word.endIndex]
        stretches[stretches.count - 1].text = text
      } else {
        stretches.append((word, changed))
      }
    }
    return stretches.map { WordDiff.Stretch(String($0.text), isChanged: $0.isChanged) }
  }

  private static func isBlank(_ word: Substring) -> Bool { word.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  // MARK: Words

  private enum Kind {
    case word, number, blank, sign

    /// Letters and digits go together, as in `v1` and `500m`; a sign stands for itself.
    func goesOn(with next: Kind) -> Bool {
      switch (self, next) {
      case (.word, .word), (.word, .number), (.number, .word), (.number, .number), (.blank, .blank): true
      default: false
      }
    }
  }

  /// The words of a line, which joined are the line again. None begins within what is seen as one character.
  static func words(_ line: String) -> [Substring] {
    let scalars = line.unicodeScalars
    var words: [Substring] = []
    var start = scalars.startIndex
    var kind: Kind?
    var isJoining = false
    var index = start
    while index < scalars.endIndex {
      let scalar = scalars[index]
      if scalar.value < 0x80 || !(isJoining || extends(scalar)) {
        let next = self.kind(scalar)
        if let current = kind, !current.goesOn(with: next) {
          words.append(line[start..<index])
          start = index
        }
        kind = next
      }
      isJoining = scalar.value == 0x200D
      index = scalars.index(after: index)
    }
    if start < scalars.endIndex { words.append(line[start...]) }
    return words
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "0"..."9": .number
    case "a"..."z", "A"..."Z", "_": .word
    case " ", "\t": .blank
    case _ where scalar.value < 0x80: .sign
    // A flag is two letters of its own alphabet.
    case "\u{1F1E6}"..."\u{1F1FF}": .word
    default: scalar.properties.isAlphabetic ? .word : .sign
    }
  }

  /// Whether a character belongs to the one before it: accents, variants, joiners, skin tones.
  private static func extends(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x300
      && (scalar.value == 0x200D || scalar.properties.isGraphemeExtend || scalar.properties.isEmojiModifier)
  }
}
