package import Dispatch
import Synchronization

/// Compiled patterns. Belongs to one thread.
package final class PatternCache {
  enum Match: Sendable { case found, notFound, tookTooLong }

  /// How long a pattern may look for a match.
  private let patience: DispatchTimeInterval
  private var compiled: [String: Regex<AnyRegexOutput>] = [:]
  /// Patterns that took too long once: such as `^(a+)+$` try more ways than anyone can wait for.
  private var exhausted: Set<String> = []

  package init(patience: DispatchTimeInterval = .seconds(2)) {
    self.patience = patience
  }

  /// Whether the pattern is found in the text; a pattern that is to match the whole text carries anchors.
  func match(_ text: String, _ pattern: String) -> Match {
    guard let regex = compiled[pattern] ?? (try? Regex(pattern)) else { return .notFound }
    compiled[pattern] = regex
    let search = Search(regex: regex, text: text)
    // What repeats once at most is through with a text of a few thousand bytes before a thread has started.
    let isQuick = pattern.utf8.count { "*+{".utf8.contains($0) } < 2
    if isQuick { return search.run() }
    guard !exhausted.contains(pattern), let match = search.run(for: patience) else {
      exhausted.insert(pattern)
      return .tookTooLong
    }
    return match
  }

  /// One search. A regular expression is a value that nothing changes, though it does not say so.
  private final class Search: @unchecked Sendable {
    private let regex: Regex<AnyRegexOutput>
    private let text: String
    private let result = Mutex<Match?>(nil)

    init(regex: Regex<AnyRegexOutput>, text: String) {
      self.regex = regex
      self.text = text
    }

    func run() -> Match { (try? regex.firstMatch(in: text)) != nil ? .found : .notFound }

    /// A search that takes too long is left to itself: the process that asked for it is about to refuse the value.
    /// - Returns: nil where it is not done in time.
    func run(for patience: DispatchTimeInterval) -> Match? {
      let done = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        let found = self.run()
        self.result.withLock { $0 = found }
        done.signal()
      }
      guard done.wait(timeout: .now() + patience) == .success else { return nil }
      return result.withLock { $0 }
    }
  }
}
