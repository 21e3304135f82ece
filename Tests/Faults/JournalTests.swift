import Foundation
import SQLiteStore
import TestSupport
import Testing

/// A process was killed while it overwrote pages, and then something happened to the journal that would have taken that
/// back. What is found afterwards is the state before, or another state that was committed once, which its head tells
/// apart; of anything else `doctor` says that it is none.
@Suite struct `Journals` {
  @Test(arguments: Mishap.allCases)
  func `a hurt journal gives a state that was committed, or is found out`(_ mishap: Mishap) async throws {
    let file = try await DamagedFile()
    let killed = try await Killed.made.value
    var random = FaultRun.random(UInt64(mishap.rawValue.utf8.count))
    var states: [Killed.State: Int] = [:]
    for round in 0..<FaultRun.rounds(6, long: 500) {
      let place = try Workplace()
      try place.write("strata.db", killed.torn(&random))
      try mishap.journal(killed, file, &random).map { try place.write("strata.db-journal", $0) }
      let state = killed.state(of: place, other: file)
      states[state, default: 0] += 1
      #expect(state != .unnoticed, "\(mishap), round \(round)")
      if mishap == .none { #expect(state == .before) }
    }
    let figures = states.map { "\($0.key.rawValue) \($0.value)" }.sorted().joined(separator: ", ")
    FaultRun.report("journal \(mishap.rawValue): \(figures)")
  }
}

enum Mishap: String, CaseIterable {
  case none = "whole"
  case cut, removed, flipped
  case foreign = "of another catalogue"
  case stale = "of another moment"

  func journal(_ killed: Killed, _ other: DamagedFile, _ random: inout SplitMix64) -> [UInt8]? {
    var journal = killed.journal
    switch self {
    case .none: break
    case .removed: return nil
    case .cut: journal.removeLast(Int.random(in: 1...journal.count, using: &random))
    case .flipped:
      journal[Int.random(in: journal.indices, using: &random)] ^= 1 << Int.random(in: 0..<8, using: &random)
    case .foreign:
      let last = Int.random(in: 1...other.whole.count / 4096, using: &random)
      journal = RollbackJournal(of: other.whole, pages: 1...last).bytes
    case .stale:
      let last = Int.random(in: 1...killed.earlier.count / 4096, using: &random)
      journal = RollbackJournal(of: killed.earlier, pages: 1...last).bytes
    }
    return journal
  }
}

/// A catalogue whose writer was killed at some page.
struct Killed {
  let earlier: [UInt8]
  let before: [UInt8]
  let after: [UInt8]
  let journal: [UInt8]
  private let dumps: [String: State]

  enum State: String {
    case earlier = "the state before that one"
    case before = "the state before"
    case after = "the state after"
    case other = "another catalogue"
    case reported = "reported by doctor or refused"
    case unnoticed
  }

  static let made = Task { () -> Killed in
    let place = try await Workplace.withStrategy()
    let earlier = try place.read("strata.db")
    try await place.strata("profile set payments/production cluster_size=small")
    let before = try place.read("strata.db")
    try await place.strata("generate --all")
    let after = try place.read("strata.db")
    let dumps = try [(earlier, State.earlier), (before, .before), (after, .after)].map { bytes, state in
      try place.write("state.db", bytes)
      return (LogicalDump.text(ofFileAt: place.path("state.db")), state)
    }
    return Killed(
      earlier: earlier, before: before, after: after,
      journal: RollbackJournal(of: before, pages: 1...before.count / 4096).bytes,
      dumps: Dictionary(dumps) { $1 })
  }

  /// Some pages are written already, others are not.
  func torn(_ random: inout SplitMix64) -> [UInt8] {
    let share = Double.random(in: 0...1, using: &random)
    var bytes = before
    for start in stride(from: 0, to: after.count, by: 4096) where Double.random(in: 0..<1, using: &random) < share {
      let missing = max(0, start + 4096 - bytes.count)
      bytes += [UInt8](repeating: 0, count: missing)
      bytes.replaceSubrange(start..<start + 4096, with: after[start..<start + 4096])
    }
    return bytes
  }

  /// What is found: by the first reading, which takes back what the journal holds, and then by `doctor`.
  func state(of place: Workplace, other: DamagedFile) -> State {
    let path = place.path("strata.db")
    let problems = DamagedFile.problems(ofFileAt: path)
    if !problems.isEmpty { return .reported }
    let dump = LogicalDump.text(ofFileAt: path)
    return dumps[dump] ?? (dump == other.dump ? .other : .unnoticed)
  }
}
