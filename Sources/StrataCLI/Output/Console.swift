internal import Strategy
internal import Synchronization

/// What a command writes through: results to standard output, all else to standard error.
///
/// Text is made safe, wherever it goes, and documents where they go to a terminal; styles are dropped where colour is
/// off, and results are buffered until `finish()`. A reader that goes away ends the output quietly: what follows is
/// dropped, and the command's own exit code stands.
package final class Console: Sendable {
  package let terminal: Terminal
  /// Whether notes and progress are left out.
  package let isQuiet: Bool
  /// Whether standard output is coloured.
  package let outUsesColor: Bool
  /// Whether standard error is coloured.
  package let errUsesColor: Bool

  private let outSink: any OutputSink
  private let errSink: any OutputSink
  private let now: @Sendable () -> ContinuousClock.Instant
  private let state = Mutex(State())

  private struct State: Sendable {
    var buffer: [UInt8] = []
    var readerHasGone = false
    var failure: OutputError?
    var progress = ProgressLine()
  }

  /// Enough for few system calls, and little to wait for.
  private static let bufferSize = 64 * 1024

  package init(
    terminal: Terminal, color: (out: Bool, err: Bool), isQuiet: Bool = false, out: any OutputSink, err: any OutputSink,
    now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.terminal = terminal
    self.isQuiet = isQuiet
    (outUsesColor, errUsesColor) = color
    (outSink, errSink) = (out, err)
    self.now = now
  }

  /// The console of this process, which it also prepares for writing.
  package static func live(color: ColorChoice, isQuiet: Bool) -> Console {
    DescriptorSink.prepareProcess()
    let terminal = Terminal.current()
    func usesColor(_ screen: Terminal.Size?) -> Bool {
      color.usesColor(onTerminal: screen != nil, environment: Terminal.environment)
    }
    return Console(
      terminal: terminal, color: (usesColor(terminal.out), usesColor(terminal.err)), isQuiet: isQuiet,
      out: DescriptorSink.standardOutput, err: DescriptorSink.standardError)
  }
}

// MARK: - Results

extension Console {
  /// Whether nobody reads the results any more: a long listing may stop.
  package var readerHasGone: Bool { state.withLock { $0.readerHasGone } }

  /// Writes text to standard output.
  /// - Throws: when standard output cannot be written, now or at an earlier call.
  package func out(_ text: StyledText, terminator: String = "\n") throws(OutputError) {
    try write(rendered(text) + terminator)
  }

  /// Writes plain text to standard output.
  package func out(_ text: String, terminator: String = "\n") throws(OutputError) {
    try write(Shown.text(text) + terminator)
  }

  /// Writes a document to standard output: its very bytes, unless that is a terminal.
  package func out(bytes: [UInt8]) throws(OutputError) {
    try write(terminal.out == nil ? bytes : Array(Shown.text(String(decoding: bytes, as: UTF8.self)).utf8))
  }

  /// Writes what is still buffered and takes progress away. To be called once, before the process ends.
  package func finish() throws(OutputError) {
    try state.withLock { (state) throws(OutputError) in
      eraseProgress(&state)
      try flush(&state)
    }
  }

  /// Text as standard output gets it.
  func rendered(_ text: StyledText) -> String {
    text.rendered(isShown: true, usesColor: outUsesColor)
  }

  private func write(_ text: String) throws(OutputError) {
    try write(Array(text.utf8))
  }

  private func write(_ bytes: [UInt8]) throws(OutputError) {
    try state.withLock { (state) throws(OutputError) in
      if let failure = state.failure { throw failure }
      state.buffer += bytes
      guard terminal.out != nil || state.buffer.count >= Self.bufferSize else { return }
      if terminal.out != nil { eraseProgress(&state) }
      try flush(&state)
    }
  }

  private func flush(_ state: inout State) throws(OutputError) {
    if let failure = state.failure { throw failure }
    defer { state.buffer.removeAll(keepingCapacity: true) }
    guard !state.buffer.isEmpty, !state.readerHasGone else { return }
    do {
      state.readerHasGone = try !outSink.write(state.buffer)
    } catch {
      state.failure = error
      throw error
    }
  }
}

// MARK: - Everything else

extension Console {
  /// Writes a message to standard error. What came before on standard output is written first; should that fail,
  /// the next call of `out` or `finish` throws.
  package func err(_ text: StyledText, terminator: String = "\n") {
    // No message shows a credential, whatever it quotes.
    let text = SecretRule.redacted(text.rendered(isShown: true, usesColor: errUsesColor)) + terminator
    state.withLock { state in
      try? flush(&state)
      eraseProgress(&state)
      writeError(text)
    }
  }

  /// Writes a plain message to standard error.
  package func err(_ text: String, terminator: String = "\n") {
    err(StyledText(text), terminator: terminator)
  }

  /// Writes a message to standard error, unless the user asked for quiet.
  package func note(_ text: StyledText) {
    if !isQuiet { err(text) }
  }

  /// Writes a plain message to standard error, unless the user asked for quiet.
  package func note(_ text: String) {
    note(StyledText(text))
  }

  /// Shows how far long work has come, on a terminal only. Call it as often as you like, from any thread.
  /// - Parameter total: how much there is to do; 0 when that is not known.
  package func progress(_ done: Int, of total: Int, _ label: String) {
    guard !isQuiet, !terminal.isDumb, let columns = terminal.err?.columns else { return }
    let instant = now()
    state.withLock { state in
      let line = state.progress.update(done: done, total: total, label: label, at: instant, columns: columns)
      if let line { writeError(line) }
    }
  }

  private func eraseProgress(_ state: inout State) {
    if let text = state.progress.erase() { writeError(text) }
  }

  /// There is nowhere left to report that standard error cannot be written.
  private func writeError(_ text: String) {
    _ = try? errSink.write(Array(text.utf8))
  }
}
