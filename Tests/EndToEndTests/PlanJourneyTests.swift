import Foundation
import TestSupport
import Testing

/// What generating would change, and carrying that out, with the real binary.
@Suite struct `Plan journey` {
  @Test func `a plan tells what would change, is saved for its owner, carried out, and then used up`() async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    #expect(try await place.strata("plan").messages == "0 to change, 2 unchanged\n")
    #expect(try await place.run("plan --exit-code").code == 0)
    try await place.strata("profile set payments/production cluster_size=small -m 'less of it'")
    let before = try place.read("strata.db")
    let plan = try await place.run("plan --out p.json --exit-code")
    #expect(plan.code == 2)
    #expect(plan.lines[0].hasPrefix("1 strategy: "))
    #expect(plan.lines[1] == "  payments/production")
    #expect(plan.lines[2] == "  parameter cluster_size: large (*/production) → small (payments/production)")
    #expect(plan.lines.contains("        node_pools[general].max_nodes: 100 → 10"))
    #expect(try place.read("strata.db") == before)
    let mode = try FileManager.default.attributesOfItem(atPath: place.path("p.json"))[.posixPermissions] as? NSNumber
    #expect(mode?.intValue == 0o600)

    let made = try await place.strata("generate --plan p.json -m 'as planned'")
    #expect(made.lines.dropFirst().map { $0.prefix { $0 != " " } } == ["payments/production@2"])
    let again = try await place.run("generate --plan p.json")
    #expect(again.code == 1)
    #expect(again.messages.hasPrefix("error: payments/production: the plan rests on version 1, "))
    #expect(again.messages.hasSuffix("hint: strata plan makes another one\n"))
  }

  @Test func `what if needs no change to be made`() async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    let before = try place.read("strata.db")
    let provider = try await place.strata("plan --set-provider aws:storage.default=io2 -o json")
    let report = try Tree(json: provider.out)
    #expect(report["changed"] == .number(2))
    #expect(report["groups"]?.items[0]["inputs"]?.items.map { $0["new"] } == [.text("io2")])
    let set = try await place.strata("plan payments --set '*/production:cluster_size=small' --limit 1")
    #expect(set.lines[0].contains("strateg") && set.messages.contains("to change"))
    #expect(try place.read("strata.db") == before)
    #expect(try await place.run("plan --set payments:cluster_size=small --out p.json").code == 64)
  }

  @Test func `status, rollout and promote tell the next step`() async throws {
    let place = try await Workplace.withLayers()
    #expect(try await place.strata("status").text.contains("→ strata generate --all"))
    try await place.strata("generate --all")
    try await place.strata("profile set payments cluster_size=small")
    let status = try await place.strata("status")
    #expect(
      status.lines[0].split(separator: " ").map(String.init).prefix(3) == ["ENVIRONMENT", "STRATEGIES", "CURRENT"])
    #expect(status.lines.contains { $0.hasPrefix("last change") && $0.contains("profile.set payments") })
    #expect(try await place.strata("rollout").messages == "all are on container_orchestration@2.0.0\n")
    try await place.strata("profile set payments/staging environment_type=staging cluster_size=large")
    let promoted = try await place.strata("promote payments/staging payments/production cluster_size")
    #expect(promoted.lines.contains("payments/production revision 2"))
    #expect(promoted.messages.hasSuffix("next: strata generate payments/production\n"))
    #expect(
      try await place.strata("promote payments/staging payments/production cluster_size").text
        == "payments/production: nothing to change\n")
  }
}
