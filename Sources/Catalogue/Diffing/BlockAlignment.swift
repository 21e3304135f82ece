import Strategy

/// Which lines of two outputs are left to compare once their equal blocks are laid beside each other.
enum BlockAlignment {
  /// What stands between the blocks that both sides have once, in the same order; as many lines of them as possible.
  static func stretches(
    _ old: [StoredBlock], _ oldLines: TextLines, _ new: [StoredBlock], _ newLines: TextLines
  ) -> [LineDiff.Edit] {
    let whole = LineDiff.Edit(old: 0..<oldLines.count, new: 0..<newLines.count)
    guard let oldPlaces = places(old, oldLines), let newPlaces = places(new, newLines) else { return [whole] }
    let common = candidates(old, oldPlaces, new)
    var stretches: [LineDiff.Edit] = []
    var (x, y) = (0, 0)
    for anchor in Anchors.chain(common, newCount: new.count) {
      let (left, right) = (oldPlaces[anchor.old], newPlaces[anchor.new])
      stretches.append(LineDiff.Edit(old: x..<left.lowerBound, new: y..<right.lowerBound))
      (x, y) = (left.upperBound, right.upperBound)
    }
    return stretches + [LineDiff.Edit(old: x..<oldLines.count, new: y..<newLines.count)]
  }

  private static func candidates(
    _ old: [StoredBlock], _ oldPlaces: [Range<Int>], _ new: [StoredBlock]
  ) -> [Anchors.Candidate] {
    // Sorted, and not counted in dictionaries: to make the first dictionary of a kind takes longer than this.
    let entries =
      (old.enumerated().map { (digest: $1.digest, index: $0, isOld: true) }
      + new.enumerated().map { (digest: $1.digest, index: $0, isOld: false) })
      .sorted { $0.digest.bytes.lexicographicallyPrecedes($1.digest.bytes) }
    var candidates: [Anchors.Candidate] = []
    var start = 0
    while start < entries.count {
      let end = entries[start...].firstIndex { $0.digest != entries[start].digest } ?? entries.count
      if end - start == 2, entries[start].isOld != entries[start + 1].isOld {
        let (left, right) = entries[start].isOld ? (start, start + 1) : (start + 1, start)
        let index = entries[left].index
        candidates.append(Anchors.Candidate(old: index, new: entries[right].index, weight: oldPlaces[index].count))
      }
      start = end
    }
    return candidates.sorted { $0.old < $1.old }
  }

  /// The lines of each block; nil where a block begins within a line, and equal blocks need not be equal lines.
  private static func places(_ blocks: [StoredBlock], _ lines: TextLines) -> [Range<Int>]? {
    var places: [Range<Int>] = []
    var (line, offset) = (0, 0)
    for block in blocks {
      let first = line
      offset += block.content.count
      while line < lines.count, lines.starts[line] < offset { line += 1 }
      guard lines.starts[line] == offset else { return nil }
      places.append(first..<line)
    }
    return places
  }
}
