internal import Dispatch
internal import Subprocess
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

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
    let isDone = Mutex(false)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let result = await self.run(on: path)
      isDone.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    return isDone.withLock { $0 }
  }

  private func run(on path: String) async -> Bool {
    // Ctrl-C belongs to the editor.
    let interrupt = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      _ = signal(SIGINT, interrupt)
      _ = signal(SIGQUIT, quit)
    }
    let result = try? await Subprocess.run(
      .name("sh"), arguments: ["-c", "\(command) \"$1\"", "sh", path], input: .currentStandardInput,
      output: .currentStandardOutput, error: .currentStandardError)
    return result?.terminationStatus == .exited(0)
  }
}
