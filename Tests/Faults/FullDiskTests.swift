import Foundation
import TestSupport
import Testing

/// A file system of 2 MiB, filled with other things but for so many bytes.
@Suite(.enabled("only root may mount a file system") { await Namespace.works() }) struct `Full disk` {
  private static let levels = 50
  private static let commands = ["generate --all", "apply -f fleet.yaml", "template import note.md"]

  @Test(arguments: commands)
  func `what does not fit changes nothing, reads go on, and with space it works`(_ command: String) async throws {
    var refused = 0
    var done = 0
    let count = FaultRun.rounds(4, long: Self.levels)
    for index in 0..<count {
      // From nothing left to about as much as the command needs.
      let free = index * 600 / count
      let place = try await Self.place()
      let before = try Standing(of: place)
      try place.write("steps.sh", Self.steps)
      let script = try await Namespace.run(
        "steps.sh", [StrataBinary.path, "\(free)", command], in: place)
      try #require(script.code == 0, "\(script.messages)")
      let message = String(decoding: try place.read("messages"), as: UTF8.self)
      func note(_ problem: String) -> Comment { "\(command) with \(free) KiB left: \(problem): \(message)" }
      let standing = try Standing(of: place, file: "after.db")
      switch try place.line("code") {
      case "0": done += 1
      case "1":
        refused += 1
        #expect(message.contains("no space left") || message.contains("No space left"), note("not told"))
        #expect(standing == before, note("changed"))
      case let code: Issue.record(note("exit \(code)"))
      }
      #expect(try place.line("reading") == "0", note("a reading failed"))
      #expect(try place.line("health") == "0", note("damaged"))
      #expect(try place.line("again") == "0", note("does not work again"))
    }
    #expect(refused > 0)
    FaultRun.report("full disk: \(command) at \(count) levels: \(refused) refused and unchanged, \(done) done")
  }

  private static func place() async throws -> Workplace {
    let place = try await Workplace.withStrategy()
    try await place.strata("profile set payments/production cluster_size=small")
    let teams = (0..<100).map { "  team-\($0): {environments: {production: {parameters: {namespace: ns-\($0)}}}}\n" }
    try place.write("fleet.yaml", "teams:\n" + teams.joined())
    let line = "Line of {{name}}, and so on for a while, so that there is something to be written.\n"
    try place.write("note.md", Workplace.note(version: "1.0.0", body: String(repeating: line, count: 4000)))
    try place.makeFolder("disk")
    return place
  }

  /// What is done while the file system is there: it is gone with the namespace.
  private static let steps = """
    set -eu
    strata=$1 free=$2 command=$3
    mount -t tmpfs -o size=2m tmpfs disk
    cp strata.db fleet.yaml note.md disk
    (
      cd disk
      left=$(stat -f -c '%a * %S / 1024' .)
      filler=$(( $left - free ))
      head -c "${filler}K" /dev/zero >filler
      "$strata" $command >/dev/null 2>../messages && code=0 || code=$?
      echo $code >../code
      "$strata" show payments/production >/dev/null 2>&1 && code=0 || code=$?
      echo $code >../reading
      cp strata.db ../after.db
      rm filler
      "$strata" doctor >/dev/null 2>&1 && code=0 || code=$?
      echo $code >../health
      "$strata" $command >/dev/null 2>&1 && code=0 || code=$?
      echo $code >../again
    )
    """
}
