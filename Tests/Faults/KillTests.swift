import Foundation
import TestSupport
import Testing

/// `kill -9` while much is written, at random moments, half of them while the journal has content.
@Suite struct `Kill` {
  @Test(arguments: BulkOperation.all)
  func `what was acknowledged is there, and of anything else all or nothing`(_ operation: BulkOperation) async throws {
    let measure = try await operation.measure()
    #expect(!measure.before.isLike(measure.after))
    var random = FaultRun.random(UInt64(operation.description.utf8.count))
    var tally = Tally()
    var round = 0
    // How late a kill may come, from the start and from the first content of the journal: so that most come in time,
    // however busy the machine is.
    var reach = [false: measure.pace, true: measure.pace / 2]
    let wanted = FaultRun.rounds(17, long: 334)
    while tally.kills < wanted, round < 5 * wanted {
      round += 1
      let isLate = round.isMultiple(of: 2)
      let limit = reach[isLate] ?? measure.pace
      let moment = limit * Double.random(in: 0...1, using: &random)
      let place = try await operation.place()
      let killed = try await place.kill(operation.command, after: moment, ofJournal: isLate)
      try #require(killed.code == 0 || killed.code == 137, "round \(round): \(killed.messages)")
      // The next command, whichever it is, takes back what was half done.
      let report = try await place.run("doctor")
      #expect(report.code == 0, "round \(round), killed after \(moment): \(report.messages)")
      let standing = try Standing(of: place)
      let isDone = standing.isLike(measure.after)
      #expect(isDone || standing == measure.before, "round \(round), killed after \(moment): half done")
      let isAcknowledged = killed.code == 0 || !killed.out.isEmpty
      #expect(isDone || !isAcknowledged, "round \(round), killed after \(moment): acknowledged, and lost")
      try await place.strata(operation.command)
      #expect(try Standing(of: place).isLike(measure.after), "round \(round): not taken up again")
      tally.add(killed: killed.code == 137, isDone: isDone)
      reach[isLate] = limit * (killed.code == 137 ? 1.2 : 0.6)
    }
    #expect(tally.kills == wanted, "too few runs could be killed")
    FaultRun.report("kill -9 during \(operation): \(tally), 0 lost, 0 half")
  }

  @Test(arguments: ["doctor", "log payments/production", "show payments/production", "profile list", "generate --all"])
  func `what a killed process left half-written is taken back by the next command, whichever it is`(
    _ command: String
  ) async throws {
    let place = try await Workplace.withStrategy()
    let whole = try place.read("strata.db")
    try place.write("strata.db-journal", RollbackJournal(of: whole, pages: 2...20).bytes)
    var torn = whole
    for page in 2...20 { torn.replaceSubrange((page - 1) * 4096..<page * 4096, with: repeatElement(0x5A, count: 4096)) }
    try place.write("strata.db", torn)
    try await place.strata(command)
    #expect(try place.read("strata.db") == whole)
    try await place.strata("doctor")
  }
}

private struct Tally: CustomStringConvertible {
  private(set) var kills = 0
  private var done = 0
  private var undone = 0

  mutating func add(killed: Bool, isDone: Bool) {
    if killed { kills += 1 }
    if isDone { done += 1 } else { undone += 1 }
  }

  var description: String { "\(kills) of \(done + undone) runs killed, \(undone) of them as before, \(done) whole" }
}

extension Workplace {
  /// Runs a command line and kills it (SIGKILL), unless it has ended before. A shell does so: this process's tasks may
  /// have to wait for each other.
  /// - Parameter ofJournal: whether the time begins when SQLite's journal has content.
  fileprivate func kill(_ command: String, after delay: Duration, ofJournal: Bool) async throws -> Outcome {
    let script = """
      strata=$1 delay=$2 journal=$3; shift 3
      "$strata" "$@" & child=$!
      tries=0
      while [ -n "$journal" ] && [ ! -s "$journal" ] && [ $tries -lt 300000 ]; do tries=$((tries + 1)); done
      sleep "$delay"
      kill -9 $child 2>/dev/null
      wait $child
      """
    let words = [StrataBinary.path, "\(delay / .seconds(1))", ofJournal ? "strata.db-journal" : ""]
    return try await StrataBinary.runNow(
      ["-c", script, "sh"] + words + TypedCommand(command).words, of: "/bin/sh", environment: environment(),
      folder: folder)
  }
}
