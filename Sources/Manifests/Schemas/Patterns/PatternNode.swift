/// What a part of a pattern asks of a text.
indirect enum PatternNode {
  case nothing
  case set(PatternSet)
  case sequence([PatternNode])
  case either([PatternNode])
  /// - Parameter most: nil where there is no end.
  case repeated(PatternNode, least: Int, most: Int?)
  case start
  case end
  /// Where a word begins or ends, or, where `isThere` is false, anywhere else.
  case wordEdge(isThere: Bool)
}

/// Some characters, or all but some.
struct PatternSet {
  var ranges: [ClosedRange<UInt32>] = []
  var isNegated = false
  var ignoresCase = false

  static let any = PatternSet(ranges: [0x0A...0x0A], isNegated: true)
  static let digits = PatternSet(ranges: [0x30...0x39])
  static let word = PatternSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  static let blanks = PatternSet(ranges: [0x09...0x0D, 0x20...0x20])

  /// The set as it stands in brackets, where it has no negation of its own.
  var asRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { rest.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { rest.append(next...0x10FFFF) }
    return rest
  }

  func contains(_ character: UInt32) -> Bool {
    var isIn = hasInRanges(character)
    if !isIn, ignoresCase, 0x61...0x7A ~= character | 0x20, character < 0x80 { isIn = hasInRanges(character ^ 0x20) }
    return isIn != isNegated
  }

  private func hasInRanges(_ character: UInt32) -> Bool {
    for range in ranges where range ~= character { return true }
    return false
  }
}
