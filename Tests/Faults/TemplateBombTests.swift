import Synchronization
import TestSupport
import Testing

/// Small files that are to cost much, given to the binary. It is stopped by what it counts, steps and bytes; no test
/// here looks at a clock but to give up.
@Suite struct `Template bombs` {
  private static let limit = 256

  /// Without the long form, every third.
  static let chosen = TemplateBomb.all.indices.filter { FaultRun.isLong || $0 % 3 == 0 }

  private static let worst = Mutex((seconds: 0.0, megabytes: 0))

  @Test(arguments: chosen)
  func `a bomb is refused in time and within 256 MB, with its place`(number: Int) async throws {
    let bomb = TemplateBomb.all[number]
    let place = try Workplace()
    let (file, data) = (place.path("bomb.md"), place.path("data.json"))
    try place.write("bomb.md", bomb.text)
    try place.write("data.json", bomb.data)
    let words =
      switch bomb.kind {
      case .strategy: ["template", "check", file]
      case .plain: ["render", "--raw", file, "--data", data, "--partial", "self=\(file)"]
      case .withHelpers: ["render", "--raw", "--helpers", file, "--data", data]
      }
    let run = try await MeasuredRun(words, in: place)
    #expect(run.code == (bomb.refusal == nil ? 0 : 1), "\(bomb.name): \(run.messages.prefix(300))")
    #expect(run.megabytes < Self.limit, "\(bomb.name)")
    if let refusal = bomb.refusal {
      let first = run.messages.split(separator: "\n").first ?? ""
      #expect(first.contains(refusal), "\(bomb.name): \(first.prefix(300))")
      #expect(first.contains(#/:\d+:\d+: /#), "\(bomb.name): \(first.prefix(300))")
    }
    guard FaultRun.isLong else { return }
    let worst = Self.worst.withLock { worst in
      worst = (max(worst.seconds, run.seconds), max(worst.megabytes, run.megabytes))
      return worst
    }
    FaultRun.report(
      "bomb '\(bomb.name)': \(Int(run.seconds * 1000)) ms, \(run.megabytes) MB; the worst so far:"
        + " \(Int(worst.seconds * 1000)) ms, \(worst.megabytes) MB")
  }
}
