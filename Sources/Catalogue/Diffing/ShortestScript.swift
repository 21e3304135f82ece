/// Finds out which elements of two sequences are no part of what they have in common.
///
/// The shortest script by Myers' greedy algorithm in linear space (E. W. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", 1986, section 4b) for as long as a script is short. Where it is not, the search would take quadratic
/// time to save few lines: then the sequences are cut at elements that both have once, and where there are none, at
/// the point that the search has got furthest to. So the time is within a constant of the length.
struct ShortestScript {
  /// Whether each element is taken away or added.
  private(set) var isRemoved: [Bool]
  private(set) var isAdded: [Bool]

  private let old: [Int32]
  private let new: [Int32]
  /// How many changes one search from either end may find before it is given up.
  private let limit: Int
  private var forward: [Int]
  private var backward: [Int]

  /// A stretch of both sequences that is still to be compared.
  private struct Box {
    var old: Range<Int>
    var new: Range<Int>
    /// How large the stretch was when elements that are there once were last looked for. It is worth while again when
    /// that has halved; more often would be for nothing, and take quadratic time.
    var searchedSize: Int

    var size: Int { old.count + new.count }
  }

  static let defaultLimit = 256

  init(old: [Int32], new: [Int32], limit: Int = defaultLimit) {
    self.old = old
    self.new = new
    self.limit = max(1, limit)
    isRemoved = [Bool](repeating: false, count: old.count)
    isAdded = [Bool](repeating: false, count: new.count)
    forward = [Int](repeating: 0, count: old.count + new.count + 3)
    backward = forward
    search()
  }

