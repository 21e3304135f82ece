import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Compiled patterns. Belongs to one thread.
package final class PatternCache {
  enum Match: Sendable { case found, notFound, tookTooLong }

  /// Bytes that a pattern may have.
  static let patternBytes = 1000

  /// How long all slow searches together may take, in seconds of a processor: a busy machine makes no value wrong.
  private var patience: Double
  /// From where on a search is slow.
  private static let slow = 0.02
  private var compiled: [String: Regex<AnyRegexOutput>] = [:]
  /// Patterns that took too long once: such as `^(a+)+$` try more ways than anyone can wait for.
  private var exhausted: Set<String> = []

  package init(patience: Double = 1) {
    self.patience = patience
  }

  /// Whether the pattern is found in the text; a pattern that is to match the whole text carries anchors.
  func match(_ text: String, _ pattern: String) -> Match {
    guard pattern.utf8.count <= PatternCache.patternBytes, let regex = compiled[pattern] ?? (try? Regex(pattern)) else {
      return .notFound
    }
    compiled[pattern] = regex
    let search = Search(regex: regex, text: text)
    if isQuick(pattern, text) { return search.run() }
    guard !exhausted.contains(pattern), patience > 0 else { return .tookTooLong }
    let (match, seconds) = search.run(for: patience)
    if seconds > PatternCache.slow { patience -= seconds }
    if match == nil { exhausted.insert(pattern) }
    return match ?? .tookTooLong
  }

  /// Whether a search is through before a thread has started: it repeats one letter at most, and has few choices.
  private func isQuick(_ pattern: String, _ text: String) -> Bool {
    var (repeats, choices, last) = (0, 0, UInt8(0))
    for byte in pattern.utf8 {
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "{"): repeats += last == UInt8(ascii: ")") ? 2 : 1
      case UInt8(ascii: "?"), UInt8(ascii: "|"): choices += 1
      default: break
      }
      last = byte
    }
    return repeats < 2 && choices < 6 && text.utf8.count <= 256
  }

  /// One search. A regular expression is a value that nothing changes, though it does not say so.
  private final class Search: @unchecked Sendable {
    private let regex: Regex<AnyRegexOutput>
    private let text: String
    private let clock = Mutex<ThreadClock?>(nil)
    private let result = Mutex<(match: Match, seconds: Double)?>(nil)

    init(regex: Regex<AnyRegexOutput>, text: String) {
      self.regex = regex
      self.text = text
    }

    func run() -> Match { (try? regex.firstMatch(in: text)) != nil ? .found : .notFound }

    /// A search that takes too long is left to itself: the process that asked for it is about to refuse the value.
    /// - Returns: nil where it is not done in time, and the seconds of a processor that it took.
    func run(for patience: Double) -> (match: Match?, seconds: Double) {
      let done = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        self.clock.withLock { $0 = ThreadClock() }
        let found = self.run()
        self.result.withLock { $0 = (found, self.clock.withLock { $0?.seconds } ?? 0) }
        done.signal()
      }
      while done.wait(timeout: .now() + PatternCache.slow) != .success {
        let seconds = clock.withLock { $0?.seconds } ?? 0
        if seconds > patience { return (nil, seconds) }
      }
      return result.withLock { ($0?.match, $0?.seconds ?? 0) }
    }
  }

  /// What the thread that made it has had of a processor since then.
  private struct ThreadClock {
    private let clock: clockid_t
    private let start: Double

    init() {
      #if canImport(Glibc)
        var clock = clockid_t()
        self.clock = pthread_getcpuclockid(pthread_self(), &clock) == 0 ? clock : CLOCK_MONOTONIC
      #else
        clock = CLOCK_MONOTONIC
      #endif
      start = ThreadClock.read(clock)
    }

    /// From any thread.
    var seconds: Double { ThreadClock.read(clock) - start }

    private static func read(_ clock: clockid_t) -> Double {
      var time = timespec()
      clock_gettime(clock, &time)
      return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
  }
}
