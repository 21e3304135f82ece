import Manifests
import Strategy
import Synchronization
import Testing

@testable import Catalogue

@Suite struct WaiverTests {
  private static let finding = Finding(
    .removedAPI, object: "CronJob shop/sweep", path: "apiVersion", line: 7, subject: "batch/v1beta1", message: "gone")
  private static let other = Finding(.removedAPI, line: 7, subject: "batch/v1beta1", message: "gone")
  private static let image = Finding(.unpinnedImage, line: 7, subject: "nginx", message: "no tag")

  /// A clock that tests move, at noon of a day.
  private final class Clock: Sendable {
    private let day: Mutex<String>

    init(_ day: String) { self.day = Mutex(day) }

    func set(_ text: String) { day.withLock { $0 = text } }
    var milliseconds: Int64 { (Day(day.withLock { $0 })?.number ?? 0) * 86_400_000 + 43_200_000 }
  }

  private static func shelf(_ clock: Clock) throws -> Shelf {
    let shelf = try Shelf { clock.milliseconds }
    try shelf.apply("teams: {payments: {environments: {production: {clusters: {eu-1: {}}}, staging: {}}}, search: {}}")
    return shelf
  }

  private func set(_ waivers: [(finding: String, scope: String, until: String)]) throws -> WaiverSet {
    let audit = AuditEntry(
      id: ID(1), time: Timestamp(milliseconds: 0), author: "ada", action: "waiver.add", subject: "", message: "",
      content: .init(of: []), digest: .init(of: []))
    return WaiverSet(
      try waivers.map { waiver in
        WaiverRecord(
          scope: ScopeRecord(id: ID(1), scope: try Scope(parsing: waiver.scope)), finding: waiver.finding,
          until: Day(waiver.until), reason: "why", audit: audit)
      })
  }

  // MARK: Which findings

  @Test func `a waiver is about a rule or one of its findings`() throws {
    let (rule, one) = (try WaivedFinding(parsing: "removed-api"), try WaivedFinding(parsing: WaiverTests.finding.id))
    #expect(rule.matches(WaiverTests.finding) && rule.matches(WaiverTests.other) && !rule.matches(WaiverTests.image))
    #expect(one.matches(WaiverTests.finding) && !one.matches(WaiverTests.other))
    #expect(rule.description == "removed-api" && one.description == WaiverTests.finding.id)
  }

  @Test(arguments: Rule.allCases) func `every rule can be waived`(_ rule: Rule) throws {
    #expect(try WaivedFinding(parsing: rule.rawValue).rule == rule)
    let finding = Finding(rule, line: 1, subject: "", message: "")
    #expect(try WaivedFinding(parsing: finding.id).matches(finding))
  }

  @Test(arguments: [
    "removed-api:", "removed-api:123", "removed-api:0123456g", "removed-api:01234567:", "removed-api:٠١٢٣",
  ])
  func `an id has eight digits`(_ text: String) {
    #expect(throws: CatalogueError.badFinding(text)) { try WaivedFinding(parsing: text) }
  }

  @Test(arguments: [
    ("removed-apis", "removed-apis", "removed-api"), ("remved-api:01234567", "remved-api", "removed-api:01234567"),
    ("kubernetes", "kubernetes", nil), ("", "", nil), (":01234567", "", nil),
    ("Removed-API", "Removed-API", "removed-api"),
  ]) func `an unknown rule has the nearest named`(_ text: String, _ name: String, _ nearest: String?) {
    #expect(throws: CatalogueError.unknownRule(name, nearest: nearest)) { try WaivedFinding(parsing: text) }
  }

  // MARK: Where and when

  @Test(arguments: [
    ("/", true), ("*/production", true), ("payments", true), ("payments/production", true),
    ("payments/production/eu-1", true), ("payments/production/eu-2", false), ("*/staging", false), ("search", false),
    ("payments/staging", false),
  ]) func `a waiver applies at its scope and beneath`(_ scope: String, _ isWaived: Bool) throws {
    let (cluster, day) = (try Scope(parsing: "payments/production/eu-1"), try Day(parsing: "2027-01-31"))
    for text in ["removed-api", WaiverTests.finding.id] {
      let waivers = try set([(text, scope, "2027-01-31")])
      let waiver = waivers.waives(WaiverTests.finding, at: cluster, on: day)
      #expect((waiver != nil) == isWaived)
      #expect(waiver?.applies(at: cluster, on: day) ?? !isWaived)
      #expect(waivers.waives(WaiverTests.image, at: cluster, on: day) == nil)
      #expect(waivers.waives(WaiverTests.finding, at: cluster, on: try Day(parsing: "2027-02-01")) == nil)
    }
    let one = try set([(WaiverTests.finding.id, scope, "2027-01-31")])
    #expect(one.waives(WaiverTests.other, at: cluster, on: day) == nil)
  }

