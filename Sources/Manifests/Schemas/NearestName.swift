/// Finds the name that was meant.
enum NearestName {
  /// The candidate that `text` is likely a slip of: at most a third of it is to be changed.
  static func likely(_ text: String, among candidates: [String]) -> String? {
    let limit = text.utf8.count / 3
    guard limit > 0, text.utf8.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in candidates where abs(name.utf8.count - text.utf8.count) <= limit {
      let distance = distance(Array(text.lowercased().utf8), Array(name.lowercased().utf8))
      if distance <= limit, distance < best?.distance ?? .max { best = (name, distance) }
    }
    return best?.name
  }

  /// Bytes to add, drop or change, one neighbour swapped with the other counting as one change.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var before: [Int] = []
    var above = Array(0...right.count)
    for row in 0..<left.count {
      var line = [row + 1]
      for column in 0..<right.count {
        var best = min(above[column + 1] + 1, line[column] + 1, above[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, before[column - 1] + 1)
        }
        line.append(best)
      }
      before = above
      above = line
    }
    return above[right.count]
  }
}
