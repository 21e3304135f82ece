/// The one line of progress at the bottom of a terminal: when it is drawn, and what takes it away again.
struct ProgressLine: Sendable {
  /// The time between two drawings, and before the first: what is done sooner needs no progress.
  static let interval = Duration.milliseconds(100)

  private var lastDrawn: ContinuousClock.Instant?
  private(set) var isVisible = false

  /// What to write to show a new state; nil when it is too early.
  mutating func update(
    done: Int, total: Int, label: String, at now: ContinuousClock.Instant, columns: Int
  ) -> String? {
    guard let last = lastDrawn else {
      lastDrawn = now
      return nil
    }
    guard now - last >= Self.interval else { return nil }
    lastDrawn = now
    isVisible = true
    // One column less than the screen has: a full line would wrap and could not be erased.
    return "\r\(Self.line(done: done, total: total, label: label, columns: columns - 1))\u{1b}[K"
  }

  /// What to write to take the line away; nil when there is none.
  mutating func erase() -> String? {
    guard isVisible else { return nil }
    isVisible = false
    return "\r\u{1b}[K"
  }

  private static func line(done: Int, total: Int, label: String, columns: Int) -> String {
    let percent = total > 0 ? Int(Double(done) / Double(total) * 100) : 0
    let count = total > 0 ? "\(done)/\(total) (\(percent)%)" : "\(done)"
    return Folding.lines("\(Shown.cell(label)) \(count)", width: max(columns, 1)).first ?? ""
  }
}
