import Manifests
import Strategy
import Testing

@testable import Catalogue

@Suite struct RollbackTests {
  private static let production = Scope.environment(team: "payments", environment: "production")

  /// `payments/production` in three sizes, one version each.
  private static func shelf(template: String = Shelf.template) throws -> Shelf {
    let shelf = try Shelf(template: template)
    for size in ["small", "medium", "large"] { try shelf.generate("payments/production", size: size) }
    return shelf
  }

  @discardableResult
  private static func rollback(_ shelf: Shelf, _ address: String) throws -> Catalogue.RollbackReport {
    try shelf.catalogue.rollback(to: VersionAddress(parsing: address), message: "it fell over")
  }

  private static func versions(_ shelf: Shelf) throws -> [Version] {
    try shelf.catalogue.log(production).versions.reversed()
  }

  private static func isHeld(_ shelf: Shelf) throws -> Bool? {
    try shelf.catalogue.store.read { try $0.strategyHeads(nil) }.first?.isHeld
  }

  @Test func `an earlier version comes back as a new one, with its output and its inputs`() throws {
    let shelf = try RollbackTests.shelf()
    let counts = try shelf.catalogue.doctor().counts
    let report = try RollbackTests.rollback(shelf, "payments/production@1")
    #expect(report.version.description == "payments/production@4")
    #expect(report.source == 1)
    let versions = try RollbackTests.versions(shelf)
    #expect(versions.map(\.source) == [nil, nil, nil, 1])
    #expect(versions[3].output == versions[0].output)
    #expect(versions[3].inputs.key == versions[0].inputs.key)
    #expect(versions[3].inputs.parameters == versions[0].inputs.parameters)
    #expect(versions[3].digest == report.digest && report.output == versions[0].output)
    #expect(
      try shelf.catalogue.show(VersionAddress(parsing: "payments/production")).bytes
        == Array("small manual apps\n".utf8))

    #expect(report.audit.action == "rollback" && report.audit.subject == "payments/production@1")
    #expect(report.audit.message == "it fell over")
    let doctor = try shelf.catalogue.doctor()
    #expect(doctor.isHealthy)
    func count(_ name: String, _ counts: [(name: String, count: Int)]) -> Int? {
      counts.first { $0.name == name }?.count
    }
    for (name, more) in [("versions", 1), ("audit entries", 1), ("outputs", 0), ("blocks", 0)] {
      #expect(count(name, doctor.counts) == count(name, counts).map { $0 + more }, "\(name)")
    }
  }

  @Test func `the strategy is held from then on`() throws {
    let shelf = try RollbackTests.shelf()
    #expect(try RollbackTests.isHeld(shelf) == false)
    try RollbackTests.rollback(shelf, "payments/production@2")
    #expect(try RollbackTests.isHeld(shelf) == true)
    // What is current stays the version that was rolled back to, though the layers say something else.
    let current = try shelf.catalogue.store.read { try $0.strategyHeads(nil) }.first?.current.key
    #expect(try current == RollbackTests.versions(shelf)[1].inputs.key)
  }

  @Test func `the version that is named is the source, though it is a rollback itself`() throws {
    let shelf = try RollbackTests.shelf()
    try RollbackTests.rollback(shelf, "payments/production@1")
    _ = try shelf.catalogue.setLabel(
      Label(parsing: "stable"), to: VersionAddress(parsing: "payments/production@4"), message: "")
    try RollbackTests.rollback(shelf, "payments/production@3")
    let report = try RollbackTests.rollback(shelf, "payments/production@stable")
    #expect(report.version.description == "payments/production@6")
    #expect(report.source == 4)
    #expect(report.audit.subject == "payments/production@4")
    #expect(try RollbackTests.versions(shelf).map(\.source) == [nil, nil, nil, 1, 3, 4])
  }

  @Test func `what would change nothing is refused`() throws {
    let shelf = try RollbackTests.shelf()
    func address(_ number: Int) -> VersionAddress {
      VersionAddress(scope: RollbackTests.production, selector: .number(number))
    }
    for newest in ["payments/production@3", "payments/production@latest"] {
      #expect(throws: CatalogueError.newestAlready(address(3))) { try RollbackTests.rollback(shelf, newest) }
    }
    try RollbackTests.rollback(shelf, "payments/production@1")
    #expect(throws: CatalogueError.sameAsNewest(address(1), newest: 4)) {
      try RollbackTests.rollback(shelf, "payments/production@1")
    }
    #expect(try RollbackTests.versions(shelf).count == 4)
  }

  @Test func `what is not there, or out of use, is refused`() throws {
    let shelf = try RollbackTests.shelf()
    try shelf.apply("teams: {payments: {environments: {production: {clusters: {eu-1: {}}}}}}")
    let cluster = Scope.cluster(team: "payments", environment: "production", cluster: "eu-1")
    for (address, error) in [
      ("payments/production@9", CatalogueError.unknownVersion(RollbackTests.production, .number(9), latest: 3)),
      ("payments/production@stable", .unknownLabel("stable", RollbackTests.production, known: [])),
      (
        "payments/production/eu-1@1",
        .runsOther(cluster, VersionAddress(scope: RollbackTests.production, selector: .number(3)))
      ),
    ] {
      #expect(throws: error) { try RollbackTests.rollback(shelf, address) }
    }
    _ = try shelf.catalogue.retire(RollbackTests.production, message: "")
    #expect(throws: CatalogueError.retiredScope(RollbackTests.production)) {
      try RollbackTests.rollback(shelf, "payments/production@1")
    }
  }

  // MARK: Findings

  /// The older the size, the more is wrong with it.
  private static let flawed = Shelf.template.replacing(
    "{{size}} {{scaling}} {{namespace}}",
    with: """
      {{size}} {{scaling}} {{namespace}}
      ```yaml
      apiVersion: {{#if (eq size "small")}}extensions/v1beta1{{else}}networking.k8s.io/v1{{/if}}
      kind: Ingress
      metadata: {name: web, namespace: apps}
      ```
      """)

  @Test func `errors that are known of the version are counted, and nothing is verified for it`() throws {
    let shelf = try RollbackTests.shelf(template: RollbackTests.flawed)
    let other = try Shelf(template: RollbackTests.flawed)
    for size in ["small", "medium"] { try other.generate("payments/production", size: size) }
    // Nothing waives it: what `generate` found counts.
    #expect(try RollbackTests.rollback(shelf, "payments/production@1").errorCount == 1)
    #expect(try RollbackTests.rollback(shelf, "payments/production@2").errorCount == 0)
    _ = try other.catalogue.addWaiver(
      WaivedFinding(parsing: "removed-api"), at: .team("payments"), until: try #require(Day("1971-01-01")),
      reason: "legacy", message: "")
    #expect(try RollbackTests.rollback(other, "payments/production@1").errorCount == 0)
  }
}
