import Strategy

/// A block of one side of a comparison. Its content is read when it is needed.
struct ComparedBlock {
  enum Source {
    case stored(ID<StoredBlock>)
    case made(BlockDraft)
  }

  let digest: Digest
  let source: Source
  /// Where it begins in its output, from 1.
  let line: Int

  init(digest: Digest, source: Source, line: Int = 1) {
    self.digest = digest
    self.source = source
    self.line = line
  }

  var storedID: ID<StoredBlock>? { if case .stored(let id) = source { id } else { nil } }
}

extension OutputDraft {
  var comparedBlocks: [ComparedBlock] { blocks.map { ComparedBlock(digest: $0.block.digest, source: .made($0)) } }
}

/// The blocks that two outputs do not have in common, in the order of each. Outputs that differ in the same blocks have
/// equal deltas.
struct OutputDelta {
  let old: [ComparedBlock]
  let new: [ComparedBlock]

  struct Key: Hashable {
    let old: [Digest]
    let new: [Digest]
  }

  var key: Key { Key(old: old.map(\.digest), new: new.map(\.digest)) }

  init(old: [ComparedBlock], new: [ComparedBlock]) {
    var (left, right) = (old, new)
    if old.count == new.count {
      // Mostly each block is what stands in its place: what is left to look up is little.
      let places = old.indices.filter { old[$0].digest != new[$0].digest }
      (left, right) = (places.map { old[$0] }, places.map { new[$0] })
    }
    self.old = OutputDelta.without(right, left)
    self.new = OutputDelta.without(left, right)
  }

  /// Those of `blocks` that are not among `others`; each of these takes away one.
  private static func without(_ others: [ComparedBlock], _ blocks: [ComparedBlock]) -> [ComparedBlock] {
    var counts: [Digest: Int] = [:]
    for block in others { counts[block.digest, default: 0] += 1 }
    return blocks.filter { block in
      guard let count = counts[block.digest], count > 0 else { return true }
      counts[block.digest] = count - 1
      return false
    }
  }
}
