import Strategy
import Testing

@testable import Catalogue

@Suite struct LabelTests {
  /// `payments/production` with two versions, a cluster of it without versions of its own, and a bare team.
  private static func shelf() throws -> Shelf {
    let shelf = try Shelf()
    try shelf.apply(
      "teams: {payments: {environments: {production: {clusters: {eu-1: {}}}, staging: {}}}, search: {}}")
    for size in ["small", "large"] {
      try shelf.generate("payments/production", size: size)
    }
    return shelf
  }

  private static let production = Scope.environment(team: "payments", environment: "production")

  private static func address(_ text: String) throws -> VersionAddress { try VersionAddress(parsing: text) }

  // MARK: Names

  @Test(arguments: ["stable", "s", "live-2", "a_b"]) func `a label is a word`(_ text: String) throws {
    #expect(try Label(parsing: text).name == text)
  }

  @Test(arguments: ["", "latest", "next", "4", "4th", "Stable", "-a", "a b", "a@b", "a/b", "é"])
  func `what means something else, or cannot be typed, is no label`(_ text: String) {
    #expect(throws: CatalogueError.badLabel(text)) { try Label(parsing: text) }
  }

  // MARK: Moves

  @Test func `a label is put on the newest version, moved and taken away, and every move is kept`() throws {
    let shelf = try LabelTests.shelf()
    let label = try Label(parsing: "stable")
    let set = try shelf.catalogue.setLabel(label, to: try LabelTests.address("payments/production"), message: "it runs")
    #expect(set.isChange && set.old == nil && set.version.description == "payments/production@2")
    let moved = try shelf.catalogue.setLabel(label, to: try LabelTests.address("payments/production@1"), message: "")
    #expect(moved.isChange && moved.old == 2 && moved.version.description == "payments/production@1")
    #expect(try shelf.catalogue.show(LabelTests.address("payments/production@stable")).version.number == 1)
    let removed = try shelf.catalogue.removeLabel(label, from: LabelTests.production, message: "")
    #expect(removed.isChange && removed.version.description == "payments/production@1")
    #expect(try shelf.catalogue.labels([]).isEmpty)

    let moves = try shelf.catalogue.labelHistory(LabelTests.production, nil)
    #expect(moves.map(\.version) == [nil, 1, 2])
    #expect(moves.map(\.audit.action) == ["label.remove", "label.set", "label.set"])
    #expect(moves.map(\.audit.subject) == Array(repeating: "payments/production stable", count: 3))
    #expect(moves.last?.audit.message == "it runs")
    #expect(try shelf.catalogue.doctor().problems == [])
  }

  @Test func `a label that points there already is no change`() throws {
    let shelf = try LabelTests.shelf()
    let label = try Label(parsing: "stable")
    for (address, isChange) in [
      ("payments/production@2", true), ("payments/production@2", false), ("payments/production@latest", false),
      ("payments/production@stable", false), ("payments/production@1", true),
    ] {
      let before = try shelf.catalogue.store.read { try $0.auditHead()?.digest }
      let change = try shelf.catalogue.setLabel(label, to: LabelTests.address(address), message: "")
      let after = try shelf.catalogue.store.read { try $0.auditHead()?.digest }
      #expect(change.isChange == isChange, "\(address)")
      #expect((before != after) == isChange, "\(address)")
    }
  }

  @Test func `labels are listed by strategy and name, those of retired ones left out`() throws {
    let shelf = try LabelTests.shelf()
    try shelf.generate("payments/staging", size: "small")
    for (address, label) in [
      ("payments/staging", "live"), ("payments/production", "stable"), ("payments/production@1", "live"),
    ] {
      _ = try shelf.catalogue.setLabel(Label(parsing: label), to: LabelTests.address(address), message: "")
    }
    func listed(_ patterns: [String]) throws -> [String] {
      try shelf.catalogue.labels(patterns.map { try ScopePattern(parsing: $0) }).map {
        "\($0.scope.scope)@\($0.version ?? 0) \($0.label)"
      }
    }
    #expect(
      try listed([]) == ["payments/production@1 live", "payments/production@2 stable", "payments/staging@1 live"])
    #expect(try listed(["*/stag*"]) == ["payments/staging@1 live"])
    #expect(try listed(["search"]) == [])
    _ = try shelf.catalogue.retire(LabelTests.production, message: "")
    #expect(try listed([]) == ["payments/staging@1 live"])
    // The label can still be looked up.
    #expect(try shelf.catalogue.show(LabelTests.address("payments/production@live")).version.number == 1)
  }

  // MARK: Refusals

  @Test func `what has no versions has no labels`() throws {
    let shelf = try LabelTests.shelf()
    let label = try Label(parsing: "stable")
    for (address, error) in [
      ("payments/production@7", CatalogueError.unknownVersion(LabelTests.production, .number(7), latest: 2)),
      ("payments/production@live", .unknownLabel("live", LabelTests.production, known: [])),
      ("payments/staging", .noVersions(.environment(team: "payments", environment: "staging"))),
      ("search", .notAStrategy(.team("search"))), ("nobody", .unknownScope(.team("nobody"), nearest: nil)),
      (
        "payments/production/eu-1",
        .runsOther(
          .cluster(team: "payments", environment: "production", cluster: "eu-1"),
          VersionAddress(scope: LabelTests.production, selector: .number(2)))
      ),
    ] {
      #expect(throws: error, "\(address)") {
        _ = try shelf.catalogue.setLabel(label, to: LabelTests.address(address), message: "")
      }
    }
  }

  @Test func `a label that is not there cannot be taken away, and those that are there are named`() throws {
    let shelf = try LabelTests.shelf()
    for label in ["stable", "live"] {
      _ = try shelf.catalogue.setLabel(
        Label(parsing: label), to: LabelTests.address("payments/production"), message: "")
    }
    let error = CatalogueError.unknownLabel("stabel", LabelTests.production, known: ["live", "stable"])
    #expect(throws: error) {
      _ = try shelf.catalogue.removeLabel(Label(parsing: "stabel"), from: LabelTests.production, message: "")
    }
    #expect(throws: error) { try shelf.catalogue.show(LabelTests.address("payments/production@stabel")) }
    #expect(throws: error) { try shelf.catalogue.labelHistory(LabelTests.production, Label(parsing: "stabel")) }
    #expect(error.message == "'payments/production' has no label 'stabel': expected 'live', 'stable'")
    #expect(error.hint == "did you mean 'payments/production@stable'?")
  }

  @Test func `labels of what is retired stay where they are`() throws {
    let shelf = try LabelTests.shelf()
    let label = try Label(parsing: "stable")
    _ = try shelf.catalogue.setLabel(label, to: LabelTests.address("payments/production"), message: "")
    _ = try shelf.catalogue.retire(.team("payments"), message: "")
    let error = CatalogueError.retiredScope(LabelTests.production)
    #expect(throws: error) {
      _ = try shelf.catalogue.setLabel(label, to: LabelTests.address("payments/production@1"), message: "")
    }
    #expect(throws: error) {
      _ = try shelf.catalogue.removeLabel(label, from: LabelTests.production, message: "")
    }
    #expect(try shelf.catalogue.labelHistory(LabelTests.production, label).map(\.version) == [2])
  }
}
