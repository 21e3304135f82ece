import Manifests
import Strategy
import Testing

@testable import Catalogue

struct QueryTests {
  private static let all =
    "payments/production/eu-1 payments/production/eu-2 payments/staging/eu-1"
    + " search/production/us-1 search/production/us-2"
  private static let payments = "payments/production/eu-1 payments/production/eu-2"
  private static let big = payments + " search/production/us-1"

  private static func names(_ sample: QuerySample, _ terms: [String], any: Bool = false, asOf: String? = nil) throws
    -> String
  {
    let request = Catalogue.QueryRequest(
      terms: try terms.map { try QueryTerm(parsing: $0) }, isAny: any, asOf: try asOf.map { try Timestamp(parsing: $0) }
    )
    return try sample.shelf.catalogue.query(request).rows.map(\.scope.description).joined(separator: " ")
  }

  /// One catalogue for all cases: nothing here writes.
  private static let sample = Result { try QuerySample() }

  /// A term and the clusters it finds; `@all`, `@big` and `@payments` stand for those above.
  private static let cases: [(String, String)] = [
    // Parameters
    ("size = large", "@big"), ("size=medium", "search/production/us-2"),
    ("size != large", "payments/staging/eu-1 search/production/us-2"),
    ("scaling = predictive", "@payments"), ("scaling = auto", "@payments"), ("scaling ~ *a*", "@all"),
    ("team_version > 1.10", "search/production/us-1 search/production/us-2"), ("size", "@all"), ("!size", ""),
    // Provider keys, with a layer's override
    ("provider.storage.default = gp3", "@payments payments/staging/eu-1"),
    ("provider.storage.default = pd-ssd", "search/production/us-1"),
    ("provider.storage.default ~ pd-*", "search/production/us-1 search/production/us-2"),
    ("provider.storage.default = pd-balanced", "search/production/us-2"), ("!provider.storage.nothing", "@all"),
    // What is known of clusters
    ("cluster.kubernetes >= 1.30", "payments/production/eu-1 payments/staging/eu-1 search/production/us-1"),
    ("cluster.kubernetes < 1.10", "payments/production/eu-2"),
    ("cluster.region ~ eu-*", "@payments payments/staging/eu-1"),
    ("cluster.selector.tier = gold", "payments/production/eu-1 search/production/us-1"),
    ("!cluster.selector.tier", "payments/staging/eu-1 search/production/us-2"),
    // Scalars of manifests
    ("Deployment:spec.replicas > 20", "@big"), ("Deployment/web:spec.replicas gt 20", "@big"),
    ("deployment:spec.replicas = 10", "search/production/us-2"),
    ("Deploy*/w*:spec.replicas <= 10", "payments/staging/eu-1 search/production/us-2"),
    ("HorizontalPodAutoscaler:spec.maxReplicas", "@payments"),
    (
      "!HorizontalPodAutoscaler:spec.maxReplicas", "payments/staging/eu-1 search/production/us-1 search/production/us-2"
    ),
    (":cluster.storage = pd-balanced", "search/production/us-2"), (":cluster.control.replicas = 5", "@big"),
    (":cluster.chartVersion = v1", "@all"), (":cluster.chartVersion = 1", "@all"),
    (":cluster.version > 1.10", "search/production/us-1 search/production/us-2"),
    ("Deployment:metadata.namespace = search", "search/production/us-1 search/production/us-2"),
    ("Deployment:metadata.labels[\"app.kubernetes.io/name\"] = web", "@all"),
    // List items by name, by index, and any of them
    ("Deployment:spec.template.spec.containers[web].image = shop/web:1.4", "@all"),
    ("Deployment:spec.template.spec.containers[0].image = shop/web:1.4", "@all"),
    ("Deployment:spec.template.spec.containers[1].image = shop/web:1.4", ""),
    ("Deployment:spec.template.spec.containers[*].image ~ envoy:*", "@all"),
    ("Service:spec.ports[*].port = 443", "@all"), ("Service:spec.ports[http].port = 443", ""),
    // Quantities
    ("Deployment:spec.template.spec.containers[web].resources.limits.cpu = 0.5", "payments/staging/eu-1"),
    ("Deployment:spec.template.spec.containers[web].resources.limits.cpu >= 2000m", "@big search/production/us-2"),
    ("Deployment:spec.template.spec.containers[web].resources.limits.memory = 2048Mi", "@all"),
    // Groups and namespaces
    ("Service.serving.knative.dev/default/web:spec.traffic[0].percent = 90", "@all"),
    ("Service.core/web:spec.traffic[0].percent = 90", ""),
    // Documents in ConfigMaps
    (
      "ConfigMap/prometheus-config:data[\"prometheus.yml\"].scrape_configs[*].job_name = payments-pods",
      payments + " payments/staging/eu-1"
    ),
    ("ConfigMap:data[\"prometheus.yml\"].scrape_configs[0].scrape_interval", "@all"),
    ("ConfigMap:data[\"board.json\"].panels[0].title", ""), ("ConfigMap:data[\"board.json\"]", "@all"),
    // Anywhere
    ("* = gp3", "@payments payments/staging/eu-1"), ("* = pd-balanced", "search/production/us-2"),
    ("* ~ *balanced", "search/production/us-2"), ("* = 25", "@big"), ("* = asked", ""), ("* = predictive", "@payments"),
    // None of several
    ("!scaling = predictive", "payments/staging/eu-1 search/production/us-1 search/production/us-2"),
    ("!* = gp3", "search/production/us-1 search/production/us-2"), ("!Service:spec.ports[*].port = 443", ""),
    ("!cluster.region ~ eu-*", "search/production/us-1 search/production/us-2"),
    // The template
    ("template = plan@1.0.0", "@all"), ("template ~ other@*", ""), ("!template = plan@1.0.0", ""),
  ]

