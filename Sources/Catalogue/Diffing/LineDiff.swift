/// The shortest script of line changes between two texts: Myers' greedy algorithm in linear space
/// (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, section 4b).
enum LineDiff {
  /// Lines `old` of the old text are replaced by lines `new` of the new one; either may be empty.
  struct Edit: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  static func edits(_ old: TextLines, _ new: TextLines) -> [Edit] {
    var numbers: [Slice: Int32] = [:]
    let left = number(old, &numbers)
    let right = number(new, &numbers)
    var search = Search(left, right)
    left.withUnsafeBufferPointer { left in
      right.withUnsafeBufferPointer { right in
        search.compare(left, right, 0..<left.count, 0..<right.count)
      }
    }
    return search.edits
  }

  /// Gives equal lines equal numbers.
  private static func number(_ lines: TextLines, _ numbers: inout [Slice: Int32]) -> [Int32] {
    (0..<lines.count).map { line in
      let slice = Slice(bytes: lines.bytes[lines.range(line)])
      if let number = numbers[slice] { return number }
      let number = Int32(numbers.count)
      numbers[slice] = number
      return number
    }
  }

  private struct Slice: Hashable {
    let bytes: ArraySlice<UInt8>

    static func == (left: Slice, right: Slice) -> Bool {
      left.bytes.count == right.bytes.count && left.bytes.elementsEqual(right.bytes)
    }

    func hash(into hasher: inout Hasher) {
      bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
  }

  private struct Search {
    var edits: [Edit] = []
    private var forward: [Int]
    private var backward: [Int]

    init(_ left: [Int32], _ right: [Int32]) {
      let size = left.count + right.count + 3
      forward = [Int](repeating: 0, count: size)
      backward = [Int](repeating: 0, count: size)
    }

    /// Work left to do, kept here rather than on the thread's stack.
    mutating func compare(
      _ left: UnsafeBufferPointer<Int32>, _ right: UnsafeBufferPointer<Int32>, _ old: Range<Int>, _ new: Range<Int>
    ) {
      var work = [(old, new)]
      while let (old, new) = work.popLast() {
        var (a, b) = (old.lowerBound, new.lowerBound)
        var (c, d) = (old.upperBound, new.upperBound)
        while a < c, b < d, left[a] == right[b] { (a, b) = (a + 1, b + 1) }
        while a < c, b < d, left[c - 1] == right[d - 1] { (c, d) = (c - 1, d - 1) }
        if a == c || b == d {
          if a < c || b < d { add(Edit(old: a..<c, new: b..<d)) }
          continue
        }
        let (x, y) = middle(left, right, a..<c, b..<d)
        if (x == a && y == b) || (x == c && y == d) {
          add(Edit(old: a..<c, new: b..<d))
          continue
        }
        work.append((x..<c, y..<d))
        work.append((a..<x, b..<y))
      }
    }

    /// Edits come in order; those that touch become one.
    private mutating func add(_ edit: Edit) {
      if let last = edits.last, last.old.upperBound == edit.old.lowerBound, last.new.upperBound == edit.new.lowerBound {
        edits[edits.count - 1] = Edit(
          old: last.old.lowerBound..<edit.old.upperBound, new: last.new.lowerBound..<edit.new.upperBound)
      } else {
        edits.append(edit)
      }
    }

    /// A point that a shortest script passes through, found where the searches from both ends meet.
    private mutating func middle(
      _ left: UnsafeBufferPointer<Int32>, _ right: UnsafeBufferPointer<Int32>, _ old: Range<Int>, _ new: Range<Int>
    ) -> (Int, Int) {
      let (n, m) = (old.count, new.count)
      let (a, b) = (old.lowerBound, new.lowerBound)
      let delta = n - m
      let isOdd = delta & 1 != 0
      let offset = m + 1
      return forward.withUnsafeMutableBufferPointer { forward in
        backward.withUnsafeMutableBufferPointer { backward in
          for depth in 0...(n + m + 1) / 2 {
            for k in Search.diagonals(depth, m, n) {
              var x = Search.step(forward, k, depth, offset, m, n)
              while x >= 0, x < n, x - k < m, left[a + x] == right[b + x - k] { x += 1 }
              forward[offset + k] = x
              let other = delta - k
              guard isOdd, x >= 0, abs(other) < depth, (-m...n).contains(other), backward[offset + other] >= 0 else {
                continue
              }
              if x + backward[offset + other] >= n { return (a + x, b + x - k) }
            }
            for k in Search.diagonals(depth, m, n) {
              var x = Search.step(backward, k, depth, offset, m, n)
              while x >= 0, x < n, x - k < m, left[a + n - 1 - x] == right[b + m - 1 - x + k] { x += 1 }
              backward[offset + k] = x
              let other = delta - k
              guard !isOdd, x >= 0, abs(other) <= depth, (-m...n).contains(other), forward[offset + other] >= 0 else {
                continue
              }
              if x + forward[offset + other] >= n { return (a + n - x, b + m - x + k) }
            }
          }
          return (a, b)
        }
      }
    }

    /// The diagonals that a script of `depth` changes can end on.
    private static func diagonals(_ depth: Int, _ m: Int, _ n: Int) -> StrideThrough<Int> {
      let start = -min(depth, m)
      return stride(from: start + ((start + depth) & 1), through: min(depth, n), by: 2)
    }

    /// How far one change more gets on diagonal `k`, or -1 where no such script stays within both texts.
    private static func step(
      _ reach: UnsafeMutableBufferPointer<Int>, _ k: Int, _ depth: Int, _ offset: Int, _ m: Int, _ n: Int
    ) -> Int {
      if depth == 0 { return 0 }
      var best = -1
      if k < n, abs(k + 1) < depth {
        let down = reach[offset + k + 1]
        if down >= 0, down - k <= m { best = down }
      }
      if k > -m, abs(k - 1) < depth {
        let right = reach[offset + k - 1]
        if right >= 0, right + 1 <= n { best = max(best, right + 1) }
      }
      return best
    }
  }
}
