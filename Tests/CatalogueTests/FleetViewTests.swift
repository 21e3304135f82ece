import Manifests
import Strategy
import Testing

@testable import Catalogue

/// The fleet at a glance, on its way to a template, and from one layer to another.
@Suite struct FleetViewTests {
  private static func sample() throws -> CauseSample {
    let sample = try CauseSample()
    for team in ["a", "b"] {
      for environment in ["development", "production"] {
        try sample.set("\(team)/\(environment)", [("size", "medium")])
      }
    }
    try sample.generate()
    return sample
  }

  // MARK: Status

  @Test func `strategies are told by their states`() throws {
    let sample = try FleetViewTests.sample()
    try sample.set("a/production", [("size", "large")])
    try sample.generate()
    _ = try sample.catalogue.rollback(to: VersionAddress(parsing: "a/production@1"), message: "")
    try sample.set("b/development", [("size", "large")])
    try sample.set("b/production", [("unused", "b")])
    try sample.set("c/production", [("size", "large")])
    let status = try sample.catalogue.status()
    #expect(
      status.standings.map { "\($0.scope) \($0.state.rawValue)" } == [
        "a/development current", "a/production held", "b/development stale", "b/production current", "c/production new",
      ])
    #expect(status.standings[2].moved == [.profile])
    #expect(status.lastChange?.subject == "c/production")
  }

  @Test func `clusters that are held back are behind`() throws {
    let sample = try FleetViewTests.sample()
    let cluster = try Scope(parsing: "a/production/eu-1")
    _ = try sample.catalogue.addCluster(cluster, message: "") { $0 }
    _ = try sample.catalogue.pin(cluster, to: .current, message: "")
    try sample.set("a/production", [("size", "large")])
    try sample.generate()
    let status = try sample.catalogue.status()
    #expect(status.behind.map(\.scope) == [cluster] && status.pinned.map(\.scope) == [cluster])
    #expect(status.behind.map(\.behind) == [1])
  }

  @Test func `an empty catalogue has a status too`() throws {
    let status = try CauseSample().catalogue.status()
    #expect(status.standings.isEmpty && status.clusters.isEmpty && status.findings.unverified == 0)
  }

  // MARK: Rollout

  @Test func `a template goes from environment to environment, the earliest first`() throws {
    let sample = try FleetViewTests.sample()
    #expect(try sample.catalogue.rollout(to: nil).next == nil)
    let template = CauseSample.template.replacing("1.0.0", with: "1.1.0").replacing("Size {{size}}.", with: "{{size}}")
    _ = try sample.catalogue.importTemplates([(name: "new.md", bytes: Array(template.utf8))], message: "")
    let first = try sample.catalogue.rollout(to: nil)
    #expect(first.target.description == "plan@1.1.0")
    #expect(
      first.rows.map { "\($0.template) \($0.environment) \($0.layer) \($0.scopes.count) \($0.generatedCount)" } == [
        "plan@1.0.0 development / 2 2", "plan@1.0.0 production / 2 2",
      ])
    #expect(first.next?.scope == .everyTeam(environment: "development"))
    #expect(first.next?.plan.changedCount == 2)
    try sample.set("*/development", [("template", "plan@1.1.0")])
    let second = try sample.catalogue.rollout(to: nil)
    #expect(
      second.rows.map { "\($0.template) \($0.environment) \($0.layer) \($0.scopes.count) \($0.generatedCount)" } == [
        "plan@1.1.0 development */development 2 0", "plan@1.0.0 production / 2 2",
      ])
    #expect(second.next?.scope == .everyTeam(environment: "production"))
    try sample.set("*/production", [("template", "plan@1.1.0")])
    #expect(try sample.catalogue.rollout(to: nil).next == nil)
  }

  @Test func `a team that names a template for itself is a step of its own`() throws {
    let sample = try FleetViewTests.sample()
    try sample.set("b", [("template", "plan@1.0.0")])
    let template = CauseSample.template.replacing("1.0.0", with: "1.1.0")
    _ = try sample.catalogue.importTemplates([(name: "new.md", bytes: Array(template.utf8))], message: "")
    try sample.set("/", [("template", "plan")])
    let rollout = try sample.catalogue.rollout(to: nil)
    #expect(rollout.next?.scope == .team("b"))
  }

  // MARK: Promotion

  @Test func `what one layer sets otherwise is promoted, all of it or chosen keys`() throws {
    let sample = try FleetViewTests.sample()
    let (from, to) = (try Scope(parsing: "a/development"), try Scope(parsing: "a/production"))
    try sample.set("a/development", [("size", "large"), ("tier", "gold")])
    try sample.set("a/production", [("unused", "b")])
    let all = try sample.catalogue.promotion(from: from, to: to, keys: [])
    #expect(all.changes.map(\.key) == ["size", "tier"] && all.kept == ["unused"])
    #expect(all.plan.changedCount == 1)
    #expect(all.plan.groups.first?.strategies.map(\.scope) == [to])
    let one = try sample.catalogue.promotion(from: from, to: to, keys: ["tier"])
    #expect(one.settings.map { "\($0.key)=\($0.value)" } == ["tier=gold"])
    _ = try sample.catalogue.setProfile(to, all.settings, message: "")
    #expect(try sample.catalogue.promotion(from: from, to: to, keys: []).changes.isEmpty)
    #expect(throws: CatalogueError.missingKey("cloud", in: "the layer 'a/development'", nearest: nil)) {
      try sample.catalogue.promotion(from: from, to: to, keys: ["cloud"])
    }
    #expect(throws: CatalogueError.sameScope(to)) { try sample.catalogue.promotion(from: to, to: to, keys: []) }
  }
}
