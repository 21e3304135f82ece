import Synchronization

@testable import StrataCLI

/// Keeps what is written; can play a reader that leaves or a disk that is full.
final class MemorySink: OutputSink {
  enum Behaviour {
    case keeps
    case hasNoReader
    case fails(OutputError)
  }

  private let written = Mutex<[[UInt8]]>([])
  private let behaviour: Behaviour

  init(_ behaviour: Behaviour = .keeps) {
    self.behaviour = behaviour
  }

  func write(_ bytes: [UInt8]) throws(OutputError) -> Bool {
    written.withLock { $0.append(bytes) }
    switch behaviour {
    case .keeps: return true
    case .hasNoReader: return false
    case .fails(let error): throw error
    }
  }

  var bytes: [UInt8] { written.withLock { Array($0.joined()) } }
  var text: String { String(decoding: bytes, as: UTF8.self) }
  /// How often something was written.
  var writes: Int { written.withLock { $0.count } }
}

/// A console over memory: a pipe unless the test says it is a terminal.
struct ConsoleProbe {
  let out: MemorySink
  let err = MemorySink()
  let console: Console

  init(
    terminal: Terminal = Terminal(out: nil, err: nil), color: Bool = false, isQuiet: Bool = false,
    out: MemorySink = MemorySink(), now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
  ) {
    self.out = out
    console = Console(
      terminal: terminal, color: (color, color), isQuiet: isQuiet, out: out, err: err, now: now)
  }

  static let screen = Terminal(out: .init(columns: 40, lines: 5), err: .init(columns: 40, lines: 5))
}
