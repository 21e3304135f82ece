import TestSupport
import Testing

/// Bits that flip and pages that tear while nobody looks.
@Suite struct `Damaged files` {
  @Test func `no flipped bit shows an output, parameter, pin or label as another, and doctor finds what is hurt`()
    async throws
  {
    let file = try await DamagedFile()
    var random = FaultRun.random(5)
    var tally = DamageTally()
    for _ in 0..<FaultRun.rounds(8, long: 1000) {
      let (place, bit) = (Int.random(in: file.whole.indices, using: &random), Int.random(in: 0..<8, using: &random))
      var bytes = file.whole
      bytes[place] ^= 1 << bit
      tally.add(try file.finding(in: bytes), "bit \(bit) of byte \(place), page \(place / 4096 + 1)")
    }
    FaultRun.report("flipped bits: \(tally)")
  }

  /// Where pages say what is on them: a bit there matters more often.
  @Test func `the same holds for the heads of pages`() async throws {
    let file = try await DamagedFile()
    var random = FaultRun.random(6)
    var tally = DamageTally()
    for _ in 0..<FaultRun.rounds(8, long: 1000) {
      let page = Int.random(in: 0..<file.whole.count / 4096, using: &random)
      let place = page * 4096 + Int.random(in: 0..<(page == 0 ? 120 : 40), using: &random)
      let bit = Int.random(in: 0..<8, using: &random)
      var bytes = file.whole
      bytes[place] ^= 1 << bit
      tally.add(try file.finding(in: bytes), "bit \(bit) of byte \(place), page \(page + 1)")
    }
    FaultRun.report("flipped bits in heads of pages: \(tally)")
  }

  @Test func `the same holds for a page that is torn, empty, noise or of an earlier day`() async throws {
    let file = try await DamagedFile()
    var random = FaultRun.random(7)
    var tally = DamageTally()
    for _ in 0..<FaultRun.rounds(8, long: 500) {
      let page = Int.random(in: 0..<file.whole.count / 4096, using: &random)
      let range = page * 4096..<(page + 1) * 4096
      let kind = Int.random(in: 0..<5, using: &random)
      let torn = Self.torn(kind, now: file.whole[range], before: file.earlier.dropFirst(range.lowerBound), &random)
      var bytes = file.whole
      bytes.replaceSubrange(range, with: torn)
      tally.add(try file.finding(in: bytes), "page \(page + 1), kind \(kind)")
    }
    FaultRun.report("torn pages: \(tally)")
  }

  private static func torn(
    _ kind: Int, now: ArraySlice<UInt8>, before: ArraySlice<UInt8>, _ random: inout SplitMix64
  ) -> [UInt8] {
    let empty = [UInt8](repeating: 0, count: now.count)
    let now = Array(now)
    let before = before.count < now.count ? empty : Array(before.prefix(now.count))
    // Disks write sectors of 512 bytes, in any order.
    let cut = 512 * Int.random(in: 1..<8, using: &random)
    switch kind {
    case 0: return empty
    case 1: return now.map { _ in UInt8.random(in: .min ... .max, using: &random) }
    case 2: return before
    case 3: return Array(now[..<cut]) + Array(before[cut...])
    default: return Array(before[..<cut]) + Array(now[cut...])
    }
  }

  @Test func `a file that is whole is found so`() async throws {
    let place = try Workplace()
    try place.write("strata.db", try await DamagedFile().whole)
    #expect(DamagedFile.problems(ofFileAt: place.path("strata.db")) == [])
  }
}

struct DamageTally: CustomStringConvertible {
  private var all = 0
  private var hurt = 0
  private var silent = 0
  private var blind = 0
  private var wrong = 0

  mutating func add(_ finding: DamagedFile.Finding, _ damage: String) {
    all += 1
    if finding.isHurt { hurt += 1 }
    if !finding.wrong.promised.isEmpty { silent += 1 }
    if !finding.wrong.others.isEmpty { wrong += 1 }
    if finding.isHurt, !finding.isReported { blind += 1 }
    #expect(finding.wrong.promised == [], "\(damage): shown as good")
    #expect(finding.isReported || !finding.isHurt, "\(damage): doctor says nothing of \(finding.wrong.others)")
  }

  var description: String {
    "\(all), \(hurt) of them hurt something; \(silent) changed what was shown of outputs, parameters, pins and labels, "
      + "\(wrong) other answers, \(blind) escaped doctor"
  }
}
