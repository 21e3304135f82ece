import Foundation
import TestSupport
import Testing

/// Waiving findings, with the real binary and its clock.
@Suite struct `Waiver journey` {
  /// A day that is so many days from now, in UTC.
  private func day(_ days: Int) -> String {
    Date(timeIntervalSinceNow: Double(days) * 86_400).formatted(.iso8601.year().month().day())
  }

  @Test func `a waiver is added, changed, listed and removed, and all of it recorded`() async throws {
    let place = try await Workplace.withFleet()
    let (soon, later) = (day(30), day(60))
    let add = "waiver add removed-api:3f2a91c0 payments/production"
    #expect(
      try await place.strata("\(add) --until \(soon) --reason 'the upgrade'").text
        == "removed-api:3f2a91c0 is waived at payments/production until \(soon)\n")
    #expect(
      try await place.strata("\(add) --until \(soon) --reason 'the upgrade'").text
        == "removed-api:3f2a91c0 is waived at payments/production until \(soon) already\n")
    try await place.strata("\(add) --until \(later) --reason 'it is late' --author ann")
    try await place.strata("waiver add pod-security / --until \(soon) --reason legacy")

    let listed = try Tree(json: try await place.strata("waiver list -o json").out)["waivers"]?.items ?? []
    #expect(listed.map { $0["finding"] } == [.text("pod-security"), .text("removed-api:3f2a91c0")])
    #expect(listed.map { $0["scope"] } == [.text("/"), .text("payments/production")])
    #expect(listed.map { $0["until"] } == [.text(soon), .text(later)])
    #expect(listed.map { $0["state"] } == [.text("active"), .text("active")])
    #expect(listed.map { $0["author"] } == [.text("tester"), .text("ann")])
    #expect(listed.map { $0["reason"] } == [.text("legacy"), .text("it is late")])

    #expect(
      try await place.strata("waiver remove removed-api:3f2a91c0 payments/production -m 'it is done'").text
        == "removed-api:3f2a91c0 is no longer waived at payments/production\n")
    #expect(try await place.strata("waiver list -o csv").lines.count == 2)
    let all = try await place.strata("waiver list --all -o csv").lines.dropFirst().map { $0.split(separator: ",")[0] }
    #expect(all == ["pod-security", "removed-api:3f2a91c0"])
    #expect(try await place.strata("waiver list --all").text.contains("removed"))

    let trail = try await place.strata(
      "sql - -o csv",
      input: "SELECT action, subject, message FROM audit_trail WHERE action GLOB 'waiver.*' ORDER BY entry")
    #expect(
      trail.lines.dropFirst() == [
        "waiver.add,removed-api:3f2a91c0 payments/production,the upgrade",
        "waiver.add,removed-api:3f2a91c0 payments/production,it is late", "waiver.add,pod-security /,legacy",
        "waiver.remove,removed-api:3f2a91c0 payments/production,it is done",
      ])
    #expect(
      try await place.strata("sql 'SELECT finding, scope, until, is_active FROM waiver' -o csv").lines
        == ["finding,scope,until,is_active", "pod-security,/,\(soon),1"])
    let doctor = try await place.strata("doctor")
    #expect(doctor.messages == "every digest matches\n")
    #expect(doctor.text.contains("waiver moves") && doctor.text.contains("4"))
  }

  @Test func `an environment of every team is waived where a team has it`() async throws {
    let place = try await Workplace.withFleet()
    let words = "--until \(day(7)) --reason 'all of them'"
    #expect(
      try await place.strata("waiver add pod-security */production \(words)").lines == [
        "registered scope */production", "pod-security is waived at */production until \(day(7))",
      ])
    let refused = try await place.run("waiver add pod-security */nowhere \(words)")
    #expect(refused.code == 1)
    #expect(refused.messages.hasPrefix("error: no scope '*/nowhere' is registered\n"))
    try await place.strata("waiver add pod-security payments/production/eu-1 \(words)")
    func scopes(_ pattern: String) async throws -> [String] {
      try await place.strata("waiver list --scope \(pattern) -o csv").lines.dropFirst().map {
        String($0.split(separator: ",")[1])
      }
    }
    #expect(try await scopes("payments") == ["payments/production/eu-1"])
    #expect(try await scopes("*/production") == ["*/production", "payments/production/eu-1"])
    #expect(try await place.strata("waiver list --scope search").messages == "no waiver matches\n")
    // Those of a retired scope are history.
    try await place.strata("team retire payments")
    #expect(try await scopes("*") == ["*/production"])
  }

  @Test func `what is not waived is refused, and what is is named`() async throws {
    let place = try await Workplace.withFleet()
    #expect(
      try await place.strata("waiver list").messages
        == "nothing is waived: strata waiver add ID SCOPE --until DATE --reason TEXT\n")
    for finding in ["removed-api", "pod-security"] {
      try await place.strata("waiver add \(finding) payments --until \(day(1)) --reason legacy")
    }
    for (command, messages) in [
      (
        "waiver remove removed-apis payments",
        "error: 'removed-apis' is not waived at 'payments': expected 'pod-security', 'removed-api'\n"
          + "hint: did you mean 'removed-api'?\n"
      ),
      (
        "waiver remove removed-api search",
        "error: 'removed-api' is not waived at 'search': nothing is\nhint: it is waived at 'payments'\n"
      ),
      (
        "waiver remove broken-yaml payments",
        "error: 'broken-yaml' is not waived at 'payments': expected 'pod-security', 'removed-api'\n"
          + "hint: strata waiver list\n"
      ),
    ] {
      let outcome = try await place.run(command)
      #expect(outcome.code == 1)
      #expect(outcome.messages == messages)
    }
  }
}
