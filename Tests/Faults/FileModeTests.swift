import Foundation
import TestSupport
import Testing

/// What Strata makes is for its owner only, whatever the umask is.
@Suite struct `File modes` {
  @Test(arguments: ["000", "022", "077"])
  func `store, journal and saved plan are for their owner only`(_ umask: String) async throws {
    let place = try Workplace()
    let script = """
      umask \(umask)
      "$1" init && "$1" profile set payments/production \(Workplace.production) &&
      "$1" plan --out plan.json && "$1" generate --plan plan.json && rm strata.db-journal &&
      "$1" profile set payments/production cluster_size=small
      """
    let outcome = try await StrataBinary.run(
      ["-c", script, "sh", StrataBinary.path], of: "/bin/sh", environment: place.environment(), folder: place.folder)
    try #require(outcome.code == 0, "\(outcome.messages)")
    let names = try FileManager.default.contentsOfDirectory(atPath: place.folder).sorted()
    #expect(names == ["plan.json", "strata.db", "strata.db-journal"])
    for name in names { #expect(try place.mode(name) == 0o600, "\(name)") }
  }

  @Test(arguments: ["000", "022", "077"])
  func `nothing is readable for others while it is made, or left by a kill`(_ umask: String) async throws {
    let place = try Workplace()
    try place.write("fleet.yaml", "teams: {payments: {}}\n")
    // A shell kills its child as soon as there is any file with content, and says what there is.
    let script = """
      umask \(umask)
      "$1" init & child=$!
      while ! ls *db* >files 2>/dev/null; do :; done
      kill -9 $child; wait $child 2>/dev/null
      stat -c '%a %n' *db*
      """
    let outcome = try await StrataBinary.run(
      ["-c", script, "sh", StrataBinary.path], of: "/bin/sh", environment: place.environment(), folder: place.folder)
    let modes = outcome.lines.filter { $0.contains(".db") && !$0.hasPrefix("created") }
    #expect(!modes.isEmpty)
    #expect(modes.allSatisfy { $0.hasPrefix("600 ") }, "\(modes)")
  }
}

extension Workplace {
  fileprivate func mode(_ name: String) throws -> Int? {
    let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
    return (attributes[.posixPermissions] as? NSNumber)?.intValue
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(name))
  }
}
