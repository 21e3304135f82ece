import Handlebars

extension RenderTrace {
  /// A stretch of two outputs of one template.
  package enum AlignedPiece: Sendable {
    /// The same in both: its bytes in this one.
    case same(Range<Int>)
    /// What one and the same tag wrote; one of the two may be empty.
    case other(here: Range<Int>, there: Range<Int>)
  }

  /// The stretches of this output beside those of another one of the same template, in their order; nil where the two
  /// do not go the same way through the template, because conditions came out or loops went otherwise.
  package func aligned(with other: RenderTrace) -> [AlignedPiece]? {
    guard decisions.elementsEqual(other.decisions, by: { $0.origin == $1.origin && $0.holds == $1.holds }) else {
      return nil
    }
    var pieces: [AlignedPiece] = []
    var (left, right) = (0, 0)
    while left < segments.count || right < other.segments.count {
      let here = left < segments.count ? segments[left] : nil
      let there = right < other.segments.count ? other.segments[right] : nil
      if let here, let there, here.origin == there.origin {
        let isSame = output[here.output] == other.output[there.output]
        pieces.append(isSame ? .same(here.output) : .other(here: here.output, there: there.output))
        (left, right) = (left + 1, right + 1)
      } else if let there, !isText(there.origin), !comesLater(there.origin, behind: left, in: self) {
        // A tag that wrote nothing here.
        let end = here?.output.lowerBound ?? output.count
        pieces.append(.other(here: end..<end, there: there.output))
        right += 1
      } else if let here, !isText(here.origin) {
        let end = there?.output.lowerBound ?? other.output.count
        pieces.append(.other(here: here.output, there: end..<end))
        left += 1
      } else {
        return nil
      }
    }
    return pieces
  }

  private func isText(_ origin: Origin) -> Bool { origin.unit == 0 && program.isLiteral(origin.instruction) }

  /// Whether a tag writes right behind the segment at hand, which then wrote nothing in the other output.
  private func comesLater(_ origin: Origin, behind index: Int, in trace: RenderTrace) -> Bool {
    trace.segments.indices.contains(index + 1) && !isText(trace.segments[index].origin)
      && trace.segments[index + 1].origin == origin
  }
}
