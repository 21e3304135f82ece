internal import Subprocess

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The program that shows a document longer than the screen.
package struct Pager: Sendable, Equatable {
  /// A command line for the shell.
  package let command: String

  /// `$PAGER`, else less; nil where the user wants none (an empty value, or `cat`) or there is none.
  /// - Parameters:
  ///   - environment: looks up an environment variable.
  ///   - isExecutable: whether a path is a program that can be run.
  package init?(environment: (String) -> String?, isExecutable: (String) -> Bool = Pager.isExecutable) {
    guard let wanted = environment("PAGER") else {
      let folders = (environment("PATH") ?? "").split(separator: ":")
      guard folders.contains(where: { isExecutable("\($0)/less") }) else { return nil }
      command = "less -FRX"
      return
    }
    guard !wanted.allSatisfy(\.isWhitespace), wanted != "cat" else { return nil }
    command = wanted
  }

  package static func isExecutable(_ path: String) -> Bool {
    access(path, X_OK) == 0
  }

  /// Whether text has more lines than a screen holds, one of which the prompt needs.
  package static func isNeeded(for text: String, on screen: Terminal.Size?) -> Bool {
    guard let screen else { return false }
    var lines = 0
    for byte in text.utf8 where byte == UInt8(ascii: "\n") {
      lines += 1
      if lines >= screen.lines { return true }
    }
    return false
  }

  /// Runs the pager on text and waits, on this thread, until it is closed.
  /// - Returns: false when it could not be run, so the text was not shown.
  package func show(_ text: String) -> Bool {
    TerminalChild.wait { await run(on: text) }
  }

  private func run(on text: String) async -> Bool {
    let result = try? await Subprocess.run(
      .name("sh"), arguments: ["-c", command], environment: Self.environment, input: .inputWriter,
      output: .currentStandardOutput, error: .currentStandardError
    ) { execution in
      // A pager that was left early reads no more: that is no error.
      _ = try? await execution.standardInputWriter.write(text)
      try? await execution.standardInputWriter.finish()
    }
    return switch result?.terminationStatus {
    case nil, .exited(126), .exited(127): false
    default: true
    }
  }

  /// A plain `PAGER=less` shows colours and leaves short documents on the screen, unless the user says otherwise.
  private static var environment: Environment {
    Terminal.environment("LESS") == nil ? .inherit.updating(["LESS": "FRX"]) : .inherit
  }
}
