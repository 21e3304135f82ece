import TestSupport
import Testing

/// Registering, pinning, renaming and retiring, with the real binary.
@Suite struct `Fleet journey` {
  @Test func `a list of clusters shows what each runs, the latest and how far behind it is`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("cluster pin payments/production/eu-1 1")
    for size in ["small", "medium", "large"] {
      try await place.strata("profile set payments/production size=\(size) owner=\(size)")
      try await place.strata("generate payments/production")
    }
    #expect(
      try await place.strata("cluster list --scope payments/production -o csv").lines == [
        "cluster,kubernetes,region,selectors,runs,reason,latest,behind",
        "payments/production/eu-1,1.31,eu-west-1,tier=gold,payments/production@1,pinned,payments/production@4,3",
        "payments/production/eu-2,1.30,eu-central-1,tier=silver,payments/production@4,environment,payments/production@4,0",
        "payments/production/us-1,1.9,us-east-1,tier=gold,payments/production/us-1@4,own,payments/production/us-1@4,0",
      ])
    let gold = try await place.strata("cluster list --selector tier=gold --scope */prod* -o csv").lines.dropFirst()
    #expect(gold.count == 3)
    #expect(try await place.strata("cluster list --scope nobody").messages == "no cluster matches\n")
  }

  @Test func `a pin is recorded with its author and message, and followed by all that reads`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("profile set payments size=medium owner=ann")
    try await place.strata("profile unset payments/production size")
    try await place.strata("generate payments")
    let pinned = try await place.strata(
      "cluster pin payments/production/eu-1 1 --author ann -m 'until the migration is through'")
    #expect(
      pinned.text == "payments/production/eu-1 pinned to payments/production@1 (ran payments/production@2)\n")
    let again = try await place.strata("cluster pin payments/production/eu-1")
    #expect(again.text == "payments/production/eu-1: pinned to payments/production@1 already\n")
    let history = try Tree(json: try await place.strata("cluster show payments/production/eu-1 -o json").out)
    #expect(history["reason"] == .text("pinned"))
    #expect(history["behind"] == .number(1))
    let move = try #require(history["history"]?.items.first)
    #expect(move["change"] == .text("pinned to payments/production@1"))
    #expect(move["author"] == .text("ann") && move["message"] == .text("until the migration is through"))

    #expect(try await place.strata("query size=large -o name").lines == ["payments/production/eu-1"])
    #expect(try await place.strata("show payments/production/eu-1 --inputs").text.contains("large"))
    let unpinned = try await place.strata("cluster unpin payments/production/eu-1")
    #expect(
      unpinned.text == "payments/production/eu-1 follows payments/production@2 (ran payments/production@1)\n")
    #expect(try await place.strata("query size=large -o name").text == "")
    #expect(try await place.strata("cluster unpin payments/production/eu-1").text.hasSuffix(": not pinned\n"))
  }

  @Test func `what is known of a cluster is set bit by bit, and nothing twice`() async throws {
    let place = try await Workplace.withFleet()
    let change = "cluster set payments/production/eu-1 --kubernetes 1.33 --region '' --selector pci=yes"
    #expect(
      try await place.strata("\(change) --remove-selector tier").lines == [
        "payments/production/eu-1", "  kubernetes: 1.31 → 1.33", "  region: eu-west-1 → (none)",
        "  selectors: tier=gold → pci=yes",
      ])
    #expect(try await place.strata(change).text == "payments/production/eu-1: nothing changed\n")
    let shown = try Tree(json: try await place.strata("cluster show payments/production/eu-1 -o json").out)
    #expect(shown["region"] == .null)
    #expect(shown["selectors"] == .map(["pci": .text("yes")]))
    #expect(shown["history"]?.items.count == 2)
  }

  @Test func `templates see a cluster in its own strategy only`() async throws {
    let place = try await Workplace.withFleet()
    func title(_ scope: String) async throws -> String { try await place.strata("show \(scope)").lines[0] }
    #expect(try await title("payments/production") == "# payments/production at   ")
    #expect(try await title("payments/production/us-1") == "# payments/production at us-1 us-east-1 1.9")
    try await place.strata("cluster set payments/production/us-1 --kubernetes 1.10 --region us-west-2")
    try await place.strata("cluster set payments/production/eu-1 --kubernetes 1.10 --region us-west-2")
    #expect(
      try await place.strata("generate --all").lines.dropFirst().map { $0.prefix { $0 != " " } } == [
        "payments/production/us-1@2"
      ])
    #expect(try await title("payments/production/us-1") == "# payments/production at us-1 us-west-2 1.10")
  }

  @Test func `a renamed team keeps its history, and its old name is told`() async throws {
    let place = try await Workplace.withFleet()
    let before = try await place.strata("log payments/production -o json")
    let renamed = try await place.strata("team rename payments money")
    #expect(renamed.text == "payments is called money now, with 2 environments and 4 clusters\n")
    let after = try await place.strata("log money/production -o json")
    #expect(try Tree(json: after.out)["versions"] == (try Tree(json: before.out)["versions"]))
    #expect(try await place.strata("show money/production").lines[0] == "# payments/production at   ")
    for command in ["log payments/production", "show payments/production@1", "cluster show payments/production/eu-1"] {
      let old = try await place.run(command)
      #expect(old.code == 1)
      #expect(old.messages.contains(" is called 'money/production"), "\(old.messages)")
      #expect(old.messages.contains("hint: did you mean 'money/production"), "\(old.messages)")
    }
    try await place.strata("generate --all")
    #expect(try await place.strata("show money/production").lines[0] == "# money/production at   ")
    #expect(try await place.strata("doctor").messages == "every digest matches\n")
  }

  @Test func `an environment is renamed for one team or for all, and a cluster with a hint that works`() async throws {
    let place = try await Workplace.withFleet()
    #expect(
      try await place.strata("environment rename */production live").text
        == "*/production is called */live now, with 2 environments and 4 clusters\n")
    try await place.strata("environment rename payments/staging test")
    #expect(
      try await place.strata("environment list -o csv").lines.dropFirst() == [
        "payments/live,1,3,false", "payments/test,1,1,false", "search/live,1,1,false",
      ])
    let cluster = try await place.strata("cluster rename payments/live/eu-2 eu-9")
    let hint = try #require(cluster.messages.split(separator: ": strata ").last)
    try await place.strata(String(hint.dropLast()))
    #expect(try await place.run("cluster show payments/live/eu-2").messages.contains("'payments/live/eu-9' now"))
  }

  @Test func `a retired team is gone from lists and queries, but not from the past`() async throws {
    let place = try await Workplace.withFleet()
    let retired = try await place.strata("team retire search")
    #expect(retired.text == "retired search, with 1 environment and 1 cluster\n")
    #expect(
      try await place.strata("team list -o csv").lines.dropFirst() == ["payments,\"production, staging\",4,false"])
    #expect(try await place.strata("team list --all").lines.last?.hasSuffix("true") == true)
    #expect(try await place.strata("cluster list --scope search -o csv").lines.count == 1)
    #expect(try await place.strata("environment list search -o csv").lines.count == 1)
    #expect(try await place.strata("query cloud_provider=gcp -o name").text == "")
    #expect(try await place.strata("log search/production").lines.count == 2)
    #expect(try await place.strata("show search/production").lines[0] == "# search/production at   ")
    #expect(try await place.run("generate search").code == 1)
    #expect(try await place.strata("query --all-versions cloud_provider=gcp -o name").lines == ["search/production"])
  }

  @Test func `what is retired is found as of a moment before, and taken up again where it stopped`() async throws {
    let place = try await Workplace.withFleet()
    let log = try Tree(json: try await place.strata("log search/production -o json").out)
    let moment = try #require(log["versions"]?.items.first?["time"]?.text)
    try await Task.sleep(for: .milliseconds(1100))
    try await place.strata("team retire search")
    let past = "query cloud_provider=gcp -o name"
    #expect(try await place.strata("\(past) --as-of \(moment)").lines == ["search/production/eu-1"])
    #expect(try await place.strata(past).text == "")

    let refused = try await place.run("cluster add search/production/eu-1")
    #expect(refused.code == 1)
    #expect(refused.messages.hasPrefix("error: 'search/production' is retired\n"), "\(refused.messages)")
    let taken = try await place.strata("profile set search/production owner=bob")
    #expect(
      taken.lines.prefix(2) == ["registered team search again", "registered environment search/production again"])
    let added = try await place.strata("cluster add search/production/eu-1 --region europe-west4")
    #expect(added.lines.first == "registered cluster search/production/eu-1 again")
    try await place.strata("generate --all")
    #expect(try await place.versions(of: "search/production") == [1, 2])
    #expect(try await place.strata(past).lines == ["search/production/eu-1"])
  }
}
