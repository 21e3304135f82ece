import Synchronization
import Testing

@testable import StrataCLI

@Suite struct `Output: progress` {
  private let start = ContinuousClock.now

  @Test func `progress is drawn at intervals and taken away at the end`() throws {
    let passed = Mutex(Duration.zero)
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen, now: { [start] in start + passed.withLock { $0 } })
    for step in 0...4 {
      passed.withLock { $0 = .milliseconds(60 * step) }
      probe.console.progress(step, of: 4, "Rendering")
    }
    #expect(probe.err.text == "\rRendering 2/4 (50%)\u{1b}[K\rRendering 4/4 (100%)\u{1b}[K")
    try probe.console.finish()
    #expect(probe.err.text.hasSuffix("(100%)\u{1b}[K\r\u{1b}[K"))
    let length = probe.err.bytes.count
    try probe.console.finish()
    #expect(probe.err.bytes.count == length)
  }

  @Test func `a message or a result takes progress away first`() throws {
    for isResult in [true, false] {
      let calls = Atomic(0)
      let probe = ConsoleProbe(
        terminal: ConsoleProbe.screen,
        now: { [start] in start + .seconds(calls.add(1, ordering: .relaxed).newValue) })
      probe.console.progress(0, of: 2, "Rendering")
      probe.console.progress(1, of: 2, "Rendering")
      if isResult { try probe.console.out("result") } else { probe.console.err("message") }
      #expect(probe.err.text.hasPrefix("\rRendering 1/2 (50%)\u{1b}[K\r\u{1b}[K"))
    }
  }

  @Test(arguments: [
    Terminal(out: .init(columns: 80, lines: 24), err: nil),
    Terminal(out: nil, err: .init(columns: 80, lines: 24), isDumb: true),
  ])
  func `there is no progress where it cannot be erased`(terminal: Terminal) {
    let calls = Atomic(0)
    let probe = ConsoleProbe(
      terminal: terminal, now: { [start] in start + .seconds(calls.add(1, ordering: .relaxed).newValue) })
    for step in 0..<3 { probe.console.progress(step, of: 3, "Rendering") }
    #expect(probe.err.text == "")
  }

  @Test func `a progress line never reaches the screen's edge`() {
    var line = ProgressLine()
    _ = line.update(done: 0, total: 0, label: "", at: start, columns: 20)
    let drawn = line.update(
      done: 7, total: 0, label: "Reading a rather long name\u{7}", at: start + .seconds(1), columns: 20)
    #expect(drawn == "\rReading a rather\u{1b}[K")
  }
}
