import Foundation
import TestSupport
import Testing

/// Every system call that a command makes fails once: the command fails in words and changes nothing, or it does all of
/// its work.
@Suite(.enabled("strace is not installed or may not trace") { await Tracer.works() })
struct `System calls that fail` {
  private static let calls = [
    "read", "pread64", "write", "pwrite64", "openat", "close", "fsync", "fdatasync", "ftruncate", "fcntl", "newfstatat",
    "fchown", "unlink", "unlinkat", "rename", "renameat", "link", "mkdir", "mkdirat", "getdents64", "lseek", "getcwd",
    "readlink", "access",
  ]
  /// Calls that can find a disk full.
  private static let growing: Set<String> = ["write", "pwrite64", "openat", "fdatasync", "fsync", "mkdir", "link"]

  private struct Point {
    let victim: Victim
    let fault: Tracer.Fault
  }

  @Test func `no error at any call leaves a command half done, silent or wrong`() async throws {
    var points: [Point] = []
    /// The last sync of a command, after which it has nothing left to do but to tell of it.
    var lastSyncs: [Point] = []
    var expected: [String: Victim.Result] = [:]
    for victim in Victim.all {
      let place = try await victim.place()
      expected[victim.command] = try await victim.undisturbed()
      let counts = try await Tracer(place: place, command: victim.command).counts(of: Self.calls)
      for (call, count) in counts.sorted(by: { $0.key < $1.key }) {
        for error in Self.growing.contains(call) ? ["EIO", "ENOSPC"] : ["EIO"] {
          // Calls that are made page by page are alike.
          points += stride(from: 1, through: count, by: 1 + count / 50).map {
            Point(victim: victim, fault: Tracer.Fault(call: call, error: error, number: $0))
          }
          if call == "fsync" {
            lastSyncs.append(Point(victim: victim, fault: Tracer.Fault(call: call, error: error, number: count)))
          }
        }
      }
    }
    try #require(points.count >= 300)
    var random = FaultRun.random(2)
    let all = points.count
    points = lastSyncs + points.shuffled(using: &random).prefix(FaultRun.rounds(60, long: .max))
    let tally = try await withThrowingTaskGroup(of: Victim.Verdict.self) { group in
      for point in points {
        let result = try #require(expected[point.victim.command])
        group.addTask { try await point.victim.judge(point.fault, undisturbed: result) }
      }
      return try await group.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
    #expect(tally[.wrong] == nil)
    // Threads share the work differently each time.
    #expect((tally[.missed] ?? 0) < points.count / 2)
    FaultRun.report(
      "system calls: \(points.count) of \(all) fault points of \(Victim.all.count) commands; refused in words "
        + "\(tally[.refused] ?? 0), done whole \(tally[.done] ?? 0), done but not shown \(tally[.unreported] ?? 0), "
        + "not started \(tally[.notStarted] ?? 0), not met \(tally[.missed] ?? 0), wrong \(tally[.wrong] ?? 0)")
  }
}
