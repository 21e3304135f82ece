/// A regular expression as `pattern` has it: it may match anywhere in a text.
///
/// All ways to match are followed at once (Thompson 1968), one character after the other, so that no pattern takes
/// longer than its size times the text's.
struct TextPattern {
  private enum Step {
    case set(PatternSet)
    case split(Int, Int)
    case start, end
    case wordEdge(isThere: Bool)
    case match
  }

  private static let stepLimit = 5_000
  /// Steps times characters. A longer text matches.
  private static let workLimit = 4_000_000

  private var steps: [Step] = []
  /// How many parts were added: some have no steps.
  private var parts = 0

  /// nil for what cannot be read, or is too large.
  init?(_ text: String) {
    guard text.utf8.count <= 4096, let node = try? PatternParser.parse(text), add(node) else { return nil }
    steps.append(.match)
  }

  func matches(_ text: String) -> Bool {
    let text = text.unicodeScalars.map(\.value)
    guard text.count * steps.count <= TextPattern.workLimit else { return true }
    var now: [Int] = []
    var next: [Int] = []
    var seen = [Int](repeating: -1, count: steps.count)
    for position in 0...text.count {
      if follow(0, at: position, in: text, into: &now, &seen) { return true }
      guard position < text.count else { break }
      next.removeAll(keepingCapacity: true)
      for place in now {
        guard case .set(let set) = steps[place], set.contains(text[position]) else { continue }
        if follow(place + 1, at: position + 1, in: text, into: &next, &seen) { return true }
      }
      swap(&now, &next)
    }
    return false
  }

  /// Adds to `places` all steps that take a character and can be reached from `start` without one.
  /// - Returns: whether the match is complete.
  private func follow(
    _ start: Int, at position: Int, in text: [UInt32], into places: inout [Int], _ seen: inout [Int]
  ) -> Bool {
    var open = [start]
    while let place = open.popLast() {
      guard seen[place] != position else { continue }
      seen[place] = position
      switch steps[place] {
      case .set: places.append(place)
      case .split(let left, let right): open += [right, left]
      case .start: if position == 0 { open.append(place + 1) }
      case .end: if position == text.count { open.append(place + 1) }
      case .wordEdge(let isThere):
        let before = position > 0 && PatternSet.word.contains(text[position - 1])
        let after = position < text.count && PatternSet.word.contains(text[position])
        if (before != after) == isThere { open.append(place + 1) }
      case .match: return true
      }
    }
    return false
  }

  // MARK: Steps

  /// False where there would be too many.
  private mutating func add(_ node: PatternNode) -> Bool {
    parts += 1
    guard steps.count < TextPattern.stepLimit, parts < 4 * TextPattern.stepLimit else { return false }
    switch node {
    case .nothing: break
    case .set(let set): steps.append(.set(set))
    case .start: steps.append(.start)
    case .end: steps.append(.end)
    case .wordEdge(let isThere): steps.append(.wordEdge(isThere: isThere))
    case .sequence(let parts):
      for part in parts where !add(part) { return false }
    case .either(let choices):
      var exits: [Int] = []
      for (index, choice) in choices.enumerated() {
        let fork = steps.count
        if index < choices.count - 1 { steps.append(.split(fork + 1, fork + 1)) }
        guard add(choice) else { return false }
        guard index < choices.count - 1 else { continue }
        exits.append(steps.count)
        steps.append(.split(0, 0))
        steps[fork] = .split(fork + 1, steps.count)
      }
      for exit in exits { steps[exit] = .split(steps.count, steps.count) }
    case .repeated(let node, let least, let most): return addRepeated(node, least: least, most: most)
    }
    return true
  }

  private mutating func addRepeated(_ node: PatternNode, least: Int, most: Int?) -> Bool {
    for _ in 0..<least where !add(node) { return false }
    guard let most else {
      let fork = steps.count
      steps.append(.split(fork + 1, fork + 1))
      guard add(node) else { return false }
      steps.append(.split(fork, fork))
      steps[fork] = .split(fork + 1, steps.count)
      return true
    }
    var forks: [Int] = []
    for _ in least..<max(least, most) {
      forks.append(steps.count)
      steps.append(.split(0, 0))
      guard add(node) else { return false }
    }
    for fork in forks { steps[fork] = .split(fork + 1, steps.count) }
    return true
  }
}
