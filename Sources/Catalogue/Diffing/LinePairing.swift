/// Pairs the lines of two runs that have most in common.
enum LinePairing {
  /// Lines with less in common than this are no pair: to show which words differ would mark nearly all of them.
  static let least = 0.5

  /// Pairs in order on both sides, with as much in common altogether as possible (S. B. Needleman, C. D. Wunsch, "A
  /// General Method Applicable to the Search for Similarities in the Amino Acid Sequence of Two Proteins", 1970).
  /// In long runs a line is looked for only near the same place on the other side, and in the longest not at all: a
  /// text that was written anew is not read word by word.
  static func pairs(_ old: [WordLine], _ new: [WordLine]) -> [(old: Int, new: Int)] {
    guard old.count <= longest, new.count <= longest else { return [] }
    let isWhole = old.count * new.count <= wholeSize
    let width = isWhole ? max(old.count, new.count) : max(band, new.count / old.count + 1)
    let size = 2 * width + 1
    // What is won by the lines before old line `row` and new line `centre(row) - width + column`.
    var won = [Double](repeating: 0, count: (old.count + 1) * (size + 1))
    var choices = [Choice](repeating: .skipOld, count: won.count)
    func centre(_ row: Int) -> Int { row * new.count / old.count }
    func place(_ row: Int, _ column: Int) -> Int? {
      let offset = column - centre(row) + width
      return (0...size).contains(offset) ? row * (size + 1) + offset : nil
    }
    func columns(_ row: Int) -> ClosedRange<Int> { max(0, centre(row) - width)...min(new.count, centre(row) + width) }
    for row in 0...old.count {
      for column in columns(row) {
        guard let here = place(row, column) else { continue }
        var best = (won: -1.0, choice: Choice.skipOld)
        if row > 0, let above = place(row - 1, column) { best = (won[above], .skipOld) }
        if column > 0, let left = place(row, column - 1), won[left] > best.won { best = (won[left], .skipNew) }
        if row > 0, column > 0, let before = place(row - 1, column - 1) {
          let likeness = old[row - 1].likeness(to: new[column - 1])
          if likeness >= least, won[before] + likeness > best.won { best = (won[before] + likeness, .pair) }
        }
        won[here] = max(0, best.won)
        choices[here] = best.choice
      }
    }
    var pairs: [(old: Int, new: Int)] = []
    var (row, column) = (old.count, new.count)
    while row > 0, column > 0, let here = place(row, column) {
      switch choices[here] {
      case .skipOld: row -= 1
      case .skipNew: column -= 1
      case .pair:
        (row, column) = (row - 1, column - 1)
        pairs.append((row, column))
      }
    }
    return pairs.reversed()
  }

  private enum Choice: UInt8 { case skipOld, skipNew, pair }

  private static let longest = 4000
  private static let wholeSize = 1 << 14
  private static let band = 16
}
