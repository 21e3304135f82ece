import Foundation
import TestSupport

/// One run of the binary with what it took.
struct MeasuredRun {
  /// The exit code; 128 and the signal's number for a process that was killed.
  let code: Int32
  /// What it had of the processors: others that run beside it change nothing.
  let seconds: Double
  /// The most memory that it had at once.
  let megabytes: Int
  let messages: String

  /// Runs the binary to its end, or for so many seconds at most. Results are thrown away.
  init(_ words: [String], in place: Workplace, patience: Double = 20) async throws {
    let errors = place.path("messages-\(UUID().uuidString)")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    var arguments = ([StrataBinary.path] + words).map { strdup($0) } + [nil]
    var variables = place.environment().map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    let start = ContinuousClock.now
    var (child, status, peak) = (pid_t(), Int32(), 0)
    guard posix_spawn(&child, StrataBinary.path, &actions, nil, &arguments, &variables) == 0 else {
      throw CocoaError(.executableLoad)
    }
    var usage = rusage()
    while wait4(child, &status, WNOHANG, &usage) == 0 {
      peak = max(peak, Self.kilobytes(of: child))
      if (ContinuousClock.now - start) / .seconds(1) > patience { kill(child, SIGKILL) }
      try await Task.sleep(for: .milliseconds(2))
    }
    seconds = [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
    code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    megabytes = peak / 1024
    messages = String(decoding: FileManager.default.contents(atPath: errors) ?? Data(), as: UTF8.self)
  }

  /// The most memory that a running process had so far. What the system counts for an ended one begins with that of the
  /// process that started it.
  private static func kilobytes(of process: pid_t) -> Int {
    let text = FileManager.default.contents(atPath: "/proc/\(process)/status").map {
      String(decoding: $0, as: UTF8.self)
    }
    let line = text?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
