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
    var places: [Digest: Int?] = [:]
    for (index, block) in new.enumerated() { places[block.digest] = .some(places[block.digest] == nil ? index : nil) }
    var counts: [Digest: Int] = [:]
    for block in old { counts[block.digest, default: 0] += 1 }
    return old.enumerated().compactMap { index, block in
      guard counts[block.digest] == 1, case .some(.some(let place)) = places[block.digest] else { return nil }
      return Anchors.Candidate(old: index, new: place, weight: oldPlaces[index].count)
    }
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
