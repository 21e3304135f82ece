internal import Subprocess

/// The program in which a person edits a text.
package struct Editor: Sendable, Equatable {
  /// A command line for the shell; the file's path is added to it.
  package let command: String

  /// `$VISUAL`, else `$EDITOR`; nil where neither names one.
  /// - Parameter environment: looks up an environment variable.
  package init?(environment: (String) -> String?) {
    let named = ["VISUAL", "EDITOR"].compactMap(environment)
    guard let command = named.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return nil }
    self.command = command
  }

  /// Opens a file and waits, on this thread, until the editor is closed.
  /// - Returns: whether it ended well.
  package func open(_ path: String) -> Bool {
    TerminalChild.wait { await run(on: path) }
  }

  private func run(on path: String) async -> Bool {
    let result = try? await Subprocess.run(
      .name("sh"), arguments: ["-c", "\(command) \"$1\"", "sh", path], input: .currentStandardInput,
      output: .currentStandardOutput, error: .currentStandardError)
    return result?.terminationStatus == .exited(0)
  }
}
