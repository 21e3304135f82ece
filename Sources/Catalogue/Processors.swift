import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Work that is split over the machine's processors.
enum Processors {
  /// Calls `body` with parts of `0..<count`, on as many threads as pay, and gives its results in their order.
  /// - Parameter smallest: how many items are worth a thread.
  static func map<Result: Sendable>(
    _ count: Int, smallest: Int, _ body: @Sendable (Range<Int>) -> [Result]
  ) -> [Result] {
    let shares = max(1, min(count / smallest, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    guard shares > 1 else { return body(0..<count) }
    let results = Mutex([[Result]](repeating: [], count: shares))
    DispatchQueue.concurrentPerform(iterations: shares) { share in
      let found = body(count * share / shares..<count * (share + 1) / shares)
      results.withLock { $0[share] = found }
    }
    return results.withLock { $0.flatMap { $0 } }
  }
}