  @Test func `the nearest waiver that still holds is the one that counts`() throws {
    let strategy = try Scope(parsing: "payments/production")
    let waivers = try set([
      ("removed-api", "/", "2030-01-01"), ("removed-api", "payments", "2028-01-01"),
      (WaiverTests.finding.id, "payments", "2027-01-01"), ("of-tomorrow", "payments", "2099-01-01"),
    ])
    for (day, scope, text) in [
      ("2027-01-01", "payments", WaiverTests.finding.id), ("2027-01-02", "payments", "removed-api"),
      ("2028-01-02", "/", "removed-api"),
    ] {
      let waiver = waivers.waives(WaiverTests.finding, at: strategy, on: try Day(parsing: day))
      #expect(waiver?.scope.description == scope && waiver?.finding.description == text)
    }
    #expect(waivers.waives(WaiverTests.finding, at: strategy, on: try Day(parsing: "2030-01-02")) == nil)
  }

  // MARK: Use cases

  private func add(_ shelf: Shelf, _ finding: String, _ scope: String, _ until: String, _ reason: String = "legacy")
    throws -> Catalogue.WaiverChange
  {
    try shelf.catalogue.addWaiver(
      WaivedFinding(parsing: finding), at: Scope(parsing: scope), until: Day(parsing: until), reason: reason,
      message: "")
  }

  private func listed(_ shelf: Shelf, all: Bool = false) throws -> [String] {
    try shelf.catalogue.waivers([], includingRemoved: all).map {
      "\($0.record.finding) \($0.record.scope.scope) \($0.record.until?.description ?? "-") \($0.state.rawValue)"
    }
  }

  @Test func `a waiver holds to the end of its day, and is listed from then on as expired`() throws {
    let clock = Clock("2026-11-22")
    let shelf = try WaiverTests.shelf(clock)
    #expect(try add(shelf, "removed-api", "payments", "2026-11-30").isChange)
    #expect(try !add(shelf, "removed-api", "payments", "2026-11-30").isChange)
    #expect(try add(shelf, "removed-api", "payments", "2026-11-30", "another reason").isChange)
    #expect(try add(shelf, "removed-api", "/", "2036-11-22").created.isEmpty)
    clock.set("2026-11-30")
    #expect(try listed(shelf) == ["removed-api / 2036-11-22 active", "removed-api payments 2026-11-30 active"])
    clock.set("2026-12-01")
    #expect(try listed(shelf).last == "removed-api payments 2026-11-30 expired")
    #expect(try add(shelf, "removed-api", "payments", "2026-12-01").isChange)
    #expect(try listed(shelf).last == "removed-api payments 2026-12-01 active")
    _ = try shelf.catalogue.removeWaiver("removed-api", at: .root, message: "")
    #expect(try listed(shelf) == ["removed-api payments 2026-12-01 active"])
    #expect(try listed(shelf, all: true).first == "removed-api / - removed")
    #expect(try shelf.catalogue.doctor().isHealthy)
    #expect(try shelf.catalogue.store.read { try $0.waiverHistory().count } == 5)
  }

  @Test(arguments: [
    ("2026-11-21", "why", ["date '2026-11-21': it is past: expected today or a later day, in UTC"]),
    ("2036-11-23", "why", ["date '2036-11-23': it is far off: expected a day within 10 years"]),
    (
      "2026-11-21", "",
      [
        "date '2026-11-21': it is past: expected today or a later day, in UTC",
        "reason: '' says nothing: expected one line",
      ]
    ), ("2026-11-22", "two\nlines", ["reason: 'two\\u{a}lines' has a line break (U+000A)"]),
  ]) func `all that is wrong with a waiver is told at once`(_ until: String, _ reason: String, _ expected: [String])
    throws
  {
    let shelf = try WaiverTests.shelf(Clock("2026-11-22"))
    do {
      _ = try add(shelf, "removed-api", "payments", until, reason)
      Issue.record("nothing was refused")
    } catch CatalogueError.invalid(let problems) {
      #expect(problems.map { "\($0.subject): \($0.text)" } == expected)
    }
    #expect(try listed(shelf, all: true) == [])
  }

  @Test func `every team's environment is registered for its waiver, as long as a team has it`() throws {
    let shelf = try WaiverTests.shelf(Clock("2026-11-22"))
    #expect(try add(shelf, "removed-api", "*/staging", "2026-11-30").created.map(\.scope.description) == ["*/staging"])
    #expect(throws: CatalogueError.self) { try add(shelf, "removed-api", "*/testing", "2026-11-30") }
    _ = try shelf.catalogue.retire(.everyTeam(environment: "staging"), message: "")
    let staging = Scope.everyTeam(environment: "staging")
    #expect(throws: CatalogueError.retiredScope(staging)) { try add(shelf, "removed-api", "*/staging", "2026-11-30") }
    #expect(try listed(shelf) == [])
    #expect(try listed(shelf, all: true) == ["removed-api */staging 2026-11-30 active"])
    try shelf.apply("teams: {search: {environments: {staging: {}}}}")
    #expect(try add(shelf, "removed-api", "*/staging", "2026-11-30").created.map(\.isReturning) == [true])
    #expect(try listed(shelf) == ["removed-api */staging 2026-11-30 active"])
    #expect(try shelf.catalogue.doctor().isHealthy)
  }

  @Test(arguments: ["payment", "payments/testing", "payments/production/eu-2"])
  func `a scope that is not registered has no waiver`(_ scope: String) throws {
    let shelf = try WaiverTests.shelf(Clock("2026-11-22"))
    let error = #expect(throws: CatalogueError.self) { try add(shelf, "removed-api", scope, "2026-11-30") }
    #expect(error?.message == "no scope '\(scope)' is registered")
  }
}
