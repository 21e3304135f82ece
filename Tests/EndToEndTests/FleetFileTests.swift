import Foundation
import TestSupport
import Testing

/// A fleet registered from a file, and written as one, with the real binary.
@Suite struct `Fleet files` {
  private static let demo = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Seeds/fleet.yaml")

  private func demoPlace() async throws -> Workplace {
    let place = try Workplace()
    try place.write("fleet.yaml", Array(Data(contentsOf: Self.demo)))
    try await place.strata("init")
    return place
  }

  @Test func `the demo fleet has teams, clusters, providers and layers of every kind, and generates`() async throws {
    let place = try await demoPlace()
    let applied = try await place.strata("apply -f fleet.yaml -m 'the demo fleet'")
    #expect(
      applied.messages == """
        3 layers, 6 teams, 18 environments and 24 clusters registered, 1 layer changed
        next: strata plan

        """)
    let profiles = try Tree(json: try await place.strata("profile list -o json").out)["profiles"]?.items ?? []
    let kinds = profiles.filter { $0["parameters"] != .list([]) }.compactMap { profile -> String? in
      guard case .text(let scope)? = profile["scope"] else { return nil }
      return scope == "/" ? "/" : scope.hasPrefix("*") ? "*" : "\(scope.split(separator: "/").count)"
    }
    #expect(Set(kinds) == ["/", "*", "1", "2", "3"])
    let used = profiles.flatMap { $0["parameters"]?.items ?? [] }.compactMap { item -> String? in
      guard case .text(let text) = item, text.hasPrefix("cloud_provider=") else { return nil }
      return String(text.dropFirst("cloud_provider=".count))
    }
    #expect(Set(used) == ["aws", "azure", "gcp", "on-premise", "hybrid"])
    #expect(try await place.strata("generate --all").messages == "22 new, 0 unchanged\n")
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }

  @Test func `what was exported changes nothing when it is applied`() async throws {
    let place = try await demoPlace()
    try await place.strata("apply -f fleet.yaml")
    try await place.strata("export --fleet exported.yaml")
    let before = try place.read("strata.db")
    #expect(try await place.strata("apply -f exported.yaml --prune").messages == "nothing changed\n")
    #expect(try place.read("strata.db") == before)
    #expect(try place.read("exported.yaml") == (try await place.strata("export --fleet").out))
  }

  @Test func `odd names and values come back from an exported file as they were`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    try place.write(
      "odd.yaml",
      """
      everyone: {domain: null, provider.a: "null", provider.b: 'yes', provider.c: "1.0", provider.d: "~", provider.e: "- x: y #"}
      environments: {"no": {}}
      providers:
        odd: {title: "", mapping: {a.b: "null", c: 'a "b" ''c''', d: "ünï ☃ é e\u{301}", e: "[x], {y}", f: "a\\tb"}}
      teams:
        "1": {parameters: {scaling_requirements: [event-driven, auto-scaling]}}
        "no": {environments: {"null": {parameters: {}, clusters: {"on": {kubernetes: 1.30, selectors: {a: "", b: "1"}}}}}}
        "true":
      """.replacingOccurrences(of: ", f: \"a\\tb\"", with: ""))
    try await place.strata("apply -f odd.yaml")
    let exported = try await place.strata("export --fleet").text
    #expect(try await place.strata("apply -f - --prune", input: exported).messages == "nothing changed\n")
    let other = try Workplace()
    try await other.strata("init")
    try await other.strata("apply -f -", input: exported)
    #expect(try await other.strata("export --fleet").text == exported)
    #expect(exported.contains("kubernetes: \"1.30\""))
    #expect(exported.contains("domain: null"))
  }

  @Test func `a dry run says what would change, and prune retires what the file leaves out`() async throws {
    let place = try await demoPlace()
    try await place.strata("apply -f fleet.yaml")
    let before = try place.read("strata.db")
    let less = "teams: {payments: {environments: {production: }}, audit: }"
    let planned = try await place.strata("apply -f - --prune --dry-run -o json", input: less)
    #expect(try place.read("strata.db") == before)
    #expect(planned.messages.hasSuffix("(dry run: nothing was written)\n"))
    let done = try await place.strata("apply -f - --prune -o json", input: less)
    let rows = try Tree(json: done.out)["changes"]
    #expect(rows == (try Tree(json: planned.out)["changes"]))
    #expect(rows?.items.filter { $0["action"] == .text("retired") }.count == 5 + 17 + 24)
    #expect(try await place.strata("generate --all").messages == "1 new, 0 unchanged\n")
    #expect(try await place.strata("apply -f fleet.yaml").messages.contains(" registered again"))
  }

  @Test func `two processes that apply one file register everything once`() async throws {
    let place = try await demoPlace()
    async let first = place.strata("apply -f fleet.yaml")
    async let second = place.strata("apply -f fleet.yaml")
    let messages = [try await first.messages, try await second.messages]
    #expect(messages.contains("nothing changed\n"))
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }

  @Test func `rows come out in every format`() async throws {
    let place = try await demoPlace()
    let json = try Tree(json: try await place.strata("apply -f fleet.yaml --dry-run -o json").out)
    let yaml = try Tree(yaml: try await place.strata("apply -f fleet.yaml --dry-run -o yaml").out)
    #expect(json == yaml)
    #expect(json["changes"]?.items.last?["changes"]?.items.first?["new"] == .text("1.33"))
    let records = CSVRecords(try await place.strata("apply -f fleet.yaml --dry-run -o csv").text).all
    #expect(records.first == ["action", "kind", "name", "changes"])
    #expect(records.count == 53)
  }

  @Test(arguments: [
    (UInt8(ascii: "a"), 100_000_000, "error: file 'huge.yaml': is larger than 67108864 bytes\n"),
    (UInt8(ascii: ","), 6_000_000, "error: huge.yaml:1:5000001: more than 5000000 values, aliases followed\n"),
    (UInt8(ascii: "["), 100_000, "error: huge.yaml:1:10001: nested more than 256 levels deep\n"),
  ])
  func `a huge file is refused`(_ byte: UInt8, _ count: Int, _ message: String) async throws {
    let place = try await demoPlace()
    try place.write("huge.yaml", [UInt8](repeating: byte, count: count))
    let outcome = try await place.run("apply -f huge.yaml")
    #expect(outcome.code == 1)
    #expect(outcome.messages == message)
  }
}
