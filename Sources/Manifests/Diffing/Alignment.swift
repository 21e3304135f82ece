/// The longest common subsequence of two rows, to be paired as what stayed.
///
/// The result for exchanged rows is the exchanged result: of two rows the smaller one always comes first.
enum Alignment {
  /// The cells of the largest table that is filled; rows beyond that are aligned by what stands once in each.
  static let cells = 1 << 16

  static func pairs(_ old: [ContentHash], _ new: [ContentHash]) -> [(old: Int, new: Int)] {
    if new.count < old.count || (new.count == old.count && new.lexicographicallyPrecedes(old)) {
      return pairs(new, old).map { ($0.new, $0.old) }
    }
    var pairs: [(old: Int, new: Int)] = []
    var start = 0
    while start < old.count, old[start] == new[start] {
      pairs.append((start, start))
      start += 1
    }
    var tail = 0
    while tail < old.count - start, old[old.count - 1 - tail] == new[new.count - 1 - tail] { tail += 1 }
    let olds = start..<(old.count - tail)
    let news = start..<(new.count - tail)
    pairs += olds.count * news.count <= cells ? common(old[olds], new[news]) : unique(old[olds], new[news])
    for index in 0..<tail { pairs.append((old.count - tail + index, new.count - tail + index)) }
    return pairs
  }

  /// By a table of the lengths of what is common to the ends of both.
  private static func common(
    _ old: ArraySlice<ContentHash>, _ new: ArraySlice<ContentHash>
  ) -> [(old: Int, new: Int)] {
    guard !old.isEmpty, !new.isEmpty else { return [] }
    let olds = Array(old)
    let news = Array(new)
    let width = news.count + 1
    var lengths = [Int32](repeating: 0, count: (olds.count + 1) * width)
    for row in olds.indices.reversed() {
      for column in news.indices.reversed() {
        lengths[row * width + column] =
          olds[row] == news[column]
          ? lengths[(row + 1) * width + column + 1] + 1
          : max(lengths[(row + 1) * width + column], lengths[row * width + column + 1])
      }
    }
    var pairs: [(old: Int, new: Int)] = []
    var (row, column) = (0, 0)
    while row < olds.count, column < news.count {
      if olds[row] == news[column] {
        pairs.append((old.startIndex + row, new.startIndex + column))
        row += 1
        column += 1
      } else if lengths[(row + 1) * width + column] >= lengths[row * width + column + 1] {
        row += 1
      } else {
        column += 1
      }
    }
    return pairs
  }

  /// The longest row of those that stand once in each (patience sorting).
  private static func unique(
    _ old: ArraySlice<ContentHash>, _ new: ArraySlice<ContentHash>
  ) -> [(old: Int, new: Int)] {
    let places = single(old)
    var candidates: [(old: Int, new: Int)] = []
    for (hash, place) in single(new) {
      if let other = places[hash] { candidates.append((other, place)) }
    }
    candidates.sort { $0.new < $1.new }
    // `tops[n]` ends the row of n + 1 pairs that ends first.
    var tops: [Int] = []
    var before = Array(repeating: -1, count: candidates.count)
    for (index, pair) in candidates.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if candidates[tops[middle]].old < pair.old { low = middle + 1 } else { high = middle }
      }
      if low > 0 { before[index] = tops[low - 1] }
      if low < tops.count { tops[low] = index } else { tops.append(index) }
    }
    var pairs: [(old: Int, new: Int)] = []
    var index = tops.last ?? -1
    while index >= 0 {
      pairs.append(candidates[index])
      index = before[index]
    }
    return pairs.reversed()
  }

  private static func single(_ row: ArraySlice<ContentHash>) -> [ContentHash: Int] {
    var places: [ContentHash: Int] = [:]
    for index in row.indices { places[row[index]] = places[row[index]] == nil ? index : -1 }
    return places.filter { $0.value >= 0 }
  }
}
