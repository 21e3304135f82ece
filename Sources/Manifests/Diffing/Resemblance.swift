/// Finds for each of some old members the new one that it resembles most.
///
/// Two resemble each other by the share of their leaves that they have in common (Dice's coefficient), from 0 to 1. The
/// best pairs are joined first; between equal ones, those whose places are nearest.
struct Resemblance {
  /// What is known of a member: its leaves, sorted, and what it is called, which counts as much as all leaves together.
  struct Member {
    let place: Int
    let tokens: [ContentHash]
    var label: String?
  }

  /// So many pairs at most are looked at one by one; beyond that only those that share something rare.
  static let pairs = 4096
  /// How many pairs may share a leaf for it to be rare.
  private static let rare = 16

  let old: [Member]
  let new: [Member]
  /// Pairs that resemble each other less are none.
  let threshold: Double

  /// The pairs, as places of the members.
  func joined() -> [(old: Int, new: Int)] {
    var scored: [(score: Double, old: Int, new: Int)] = []
    for (left, right) in candidates() {
      let score = score(old[left], new[right])
      if score > 0, score >= threshold { scored.append((score, left, right)) }
    }
    scored.sort { first, second in
      if first.score != second.score { return first.score > second.score }
      let (near, far) = (abs(first.old - first.new), abs(second.old - second.new))
      if near != far { return near < far }
      return (first.old + first.new, first.old) < (second.old + second.new, second.old)
    }
    var isTaken = (old: Set<Int>(), new: Set<Int>())
    var pairs: [(old: Int, new: Int)] = []
    for pair in scored where !isTaken.old.contains(pair.old) && !isTaken.new.contains(pair.new) {
      isTaken.old.insert(pair.old)
      isTaken.new.insert(pair.new)
      pairs.append((old[pair.old].place, new[pair.new].place))
    }
    return pairs
  }

  private func score(_ left: Member, _ right: Member) -> Double {
    let share = Resemblance.share(left.tokens, right.tokens)
    return left.label != nil && left.label == right.label ? share + 1 : share
  }

  private func candidates() -> [(Int, Int)] {
    if old.count * new.count <= Resemblance.pairs {
      return old.indices.flatMap { left in new.indices.map { (left, $0) } }
    }
    struct Pair: Hashable { let old, new: Int }
    var counts: [Pair: Int] = [:]
    for index in 0..<min(old.count, new.count) { counts[Pair(old: index, new: index)] = 0 }
    let places = postings(new)
    for (token, lefts) in postings(old) {
      guard let rights = places[token], lefts.count * rights.count <= Resemblance.rare else { continue }
      for left in lefts { for right in rights { counts[Pair(old: left, new: right), default: 0] += 1 } }
    }
    let best = counts.sorted { first, second in
      if first.value != second.value { return first.value > second.value }
      return (first.key.old + first.key.new, first.key.old) < (second.key.old + second.key.new, second.key.old)
    }
    return best.prefix(8 * (old.count + new.count)).map { ($0.key.old, $0.key.new) }
  }

  private func postings(_ members: [Member]) -> [ContentHash: [Int]] {
    var postings: [ContentHash: [Int]] = [:]
    for (index, member) in members.enumerated() {
      for token in Set(member.tokens) { postings[token, default: []].append(index) }
      if let label = member.label { postings[ContentHash(label), default: []].append(index) }
    }
    return postings
  }

  /// The share of their leaves that two have in common.
  static func share(_ left: [ContentHash], _ right: [ContentHash]) -> Double {
    var (first, second, common) = (0, 0, 0)
    while first < left.count, second < right.count {
      let (one, other) = (left[first], right[second])
      if one == other { common += 1 }
      if one <= other { first += 1 }
      if other <= one { second += 1 }
    }
    let total = left.count + right.count
    return total > 0 ? 2 * Double(common) / Double(total) : 0
  }
}