  /// Work left to do, kept here rather than on the thread's stack.
  private mutating func search() {
    var work = [Box(old: 0..<old.count, new: 0..<new.count, searchedSize: .max)]
    while let next = work.popLast() {
      let box = trimmed(next)
      if box.old.isEmpty || box.new.isEmpty {
        change(box)
        continue
      }
      switch cut(box) {
      case .at(let x, let y, let searched):
        if (x, y) == (box.old.lowerBound, box.new.lowerBound) || (x, y) == (box.old.upperBound, box.new.upperBound) {
          change(box)
        } else {
          work.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound, searchedSize: searched))
          work.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y, searchedSize: searched))
        }
      case .into(let boxes): work += boxes.reversed()
      }
    }
  }

  private func trimmed(_ box: Box) -> Box {
    var (a, b) = (box.old.lowerBound, box.new.lowerBound)
    var (c, d) = (box.old.upperBound, box.new.upperBound)
    while a < c, b < d, old[a] == new[b] { (a, b) = (a + 1, b + 1) }
    while a < c, b < d, old[c - 1] == new[d - 1] { (c, d) = (c - 1, d - 1) }
    return Box(old: a..<c, new: b..<d, searchedSize: box.searchedSize)
  }

  private mutating func change(_ box: Box) {
    for index in box.old { isRemoved[index] = true }
    for index in box.new { isAdded[index] = true }
  }

  private enum Cut {
    case at(Int, Int, searchedSize: Int)
    case into([Box])
  }

  private mutating func cut(_ box: Box) -> Cut {
    let (meeting, furthest) = middle(box)
    if let meeting { return .at(meeting.x, meeting.y, searchedSize: box.searchedSize) }
    guard box.size <= box.searchedSize / 2 else { return .at(furthest.x, furthest.y, searchedSize: box.searchedSize) }
    let boxes = anchored(box)
    return boxes.count > 1 ? .into(boxes) : .at(furthest.x, furthest.y, searchedSize: box.size)
  }

  // MARK: Anchors

  /// The box without the elements that both sides have once in it, as what lies between them.
  private func anchored(_ box: Box) -> [Box] {
    var places: [Int32: (old: Int, new: Int, oldCount: Int, newCount: Int)] = [:]
    for index in box.old {
      places[old[index], default: (0, 0, 0, 0)].old = index
      places[old[index], default: (0, 0, 0, 0)].oldCount += 1
    }
    for index in box.new {
      guard places[new[index]]?.oldCount == 1 else { continue }
      places[new[index], default: (0, 0, 0, 0)].new = index
      places[new[index], default: (0, 0, 0, 0)].newCount += 1
    }
    let candidates = box.old.compactMap { index -> Anchors.Candidate? in
      guard let place = places[old[index]], place.oldCount == 1, place.newCount == 1 else { return nil }
      return Anchors.Candidate(old: index, new: place.new - box.new.lowerBound, weight: 1)
    }
    var boxes: [Box] = []
    var (x, y) = (box.old.lowerBound, box.new.lowerBound)
    for anchor in Anchors.chain(candidates, newCount: box.new.count) {
      let place = box.new.lowerBound + anchor.new
      boxes.append(Box(old: x..<anchor.old, new: y..<place, searchedSize: box.size))
      (x, y) = (anchor.old + 1, place + 1)
    }
    return boxes + [Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound, searchedSize: box.size)]
  }

  // MARK: The search from both ends

  /// The point where the searches from both ends meet, which a shortest script passes through; nil where the script
  /// is too long. Then the point that one of them has got furthest to from its end.
  ///
  /// A diagonal is the places where `x - y` is the same. `forward` and `backward` hold how far the searches have come
  /// on each, beyond the last one a sentinel that nothing is further from.
  private mutating func middle(_ box: Box) -> (meeting: (x: Int, y: Int)?, furthest: (x: Int, y: Int)) {
    let (a, b, c, d) = (box.old.lowerBound, box.new.lowerBound, box.old.upperBound, box.new.upperBound)
    // Diagonals of the box are from a - d to c - b, here counted from 1 on.
    let shift = d - a + 1
    let (lowest, highest) = (1, c - b + shift)
    let (first, last) = (a - b + shift, c - d + shift)
    let isOdd = (first - last) & 1 != 0
    var (low, high) = (first, first)
    var (floor, ceiling) = (last, last)
    let limit = self.limit
    return old.withUnsafeBufferPointer { old in
      new.withUnsafeBufferPointer { new in
        forward.withUnsafeMutableBufferPointer { forward in
          backward.withUnsafeMutableBufferPointer { backward in
            forward[first] = a
            backward[last] = c
            for _ in 0..<limit {
              // A diagonal more on either side, as far as the box has one.
              if low > lowest {
                low -= 1
                forward[low - 1] = -1
              } else {
                low += 1
              }
              if high < highest {
                high += 1
                forward[high + 1] = -1
              } else {
                high -= 1
              }
              for k in stride(from: high, through: low, by: -2) {
                var x = max(forward[k - 1] + 1, forward[k + 1])
                var y = x - k + shift
                while x < c, y < d, old[x] == new[y] { (x, y) = (x + 1, y + 1) }
                forward[k] = x
                if isOdd, floor <= k, k <= ceiling, backward[k] <= x { return ((x, y), (x, y)) }
              }
              if floor > lowest {
                floor -= 1
                backward[floor - 1] = .max
              } else {
                floor += 1
              }
              if ceiling < highest {
                ceiling += 1
                backward[ceiling + 1] = .max
              } else {
                ceiling -= 1
              }
              for k in stride(from: ceiling, through: floor, by: -2) {
                var x = min(backward[k - 1], backward[k + 1] &- 1)
                var y = x - k + shift
                while x > a, y > b, old[x - 1] == new[y - 1] { (x, y) = (x - 1, y - 1) }
                backward[k] = x
                if !isOdd, low <= k, k <= high, x <= forward[k] { return ((x, y), (x, y)) }
              }
            }
            var best = (x: a, y: b)
            for k in stride(from: high, through: low, by: -2) {
              let (x, y) = (forward[k], forward[k] - k + shift)
              if x <= c, y <= d, x + y > best.x + best.y { best = (x, y) }
            }
            var other = (x: c, y: d)
            for k in stride(from: ceiling, through: floor, by: -2) {
              let (x, y) = (backward[k], backward[k] - k + shift)
              if x >= a, y >= b, x + y < other.x + other.y { other = (x, y) }
            }
            return (nil, best.x + best.y - a - b >= c + d - other.x - other.y ? best : other)
          }
        }
      }
    }
  }
}
