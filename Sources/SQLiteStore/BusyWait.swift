internal import GRDB
internal import Synchronization
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// How a connection waits while another one writes: SQLite's own handler asks ever more rarely the longer it waits, so
/// that those who come last are served first. Here everybody asks equally often, at random moments.
enum BusyWait {
  /// Between two attempts, in microseconds: a commit takes some thousands.
  private static let pauses: ClosedRange<UInt32> = 1_000...5_000

  static func mode(seconds: Int) -> Database.BusyMode {
    guard seconds > 0 else { return .immediateError }
    let beginning = Mutex(ContinuousClock.now)
    return .callback { attempts in
      let now = ContinuousClock.now
      let waited = beginning.withLock { beginning in
        if attempts == 0 { beginning = now }
        return now - beginning
      }
      guard waited < .seconds(seconds) else { return false }
      usleep(.random(in: pauses))
      return true
    }
  }
}
