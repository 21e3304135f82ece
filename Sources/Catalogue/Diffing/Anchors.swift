/// Places that two sequences surely have in common, in the same order on both sides.
enum Anchors {
  /// Elements that may be in common: `old` and `new` say where, `weight` how much is won by it.
  struct Candidate {
    let old: Int
    let new: Int
    let weight: Int
  }

  /// The heaviest chain of candidates that runs forward on both sides. What comes before each candidate is looked up
  /// in a tree of prefix maxima (P. M. Fenwick, "A New Data Structure for Cumulative Frequency Tables", 1994).
  /// - Parameters:
  ///   - candidates: in the order of the old side; no place is in two of them.
  ///   - newCount: how many elements the new side has.
  static func chain(_ candidates: [Candidate], newCount: Int) -> [Candidate] {
    var tree = [(weight: Int, last: Int)](repeating: (0, -1), count: newCount + 1)
    var before = [Int](repeating: -1, count: candidates.count)
    for (index, candidate) in candidates.enumerated() {
      var best = (weight: 0, last: -1)
      var position = candidate.new
      while position > 0 {
        if tree[position].weight > best.weight { best = tree[position] }
        position &= position - 1
      }
      before[index] = best.last
      let weight = best.weight + candidate.weight
      position = candidate.new + 1
      while position <= newCount {
        if weight > tree[position].weight { tree[position] = (weight, index) }
        position += position & -position
      }
    }
    var chain: [Candidate] = []
    var last = -1
    var position = newCount
    var heaviest = 0
    while position > 0 {
      if tree[position].weight > heaviest { (heaviest, last) = tree[position] }
      position &= position - 1
    }
    while last >= 0 {
      chain.append(candidates[last])
      last = before[last]
    }
    return chain.reversed()
  }
}
