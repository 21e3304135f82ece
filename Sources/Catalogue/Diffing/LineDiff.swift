/// The line changes between two texts: the fewest where that can be known in time, each where a reader expects it.
enum LineDiff {
  /// Lines `old` of the old text are replaced by lines `new` of the new one; either may be empty.
  struct Edit: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  static func edits(_ old: TextLines, _ new: TextLines) -> [Edit] {
    edits(old, new, within: [Edit(old: 0..<old.count, new: 0..<new.count)])
  }

  /// - Parameter stretches: what is to be compared, in order: all other lines are the same on both sides.
  static func edits(_ old: TextLines, _ new: TextLines, within stretches: [Edit]) -> [Edit] {
    var edits: [Edit] = []
    for stretch in stretches {
      for edit in compare(old, new, trimmed(stretch, old, new)) { edits.join(edit) }
    }
    return EditSliding.slid(edits, old, new)
  }

  /// Without the lines that both sides begin and end with.
  private static func trimmed(_ stretch: Edit, _ old: TextLines, _ new: TextLines) -> Edit {
    var (a, b) = (stretch.old.lowerBound, stretch.new.lowerBound)
    var (c, d) = (stretch.old.upperBound, stretch.new.upperBound)
    while a < c, b < d, old.line(a, equals: b, of: new) { (a, b) = (a + 1, b + 1) }
    while a < c, b < d, old.line(c - 1, equals: d - 1, of: new) { (c, d) = (c - 1, d - 1) }
    return Edit(old: a..<c, new: b..<d)
  }

  /// Lines that one side alone has are changes for certain, and stay out of the search.
  private static func compare(_ old: TextLines, _ new: TextLines, _ stretch: Edit) -> [Edit] {
    guard !stretch.old.isEmpty, !stretch.new.isEmpty else {
      return stretch.old.isEmpty && stretch.new.isEmpty ? [] : [stretch]
    }
    let numbers = LineNumbers(old, stretch.old, new, stretch.new)
    let oldPlaces = numbers.old.indices.filter { numbers.newCounts[Int(numbers.old[$0])] > 0 }
    let newPlaces = numbers.new.indices.filter { numbers.oldCounts[Int(numbers.new[$0])] > 0 }
    let script = ShortestScript(old: oldPlaces.map { numbers.old[$0] }, new: newPlaces.map { numbers.new[$0] })
    var isRemoved = [Bool](repeating: true, count: numbers.old.count)
    var isAdded = [Bool](repeating: true, count: numbers.new.count)
    for (index, place) in oldPlaces.enumerated() { isRemoved[place] = script.isRemoved[index] }
    for (index, place) in newPlaces.enumerated() { isAdded[place] = script.isAdded[index] }
    return edits(isRemoved, isAdded, from: stretch)
  }

  private static func edits(_ isRemoved: [Bool], _ isAdded: [Bool], from stretch: Edit) -> [Edit] {
    let (a, b) = (stretch.old.lowerBound, stretch.new.lowerBound)
    var edits: [Edit] = []
    var (x, y) = (0, 0)
    while x < isRemoved.count || y < isAdded.count {
      let (startX, startY) = (x, y)
      while x < isRemoved.count, isRemoved[x] { x += 1 }
      while y < isAdded.count, isAdded[y] { y += 1 }
      if x > startX || y > startY { edits.append(Edit(old: a + startX..<a + x, new: b + startY..<b + y)) }
      while x < isRemoved.count, y < isAdded.count, !isRemoved[x], !isAdded[y] { (x, y) = (x + 1, y + 1) }
    }
    return edits
  }
}

extension [LineDiff.Edit] {
  /// Appends an edit; with the last one it becomes one where they touch.
  mutating func join(_ edit: LineDiff.Edit) {
    guard let last, last.old.upperBound == edit.old.lowerBound, last.new.upperBound == edit.new.lowerBound
    else { return append(edit) }
    self[count - 1] = LineDiff.Edit(
      old: last.old.lowerBound..<edit.old.upperBound, new: last.new.lowerBound..<edit.new.upperBound)
  }
}
