import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two commands as whole processes, in turn, so that both meet the machine in the same mood.
struct ProcessBenchmark {
  /// Median milliseconds.
  let first: Double
  let second: Double
  /// The median of the ratios, pair by pair.
  let ratio: Double

  struct Failure: Error { let message: String }

  init(_ first: [String], _ second: [String], rounds: Int) throws {
    var times: [(Double, Double)] = []
    for round in 0...rounds {
      let pair = (try Self.run(first), try Self.run(second))
      // The first pair only warms the caches.
      if round > 0 { times.append(pair) }
    }
    self.first = times.map(\.0).median
    self.second = times.map(\.1).median
    ratio = times.map { $0.0 / $0.1 }.median
  }

  /// Milliseconds from start to end; what it prints is thrown away.
  private static func run(_ command: [String]) throws -> Double {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child = pid_t()
    var status: Int32 = 0
    let time = try microseconds {
      guard posix_spawnp(&child, command[0], &actions, nil, &arguments, environ) == 0 else {
        throw Failure(message: "cannot run \(command[0])")
      }
      waitpid(child, &status, 0)
    }
    // `git diff` and our own diffs say with 1 or 2 that there are differences.
    guard status & 0x7F == 0, status >> 8 <= 2 else { throw Failure(message: "\(command[0]) failed") }
    return time / 1000
  }
}
