import Foundation
import TestSupport
import Testing

/// Going back to an earlier version, with the real binary.
@Suite struct `Rollback journey` {
  @Test func `an earlier version comes back, and everything that is asked says so`() async throws {
    let place = try await Workplace.withTwoVersions()
    try await place.strata("label set payments/production@1 stable")
    let rollback = try await place.strata("rollback payments/production@stable -m 'it fell over'")
    #expect(
      rollback.text.hasPrefix("payments/production@3 repeats @1: 2184 lines of container_orchestration@2.0.0, output "))
    #expect(
      rollback.messages
        == "payments/production is held: 'strata generate' leaves it as it is\n"
        + "next: strata generate payments/production --release\n")
    #expect(
      try await place.strata("show payments/production").out == place.strata("show payments/production@1").out)
    #expect(try await place.strata("diff payments/production@1 payments/production@3").out.isEmpty)
    #expect(try await place.strata("diff payments/production").text.contains("cluster_size"))

    let log = try await place.strata("log payments/production")
    #expect(log.lines[0].contains("ROLLBACK OF") && log.lines[1].contains("it fell over"))
    let versions = try Tree(json: try await place.strata("log payments/production -o json").out)["versions"]?.items
    #expect(versions?.map { $0["source"] } == [.number(1), .null, .null])
    #expect(try await place.strata("show payments/production --inputs").text.contains("rollback of 1"))
    #expect(!(try await place.strata("show payments/production@1 --inputs").text.contains("rollback")))
    #expect(
      try Tree(json: try await place.strata("show payments/production --inputs -o json").out)["source"] == .number(1))
    #expect(
      try await place.strata("sql 'SELECT version, rollback_of FROM strategy_version' -o csv").lines
        == ["version,rollback_of", "1,", "2,", "3,1"])
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }

  @Test func `the result can be read by programs`() async throws {
    let place = try await Workplace.withTwoVersions()
    let result = try Tree(json: try await place.strata("rollback payments/production@1 -o json --quiet").out)
    #expect(result["version"] == .text("payments/production@3"))
    #expect(result["source"] == .number(1))
    #expect(result["held"] == .bool(true))
    #expect(result["errors"] == .number(0))
    #expect(
      try Tree(json: try await place.strata("log payments/production -o json").out)["head"] == result["digest"])
  }
}
