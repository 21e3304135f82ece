internal import Dispatch
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Running another program that has the terminal to itself: a pager, an editor.
enum TerminalChild {
  /// Runs `body` and waits for it, on this thread: an asynchronous `main` would cost 40 ms at the end of a static
  /// executable, where ending the main thread sorts all of the program's unwind tables.
  ///
  /// Until it is done, Ctrl-C belongs to the other program: this process must outlive it, or both would read the
  /// terminal.
  static func wait(_ body: @escaping @Sendable () async -> Bool) -> Bool {
    let interrupt = signal(SIGINT, SIG_IGN)
    let quit = signal(SIGQUIT, SIG_IGN)
    defer {
      _ = signal(SIGINT, interrupt)
      _ = signal(SIGQUIT, quit)
    }
    let answer = Mutex(false)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let result = await body()
      answer.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    return answer.withLock { $0 }
  }
}
