import Foundation
import TestSupport

/// How much the fault tests do: few rounds as a part of the suite, many with `make faults`, which sets
/// `STRATA_FAULTS=long`. `STRATA_FAULTS_SEED` chooses other kill points, other bits and other values.
enum FaultRun {
  static let isLong = ProcessInfo.processInfo.environment["STRATA_FAULTS"] == "long"

  static let seed = ProcessInfo.processInfo.environment["STRATA_FAULTS_SEED"].flatMap(UInt64.init) ?? 6

  static func rounds(_ short: Int, long: Int) -> Int { isLong ? long : short }

  /// Random numbers of a test's own.
  static func random(_ salt: UInt64) -> SplitMix64 { SplitMix64(seed: seed &* 1_000_003 &+ salt) }

  /// Prints one line of figures, which the long form is run for.
  static func report(_ figures: String) {
    FileHandle.standardError.write(Data("faults: \(figures)\n".utf8))
  }
}
