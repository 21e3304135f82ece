/// Finds the name that was meant.
package enum Nearest {
  /// The candidate closest to `text`, however far it is; nil where there are none.
  package static func any(to text: String, among candidates: [String]) -> String? {
    nearest(to: text, among: candidates, below: .max)
  }

  /// The candidate that `text` is likely a slip of: at most a third of it is to be changed.
  package static func likely(_ text: String, among candidates: [String]) -> String? {
    nearest(to: text, among: candidates, below: max(1, text.count / 3) + 1)
  }

  private static func nearest(to text: String, among candidates: [String], below limit: Int) -> String? {
    let wanted = letters(of: text)
    var (best, limit): (String?, Int) = (nil, limit)
    for candidate in candidates {
      guard let distance = distance(wanted, letters(of: candidate), below: limit) else { continue }
      (best, limit) = (candidate, distance)
      if limit == 0 { break }
    }
    return best
  }

  /// Letters to add, drop, change or swap, case and outer blanks aside (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    distance(letters(of: left), letters(of: right), below: .max) ?? .max
  }

  private static func letters(of text: String) -> [Unicode.Scalar] {
    Array(text.trimmingBlanks.lowercased().unicodeScalars.prefix(64))
  }

  /// - Returns: nil where it is not below the limit, which is mostly known long before the end.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar], below limit: Int) -> Int? {
    guard abs(left.count - right.count) < limit else { return nil }
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var (twoBefore, before) = ([Int](repeating: 0, count: right.count + 1), Array(0...right.count))
    var row = before
    for i in 1...left.count {
      row[0] = i
      for j in 1...right.count {
        let change = before[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        row[j] = min(before[j] + 1, row[j - 1] + 1, change)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          row[j] = min(row[j], twoBefore[j - 2] + 1)
        }
      }
      // What follows comes from one of these two rows.
      guard row.contains(where: { $0 < limit }) || before.contains(where: { $0 < limit }) else { return nil }
      (twoBefore, before, row) = (before, row, twoBefore)
    }
    return before[right.count] < limit ? before[right.count] : nil
  }
}
