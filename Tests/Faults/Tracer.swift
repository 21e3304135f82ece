import Foundation
import TestSupport

/// Runs the program under `strace`, which has chosen system calls fail.
struct Tracer: Sendable {
  static let path = "/usr/bin/strace"

  /// False where strace is not installed, or this process may trace none.
  static func works() async -> Bool {
    let outcome = try? await StrataBinary.run(
      ["-o", "/dev/null", "/bin/true"], of: path, environment: [:], folder: "/")
    return outcome?.code == 0
  }

  /// The `number`th call, from 1, of each thread.
  struct Fault: Sendable, CustomStringConvertible {
    let call: String
    let error: String
    let number: Int

    var description: String { "\(error) at \(call) \(number)" }
  }

  let place: Workplace
  let command: String

  /// How often the thread that does so most makes each of some calls.
  func counts(of calls: [String]) async throws -> [String: Int] {
    let (_, trace) = try await run(["-e", "trace=\(calls.joined(separator: ","))"])
    var counts: [[Substring]: Int] = [:]
    for line in trace {
      // `1234  openat(AT_FDCWD, …`; a call that others interrupt has a second line, `1234  <... openat resumed>`.
      let thread = line.prefix { $0.isNumber }
      let call = line.dropFirst(thread.count).drop { $0 == " " }.prefix { $0 != "(" }
      guard calls.contains(String(call)) else { continue }
      counts[[thread, call], default: 0] += 1
    }
    return counts.reduce(into: [:]) { most, entry in
      let call = String(entry.key[1])
      most[call] = max(most[call] ?? 0, entry.value)
    }
  }

  /// - Returns: also the calls that failed so, as strace writes them.
  func run(_ fault: Fault) async throws -> (outcome: Outcome, hits: [String]) {
    let (outcome, trace) = try await run([
      "-e", "trace=\(fault.call)", "-e", "inject=\(fault.call):error=\(fault.error):when=\(fault.number)",
    ])
    return (outcome, trace.filter { $0.contains("(INJECTED)") })
  }

  private func run(_ options: [String]) async throws -> (Outcome, [String]) {
    let file = NSTemporaryDirectory() + "/strata-trace-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: file) }
    let outcome = try await StrataBinary.run(
      ["-f", "-qq", "-o", file] + options + [StrataBinary.path] + TypedCommand(command).words, of: Tracer.path,
      environment: place.environment(), folder: place.folder)
    let trace = (try? Data(contentsOf: URL(fileURLWithPath: file))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return (outcome, trace.split(separator: "\n").map(String.init))
  }
}
