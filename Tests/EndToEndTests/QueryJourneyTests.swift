import TestSupport
import Testing

/// Which clusters use which settings, asked of the real binary.
@Suite struct `Query journey` {
  @Test(arguments: [
    ("size=large", "payments/production/eu-1 payments/production/eu-2"),
    ("'Deployment:spec.replicas > 10'", "payments/production/eu-1 payments/production/eu-2"),
    (
      "'Deployment/web:spec.template.spec.containers[web].resources.limits.memory = 2048Mi' cloud_provider=gcp",
      "search/production/eu-1"
    ),
    ("size=medium cloud_provider=gcp --any", "payments/production/us-1 search/production/eu-1"),
    ("'cluster.kubernetes < 1.10'", "payments/production/us-1"),
    ("size --scope '*/staging'", "payments/staging/eu-1"),
    ("size --scope payments/production --selector tier=gold", "payments/production/eu-1 payments/production/us-1"),
    ("'!cluster.selector.tier'", "payments/staging/eu-1"),
    ("'ConfigMap:data[\"a.b/c]\"] ~ *red' size=medium", "payments/production/us-1"),
    ("'* = pd-ssd'", "search/production/eu-1"), ("size=huge", ""),
  ])
  func `names come one a line, for a pipe`(_ terms: String, _ names: String) async throws {
    let found = try await Workplace.withFleet().strata("query \(terms) -o name")
    #expect(found.lines.joined(separator: " ") == names)
  }

  @Test func `columns show what the terms found and what was selected`() async throws {
    let place = try await Workplace.withFleet()
    let table = try await place.strata("query size=large --select 'cluster.region, provider.storage.default'")
    #expect(table.lines.count == 3)
    #expect(table.messages == "2 clusters\n")
    #expect(
      try await place.strata("query size=large --select cluster.region -o csv").text == """
        cluster,runs,size,cluster.region
        payments/production/eu-1,payments/production@1,large,eu-west-1
        payments/production/eu-2,payments/production@1,large,eu-central-1

        """)
    #expect(
      try await place.strata("query --group-by size -o csv").text == """
        value,clusters,names
        large,2,"payments/production/eu-1, payments/production/eu-2"
        small,2,"payments/staging/eu-1, search/production/eu-1"
        medium,1,payments/production/us-1

        """)
    #expect(try await place.strata("query --group-by cluster.selector.tier -o name").text == "gold\nsilver\n\n")
    let notes = try await place.strata("query --group-by ConfigMap:data.text -o name")
    #expect(notes.text == "nobody\\nand others\\n\n")
  }

  @Test func `all versions are asked, with those that were confirmed for other parameters`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("profile set payments/production size=medium")
    try await place.strata("generate payments/production")
    let large = try Tree(json: try await place.strata("query size=large --all-versions -o json").out)
    let hit = try #require(large["strategies"]?.items.first)
    #expect(hit["strategy"] == .text("payments/production"))
    #expect(hit["current"] == .bool(false))
    #expect(hit["numbers"] == .list([.number(1)]))
    // Medium renders as small does: no version is made, and the last one stands for both.
    try await place.strata("profile set payments/staging size=medium")
    #expect(try await place.strata("generate payments/staging").messages.contains("1 with new inputs"))
    let medium = try await place.strata("query size=medium --all-versions -o name").lines
    #expect(medium == ["payments/production", "payments/production/us-1", "payments/staging"])
    #expect(try await place.strata("query size=small --all-versions -o name").lines.contains("payments/staging"))
  }

  private static let formatted = [
    "query size=large", "query --group-by size", "query size=large --all-versions", "settings payments/production",
    "settings payments/production/us-1 'Deployment:spec.replicas'", "compare payments/production search/production",
    "query cloud_provider --select 'ConfigMap:data.text,:spec.nothing'", "cluster list", "team list",
    "cluster show payments/production/eu-1", "environment list --all",
  ]

  @Test(arguments: formatted)
  func `JSON, YAML and CSV parse and say the same`(_ command: String) async throws {
    let place = try await Workplace.withFleet()
    let json = try Tree(json: try await place.strata("\(command) -o json").out)
    #expect(json == (try Tree(yaml: try await place.strata("\(command) -o yaml").out)))
    #expect(json["format_version"] == .number(1))
    guard case .map(let entries) = json else { return }
    let counts = entries.values.map(\.items.count)
    let records = CSVRecords(try await place.strata("\(command) -o csv").text).all
    #expect(counts.contains(records.count - 1))
    #expect(records.allSatisfy { $0.count == records[0].count })
  }

  @Test func `settings are addresses that a query takes`() async throws {
    let place = try await Workplace.withFleet()
    let json = try Tree(json: try await place.strata("settings payments/production -o json").out)
    let settings = json["settings"]?.items ?? []
    #expect(settings.count > 30)
    for setting in settings {
      let address = try #require(setting["setting"]?.text)
      let found = try await StrataBinary.run(
        ["query", address, "-o", "name"], environment: place.environment(), folder: place.folder)
      #expect(found.lines.contains("payments/production/eu-1"), "\(address): \(found.messages)")
    }
    let lines = try await place.strata("settings payments/production 'Deployment:spec.replicas' -o csv").lines
    #expect(lines == ["setting,line,type,layer,value,kind", "Deployment/web:spec.replicas,8,int,,12,manifest"])
  }

  @Test func `scopes are compared by the settings in which they differ`() async throws {
    let place = try await Workplace.withFleet()
    let compared = try await place.strata("compare payments/production payments/production/us-1 --select 'Dep*' -o csv")
    #expect(
      compared.lines == [
        "setting,payments/production@1,payments/production/us-1@1", "Deployment/web:spec.replicas,12,3",
      ])
    let one = try await place.strata("compare payments/production payments/production/us-1 --select size")
    #expect(one.messages == "1 setting differs, 0 are the same\n")
  }
}
