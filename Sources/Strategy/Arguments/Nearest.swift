/// Finds the name that was meant.
package enum Nearest {
  /// The candidate closest to `text`, however far it is; nil where there are none.
  package static func any(to text: String, among candidates: [String]) -> String? {
    candidates.map { ($0, distance(text, $0)) }.min { $0.1 < $1.1 }?.0
  }

  /// The candidate that `text` is likely a slip of: at most a third of it is to be changed.
  package static func likely(_ text: String, among candidates: [String]) -> String? {
    let near = candidates.map { ($0, distance(text, $0)) }.min { $0.1 < $1.1 }
    guard let near, near.1 <= max(1, text.count / 3) else { return nil }
    return near.0
  }

  /// Letters to add, drop, change or swap, case and outer blanks aside (optimal string alignment).
  static func distance(_ left: String, _ right: String) -> Int {
    let left = Array(left.trimmingBlanks.lowercased().unicodeScalars.prefix(64))
    let right = Array(right.trimmingBlanks.lowercased().unicodeScalars.prefix(64))
    guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
    var rows = [Array(0...right.count)]
    for i in 1...left.count {
      var row = [i]
      for j in 1...right.count {
        let change = rows[i - 1][j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1)
        var best = min(rows[i - 1][j] + 1, row[j - 1] + 1, change)
        if i > 1, j > 1, left[i - 1] == right[j - 2], left[i - 2] == right[j - 1] {
          best = min(best, rows[i - 2][j - 2] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }
}
