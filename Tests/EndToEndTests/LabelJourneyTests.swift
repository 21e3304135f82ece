import Foundation
import TestSupport
import Testing

/// Labels from the first to the last move, with the real binary.
@Suite struct `Label journey` {
  @Test func `a label is set, moved, used in addresses, listed and removed`() async throws {
    let place = try await Workplace.withTwoVersions()
    #expect(
      try await place.strata("label set payments/production@1 stable -m 'a week without an incident'").text
        == "stable is payments/production@1\n")
    #expect(
      try await place.strata("show payments/production@stable").out
        == place.strata("show payments/production@1").out)
    #expect(
      try await place.strata("label set payments/production stable --author ann").text
        == "stable is payments/production@2 (was @1)\n")
    #expect(
      try await place.strata("label set payments/production@latest stable").text
        == "stable is payments/production@2 already\n")
    try await place.strata("label set payments/production@stable live")

    let listed = try Tree(json: try await place.strata("label list -o json").out)["labels"]?.items ?? []
    #expect(listed.map { $0["label"] } == [.text("live"), .text("stable")])
    #expect(listed.map { $0["address"] } == [.text("payments/production@2"), .text("payments/production@2")])
    #expect(listed.map { $0["author"] } == [.text("tester"), .text("ann")])

    #expect(
      try await place.strata("label remove payments/production live").text
        == "live is taken away from payments/production@2\n")
    let moves = try await place.strata("label history payments/production -o csv").lines
    #expect(moves[0] == "label,change,address,time,author,message,scope,version")
    #expect(
      moves.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false)[0...2].joined(separator: " ") }
        == [
          "live removed ", "live set payments/production@2", "stable set payments/production@2",
          "stable set payments/production@1",
        ])
    #expect(try await place.strata("label history payments/production live -o csv").lines.count == 3)

    let trail = try await place.strata(
      "sql - -o csv",
      input: "SELECT action, subject, message FROM audit_trail WHERE action GLOB 'label.*' ORDER BY entry")
    #expect(
      trail.lines.dropFirst() == [
        "label.set,payments/production stable,a week without an incident", "label.set,payments/production stable,",
        "label.set,payments/production live,", "label.remove,payments/production live,",
      ])
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }

  @Test func `labels are listed for the scopes that are asked for`() async throws {
    let place = try await Workplace.withFleet()
    #expect(
      try await place.strata("label list").messages == "there is no label: strata label set SCOPE@VERSION LABEL\n")
    for address in ["payments/production", "search/production", "payments/production/us-1"] {
      try await place.strata("label set \(address) stable")
    }
    func listed(_ patterns: String) async throws -> [String] {
      try await place.strata("label list \(patterns) -o csv").lines.dropFirst().map {
        String($0.split(separator: ",")[1])
      }
    }
    #expect(
      try await listed("") == ["payments/production@1", "payments/production/us-1@1", "search/production@1"])
    #expect(try await listed("search") == ["search/production@1"])
    #expect(try await listed("*/*/us-*") == ["payments/production/us-1@1"])
    #expect(try await place.strata("label list nobody").messages == "no label matches\n")
    // A cluster is held at the label's version, and stays there when the label moves on.
    let pinned = try await place.strata("cluster pin payments/production/us-1 stable").text
    #expect(pinned.contains("pinned to payments/production/us-1@1"))
  }
}
