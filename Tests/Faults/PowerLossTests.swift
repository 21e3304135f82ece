import Foundation
import TestSupport
import Testing

/// Run by a program of their own, whose SQLite writes to a disk that fails (`PowerLoss`, `CrashVFS`).
@Suite struct `Power loss` {
  private static func run(_ words: String...) async throws -> Outcome {
    let program = Bundle.main.bundleURL.appendingPathComponent("StrataPowerLoss").path
    return try await StrataBinary.run(
      words + ["--seed", "\(FaultRun.seed)"], of: program, environment: [:], folder: NSTemporaryDirectory())
  }

  @Test
  func
    `whatever unsynced writes are lost, reordered or torn, an acknowledged operation is whole, any other whole or absent`()
    async throws
  {
    let outcome = try await Self.run("--images", "\(FaultRun.rounds(1000, long: 50_000))")
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.messages)")
    FaultRun.report(outcome.lines.first ?? outcome.messages)
  }

  @Test func `when syncs do nothing, the same images show operations that are lost and files that are damaged`()
    async throws
  {
    let outcome = try await Self.run("--images", "\(FaultRun.rounds(300, long: 10_000))", "--synchronous", "off")
    #expect(outcome.code == 1, "\(outcome.text)\(outcome.messages)")
    let counts = (outcome.lines.first ?? "").matches(of: /(\d+) (lost|half|refused)/).compactMap { Int($0.1) }
    #expect(counts.count == 3 && counts.allSatisfy { $0 > 0 }, "\(outcome.text)")
    FaultRun.report("without syncs, \(outcome.lines.first ?? outcome.messages)")
  }

  @Test func `an operation whose input or output fails is refused in words, and leaves the catalogue whole`()
    async throws
  {
    let outcome = try await Self.run("--points", "\(FaultRun.rounds(300, long: 6000))")
    #expect(outcome.code == 0, "\(outcome.text)\(outcome.messages)")
    FaultRun.report(outcome.lines.first ?? outcome.messages)
  }
}
