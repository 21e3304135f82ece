import Manifests
import Strategy

/// Which blocks of an output are settled: they differ from those with neutral values in plain words alone, and take any
/// plain words there. What a block takes is found out once: strategies of one template mostly differ in words.
/// Belongs to one thread.
final class SettledBlocks {
  private struct Place: Hashable {
    let marked: [UInt8]
    let kind: Strategy.Block.Kind
  }

  private var known: [Place: Bool] = [:]
  private var knownByteCount = 0

  private static let byteLimit = 16 << 20

  /// - Returns: where the settled blocks are in `made`, and whether all of them are settled.
  func find(in made: RenderTrace, beside neutral: RenderTrace) -> (ranges: Set<Range<Int>>, isAll: Bool) {
    guard let pieces = made.aligned(with: neutral) else { return ([], false) }
    let text = MarkedText(made, pieces)
    var settled: (ranges: Set<Range<Int>>, isAll: Bool) = ([], true)
    var holes = text.holes[...]
    // How much further things are in the output than in its marked text.
    var shift = 0
    for block in BlockSplitter.blocks(of: text.bytes) {
      let own = holes.prefix { block.range.contains($0.marked.lowerBound) }
      holes = holes.dropFirst(own.count)
      let start = block.range.lowerBound + shift
      if let last = own.last { shift = last.made.upperBound - last.marked.upperBound }
      let areWords = own.allSatisfy {
        NeutralValue.isLike(made.output[$0.made], neutral.output[$0.neutral])
      }
      if areWords, own.isEmpty || takesWords(Array(text.bytes[block.range]), block.kind) {
        settled.ranges.insert(start..<block.range.upperBound + shift)
      } else {
        settled.isAll = false
      }
    }
    return settled
  }

  private func takesWords(_ marked: [UInt8], _ kind: Strategy.Block.Kind) -> Bool {
    let place = Place(marked: marked, kind: kind)
    if let known = known[place] { return known }
    if knownByteCount > SettledBlocks.byteLimit { (known, knownByteCount) = ([:], 0) }
    var language: String?
    if case .code(let word) = kind { language = word }
    let takes = WordPlaces.takeWords(marked, language: language)
    known[place] = takes
    knownByteCount += marked.count
    return takes
  }
}
