import Foundation
import Synchronization
import Testing

@testable import StrataCLI

@Suite struct `Output: the console` {
  private let raw: [UInt8] = [0x1B, 0x5B, 0x32, 0x4A, 0xFF, 0x0D, 0x0A]
  private let full = OutputError(destination: "standard output", reason: "No space left on device")

  @Test func `a pipe gets a document's very bytes`() throws {
    let probe = ConsoleProbe()
    try probe.console.out(bytes: raw)
    try probe.console.page(bytes: raw)
    try probe.console.finish()
    #expect(probe.out.bytes == raw + raw)
  }

  @Test func `a terminal gets a document without control characters`() throws {
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen)
    try probe.console.out(bytes: raw)
    #expect(probe.out.text == "\\u{1b}[2J\u{FFFD}\\u{d}\n")
  }

  @Test func `results are buffered in a pipe and immediate on a terminal`() throws {
    let pipe = ConsoleProbe()
    for line in 0..<1000 { try pipe.console.out("line \(line)") }
    #expect(pipe.out.writes == 0)
    try pipe.console.finish()
    #expect(pipe.out.writes == 1)

    let screen = ConsoleProbe(terminal: ConsoleProbe.screen)
    try screen.console.out("one")
    #expect(screen.out.text == "one\n")
  }

  @Test func `a message comes after the results written before it`() throws {
    let probe = ConsoleProbe()
    try probe.console.out("result")
    probe.console.err("message")
    #expect(probe.out.text == "result\n")
    #expect(probe.err.text == "message\n")
  }

  @Test func `quiet silences notes and progress, but no errors or warnings`() {
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen, isQuiet: true)
    probe.console.note("noted")
    probe.console.progress(1, of: 2, "working")
    probe.console.warning("old")
    probe.console.error("unknown scope 'x'", hints: ["strata team list"])
    #expect(probe.err.text == "warning: old\nerror: unknown scope 'x'\nhint: strata team list\n")
  }

  @Test func `messages are styled and safe on a terminal`() {
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen, color: true)
    probe.console.error("bad '\u{1b}'")
    #expect(probe.err.text == "\u{1b}[1;31merror:\u{1b}[0m bad '\\u{1b}'\n")
  }

  @Test func `a reader that leaves ends the output without an error`() throws {
    let probe = ConsoleProbe(out: MemorySink(.hasNoReader))
    try probe.console.out(String(repeating: "x", count: 70_000))
    #expect(probe.console.readerHasGone)
    try probe.console.out("more")
    try probe.console.finish()
    #expect(probe.out.writes == 1)
  }

  @Test func `a full disk is thrown, also after a message hid it`() throws {
    let probe = ConsoleProbe(out: MemorySink(.fails(full)))
    try probe.console.out("result")
    probe.console.err("message")
    #expect(throws: full) { try probe.console.finish() }
    #expect(throws: full) { try probe.console.out("more") }
    #expect(full.description == "cannot write to standard output: No space left on device")
  }

  @Test func `rows come out in every format`() throws {
    let rows = Rows([.text("scope")], [["scope": "a/b", "number": 1]])
    func output(_ format: OutputFormat) throws -> String {
      let probe = ConsoleProbe()
      try probe.console.write(rows, as: format, under: "versions", with: ["head": "x1"])
      try probe.console.finish()
      return probe.out.text
    }
    #expect(try output(.table) == "SCOPE\na/b\n")
    #expect(try output(.csv) == "scope,number\na/b,1\n")
    #expect(try output(.yaml) == "format_version: 1\nhead: x1\nversions:\n  - scope: a/b\n    number: 1\n")
    #expect(
      try output(.json) == """
        {
          "format_version": 1,
          "head": "x1",
          "versions": [
            {
              "scope": "a/b",
              "number": 1
            }
          ]
        }

        """)
  }

  @Test func `a document that fits the screen is not paged`() throws {
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen)
    try probe.console.page("a\nb\n", environment: { _ in "false" })
    #expect(probe.out.text == "a\nb\n")
  }

  @Test(arguments: ["", "cat", "strata-no-such-pager 2>&-"])
  func `a long document is printed where no pager runs`(pager: String) async throws {
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen)
    let text = String(repeating: "line\n", count: 50)
    try await onThread { try probe.console.page(StyledText(text), environment: { $0 == "PAGER" ? pager : nil }) }
    #expect(probe.out.text == text)
  }

  @Test(arguments: ["cat > /dev/null", "true", "exit 3"])
  func `a long document goes to the pager alone, however that ends`(pager: String) async throws {
    DescriptorSink.prepareProcess()
    let probe = ConsoleProbe(terminal: ConsoleProbe.screen)
    let text = StyledText(String(repeating: "line\n", count: 50_000))
    try await onThread { try probe.console.page(text, environment: { $0 == "PAGER" ? pager : nil }) }
    #expect(probe.out.text == "")
  }
}

/// The pager is waited for on the thread that shows the document, which must not be one that tasks run on.
private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
  }
}