  @Test(arguments: cases)
  func `a term finds the clusters that its setting says`(_ term: String, _ expected: String) throws {
    let names = expected.replacing("@all", with: QueryTests.all).replacing("@big", with: QueryTests.big)
      .replacing("@payments", with: QueryTests.payments)
    let wanted = names.split(separator: " ").sorted().joined(separator: " ")
    #expect(try QueryTests.names(QueryTests.sample.get(), [term]) == wanted)
  }

  @Test func `terms are all wanted, or with any one of them`() throws {
    let sample = try QueryTests.sample.get()
    let (large, gold) = ("size = large", "cluster.selector.tier = gold")
    #expect(try QueryTests.names(sample, [large, gold, "cloud = gcp"]) == "search/production/us-1")
    #expect(try QueryTests.names(sample, ["size = medium", ":cluster.storage = gp3"]) == "")
    #expect(
      try QueryTests.names(sample, ["size = medium", "cluster.region = us-east-1"], any: true)
        == "search/production/us-1 search/production/us-2")
    #expect(
      try QueryTests.names(sample, ["size = medium", "scaling = auto"], any: true)
        == QueryTests.payments + " search/production/us-2")
    #expect(
      try QueryTests.names(sample, ["Deployment:spec.replicas = 10", ":cluster.storage = gp3"], any: true)
        == QueryTests.payments + " payments/staging/eu-1 search/production/us-2")
    #expect(
      try QueryTests.names(sample, ["!HorizontalPodAutoscaler:spec.maxReplicas", large], any: true) == QueryTests.all)
  }

  @Test func `scopes and selectors narrow, and columns say what was found`() throws {
    let catalogue = try QueryTests.sample.get().shelf.catalogue
    let request = Catalogue.QueryRequest(
      terms: [try QueryTerm(parsing: "Deployment:spec.template.spec.containers[*].image ~ *1*")],
      select: ["size", "provider.storage.default", "cluster.region", "Service:spec.ports[*].port", "size"],
      filter: .init(
        scopes: [try ScopePattern(parsing: "*/prod*")], selectors: [.init(key: "tier", value: "gold")]))
    let answer = try catalogue.query(request)
    #expect(
      answer.columns == [
        "Deployment:spec.template.spec.containers[*].image", "size", "provider.storage.default", "cluster.region",
        "Service:spec.ports[*].port",
      ])
    #expect(
      answer.rows.map(\.values) == [
        [["envoy:1.31", "shop/web:1.4"], ["large"], ["gp3"], ["eu-west-1"], ["443", "80"]],
        [["envoy:1.31", "shop/web:1.4"], ["large"], ["pd-ssd"], ["us-east-1"], ["443", "80"]],
      ])
    #expect(answer.rows.map { "\($0.strategy)@\($0.number)" } == ["payments/production@1", "search/production@1"])
  }

  @Test func `groups count the clusters of each value, most first, and those without the setting`() throws {
    let catalogue = try QueryTests.sample.get().shelf.catalogue
    let answer = try catalogue.query(.init(terms: [], select: ["scaling", "cluster.selector.gpu"]))
    let groups = Catalogue.groups(answer, by: 0).map { "\($0.value ?? "-"): \($0.clusters.count)" }
    #expect(groups == ["manual: 3", "auto: 2", "predictive: 2"])
    #expect(Catalogue.groups(answer, by: 1).map { "\($0.value ?? "-"): \($0.clusters.count)" } == ["-: 4", "l4: 1"])
  }

  @Test func `the past is asked by what was recorded until then`() throws {
    let sample = try QuerySample()
    let catalogue = sample.shelf.catalogue
    let cluster = try Scope(parsing: "payments/production/eu-1")
    sample.clock.set(86_400)
    _ = try catalogue.setProfile(.team("payments"), [("size", "small")], message: "")
    _ = try catalogue.unsetProfile(.everyTeam(environment: "production"), ["size"], message: "")
    try sample.generate()
    sample.clock.set(2 * 86_400)
    _ = try catalogue.pin(cluster, to: .version(.number(1)), message: "")
    sample.clock.set(3 * 86_400)
    _ = try catalogue.retire(Scope(parsing: "search"), message: "")
    let term = ["Deployment:spec.replicas = 25"]
    #expect(try QueryTests.names(sample, term, asOf: "1970-01-01") == QueryTests.big)
    #expect(try QueryTests.names(sample, term, asOf: "1970-01-02") == "")
    #expect(try QueryTests.names(sample, term, asOf: "1970-01-03") == "payments/production/eu-1")
    #expect(
      try QueryTests.names(sample, ["cloud = gcp"], asOf: "1970-01-03T23:59:59Z").contains("search/production/us-1"))
    #expect(try QueryTests.names(sample, ["cloud = gcp"]) == "")
    #expect(throws: CatalogueError.nothingRecorded(until: try Timestamp(parsing: "1969-12-31"))) {
      try QueryTests.names(sample, term, asOf: "1969-12-31")
    }
  }

  @Test func `every version that ever had it, with the first and the last`() throws {
    let sample = try QuerySample()
    let catalogue = sample.shelf.catalogue
    for size in ["small", "large", "medium"] {
      _ = try catalogue.setProfile(Scope(parsing: "payments/production"), [("size", size)], message: "")
      try sample.generate()
    }
    let found = try catalogue.queryVersions(.init(terms: [try QueryTerm(parsing: "Deployment:spec.replicas = 25")]))
    let texts = found.hits.map { "\($0.strategy) \($0.numbers) \($0.isCurrent)" }
    #expect(texts == ["payments/production [1, 3] false", "search/production [1] true"])
  }

  @Test func `a cluster is asked by what it runs, and by the newest inputs that gave it`() throws {
    let sample = try QuerySample()
    let catalogue = sample.shelf.catalogue
    // Nothing of the output changes: the version is confirmed for the new parameters.
    _ = try catalogue.setProfile(Scope(parsing: "payments/staging"), [("scaling", "predictive")], message: "")
    try sample.generate()
    #expect(try catalogue.log(Scope(parsing: "payments/staging")).versions.count == 1)
    #expect(
      try QueryTests.names(sample, ["scaling = predictive"]) == QueryTests.payments + " payments/staging/eu-1")
    _ = try catalogue.pin(
      Scope(parsing: "search/production/us-2"),
      to: .address(
        try VersionAddress(parsing: "search/production@1")), message: "")
    #expect(try QueryTests.names(sample, ["size = medium"]) == "")
    #expect(
      try QueryTests.names(sample, ["size = large", "cloud = gcp"]) == "search/production/us-1 search/production/us-2")
  }

  @Test(arguments: [
    ("sice = large", "unknownSetting(\"sice\", nearest: Optional(\"size\"))"),
    ("size = larg", "unknownValue(term: \"size = larg\", nearest: Optional(\"large\"))"),
    (
      "provider.storage.defaul = gp3",
      "unknownSetting(\"provider.storage.defaul\", nearest: Optional(\"provider.storage.default\"))"
    ),
    (
      "Deployment:spec.replica > 1",
      "unknownSetting(\"Deployment:spec.replica\", nearest: Optional(\"Deployment:spec.replicas\"))"
    ),
    ("kubernetes = 1.31", "unknownSetting(\"kubernetes\", nearest: Optional(\"cluster.kubernetes\"))"),
    (
      "Deploiment:spec.replicas = 25",
      "unknownSetting(\"Deploiment:spec.replicas\", nearest: Optional(\"Deployment:spec.replicas\"))"
    ),
    (
      "Deployment/wep:spec.replicas",
      "unknownSetting(\"Deployment/wep:spec.replicas\", nearest: Optional(\"Deployment/web:spec.replicas\"))"
    ),
    (":cluster.storage = gp33", "unknownValue(term: \":cluster.storage = gp33\", nearest: Optional(\"gp3\"))"),
  ])
  func `a slip is told with what is nearest`(_ term: String, _ note: String) throws {
    let answer = try QueryTests.sample.get().shelf.catalogue.query(.init(terms: [try QueryTerm(parsing: term)]))
    #expect(answer.rows.isEmpty)
    #expect(answer.notes.map { "\($0)" } == [note])
  }

  @Test func `what does not parse is kept, marked and told`() throws {
    let settings = try QueryTests.sample.get().shelf.catalogue.settings(
      VersionAddress(parsing: "payments/staging"))
    #expect(settings.problems.count == 2)
    #expect(settings.problems[0].contains("data[\"board.json\"]"))
  }

  @Test func `settings have their line in the output`() throws {
    let catalogue = try QueryTests.sample.get().shelf.catalogue
    let address = try VersionAddress(parsing: "search/production/us-2")
    let document = try catalogue.show(address)
    let lines = String(decoding: document.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    let settings = try catalogue.settings(address).settings.filter { $0.line != nil && $0.type != "map" }
    #expect(settings.count > 30)
    for setting in settings {
      let line = try #require(setting.line)
      let text = setting.value.split(separator: "\n").first ?? ""
      #expect(lines[line - 1].contains(text) || lines[line].contains(text), "\(setting.address)")
    }
  }

  @Test func `compare shows what differs, and nothing else`() throws {
    let catalogue = try QueryTests.sample.get().shelf.catalogue
    let addresses = try ["payments/production", "search/production"].map { try VersionAddress(parsing: $0) }
    let all = try catalogue.compare(addresses, nil)
    #expect(all.rows.contains { $0.address == "cloud" && $0.values == [["aws"], ["gcp"]] })
    #expect(!all.rows.contains { $0.address == "size" })
    #expect(
      all.rows.contains { $0.address == "HorizontalPodAutoscaler/web:spec.maxReplicas" && $0.values == [["40"], []] })
    let some = try catalogue.compare(addresses, SettingFilter("Deployment:metadata.namespace"))
    #expect(some.rows.map(\.address) == ["Deployment/web:metadata.namespace"])
  }
}
