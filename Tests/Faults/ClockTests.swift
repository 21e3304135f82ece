import Catalogue
import Foundation
import SQLiteStore
import Synchronization
import TestSupport
import Testing

/// Clocks that jump, and places with other clocks.
@Suite struct `Clocks` {
  private static let template = """
    ---
    name: note
    version: 1.0.0
    arguments:
      - name: text
    ---
    {{text}}

    """

  @Test func `order follows the sequence, whatever the clock says`() throws {
    let place = try Workplace()
    let clock = Mutex(FaultRun.random(71))
    let rounds = FaultRun.rounds(40, long: 1000)
    // Any moment of thirty years, each time another.
    let catalogue = Catalogue(store: try SQLiteStore.create(at: place.path("strata.db")), author: "tester") {
      Timestamp(milliseconds: clock.withLock { Int64.random(in: 0..<946_684_800_000, using: &$0) })
    }
    let template = Bundled.File(name: "note") { Array(Self.template.utf8) }
    _ = try catalogue.initialise(Bundled(templates: [template], providers: []))
    let scope = Scope.environment(team: "payments", environment: "production")
    for round in 1...rounds {
      _ = try catalogue.setProfile(scope, [("text", "round \(round)")], message: "")
      let made = try catalogue.generate(Catalogue.GenerateRequest(scopes: [scope], message: "")).made
      #expect(made.map(\.number) == [round])
      let latest = try catalogue.show(VersionAddress(scope: scope, selector: .latest))
      #expect(String(decoding: latest.bytes, as: UTF8.self) == "round \(round)\n")
    }
    let log = try catalogue.log(scope)
    #expect(log.versions.map(\.number) == Array((1...rounds).reversed()))
    #expect(log.versions.map(\.audit.id.rawValue) == log.versions.map(\.audit.id.rawValue).sorted(by: >))
    let times = log.versions.map(\.audit.time)
    #expect(times != times.sorted(by: >), "the clock never went back")
    let newest = try catalogue.profileHistory(scope).last
    #expect(newest?.number == rounds)
    FaultRun.report("clock: \(rounds) versions with a clock of any moment: in order")
  }

  @Test(arguments: ["Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "XYZ-14:45", "nonsense"])
  func `times are UTC wherever the program runs`(_ zone: String) async throws {
    let place = try await Workplace.withFleet()
    for command in [
      "log payments/production", "log payments/production -o json", "status", "query size --as-of 2999-01-01",
    ] {
      let here = try await place.strata("TZ=UTC \(command)")
      let there = try await place.strata("TZ=\(zone) \(command)")
      #expect(here == there, "\(command)")
    }
    let before = Date()
    try await place.strata("TZ=\(zone) profile set payments/production owner=me")
    let written = try await place.strata("profile history payments/production -o json").text
    let found = try #require(written.firstMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#).map { String($0.output) })
    let newest = written.matches(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/#).map { String($0.output) }.max() ?? found
    let moment = try Date(newest, strategy: .iso8601)
    #expect(abs(moment.timeIntervalSince(before)) < 3600, "\(newest)")
  }
}
