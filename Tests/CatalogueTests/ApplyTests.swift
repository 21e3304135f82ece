import Strategy
import Testing

@testable import Catalogue

struct ApplyTests {
  private static let fleet = """
    everyone: {namespace: apps}
    environments: {production: {size: large}}
    providers: {gcp: {title: Google, mapping: {storage.default: pd}}}
    teams:
      payments:
        parameters: {scaling: [predictive, auto]}
        environments:
          production:
            clusters:
              eu-1: {kubernetes: "1.31", region: eu-west-1, selectors: {tier: gold}, parameters: {size: small}}
              eu-2:
    """

  @Test func `a file registers what is new, says what it did, and changes nothing the second time`() throws {
    let shelf = try Shelf()
    #expect(
      try shelf.apply(ApplyTests.fleet) == [
        "changed layer / namespace:-→apps", "registered layer */production size:-→large",
        "registered provider gcp title:-→Google storage.default:-→pd",
        "registered team payments scaling:-→auto,predictive", "registered environment payments/production",
        "registered cluster payments/production/eu-1 kubernetes:-→1.31 region:-→eu-west-1 selectors:-→tier=gold"
          + " size:-→small",
        "registered cluster payments/production/eu-2",
      ])
    let resolved = try shelf.catalogue.resolvedProfile(Scope(parsing: "payments/production/eu-1"))
    #expect(
      resolved.rows.map { "\($0.key)=\($0.value?.written ?? "")" } == [
        "template=plan@1.0.0", "size=small", "scaling=auto,predictive", "namespace=apps",
      ])
    let before = try shelf.bytes()
    let again = try shelf.catalogue.apply(shelf.file(ApplyTests.fleet))
    #expect(again.rows.isEmpty && again.audit == nil)
    #expect(try shelf.bytes() == before)
    #expect(try shelf.catalogue.doctor { _ in }.isHealthy)
  }

  @Test func `it is one operation in the history`() throws {
    let shelf = try Shelf()
    let change = try shelf.catalogue.apply(shelf.file(ApplyTests.fleet), message: "the fleet")
    let entries = try shelf.catalogue.store.read { try $0.auditEntries() }
    #expect(entries.map(\.action) == ["init", "apply"])
    #expect(entries.last == change.audit)
    #expect(entries.last?.subject == "fleet.yaml")
    #expect(entries.last?.message == "the fleet")
  }

  @Test func `a dry run tells the same and writes nothing`() throws {
    let shelf = try Shelf()
    let before = try shelf.bytes()
    let planned = try shelf.apply(ApplyTests.fleet, isDryRun: true)
    #expect(try shelf.bytes() == before)
    #expect(try shelf.apply(ApplyTests.fleet) == planned)
  }

  @Test func `a layer is replaced whole, and what is not mentioned stays`() throws {
    let shelf = try Shelf()
    try shelf.apply(ApplyTests.fleet)
    #expect(
      try shelf.apply("teams: {payments: {parameters: {size: medium}}}") == [
        "changed layer payments scaling:auto,predictive→- size:-→medium"
      ])
    #expect(try shelf.apply("teams: {payments: {parameters: {}}}") == ["changed layer payments size:medium→-"])
    #expect(try shelf.apply("teams: {payments: }") == [])
    #expect(
      try shelf.apply("everyone: {size: null}") == ["changed layer / namespace:apps→- size:-→null"])
    let root = try shelf.catalogue.profile(.root).revision?.parameters
    #expect(root?.entry(LayerParameters.templateKey)?.value == .text("plan@1.0.0"))
  }

  @Test func `each thing that is said of a cluster is replaced, and the others stay`() throws {
    let shelf = try Shelf()
    try shelf.apply(ApplyTests.fleet)
    func cluster(_ text: String) -> String {
      "teams: {payments: {environments: {production: {clusters: {eu-1: {\(text)}}}}}}"
    }
    let name = "changed cluster payments/production/eu-1"
    #expect(try shelf.apply(cluster("kubernetes: 1.32")) == ["\(name) kubernetes:1.31→1.32"])
    #expect(
      try shelf.apply(cluster("region: null, selectors: {zone: a}")) == [
        "\(name) region:eu-west-1→- selectors:tier=gold→zone=a"
      ])
    #expect(try shelf.apply(cluster("selectors: {}")) == ["\(name) selectors:zone=a→-"])
    #expect(try shelf.apply(cluster("")) == [])
  }

  @Test func `a provider's title and mapping are replaced where they are said`() throws {
    let shelf = try Shelf()
    #expect(
      try shelf.apply("providers: {aws: {mapping: {a: b}}}") == ["changed provider aws a:-→b storage.default:gp3→-"])
    #expect(try shelf.apply("providers: {aws: {title: Amazon}}") == ["changed provider aws title:AWS→Amazon"])
    #expect(try shelf.apply("providers: {aws: {}}") == [])
    #expect(try shelf.catalogue.provider("aws").number == 3)
  }

  // MARK: Prune

  @Test func `prune retires what is not mentioned, with all beneath, and mentioning it takes it up again`() throws {
    let shelf = try Shelf()
    try shelf.apply(ApplyTests.fleet)
    let less = "teams: {search: {parameters: {size: small}, environments: {production: }}}"
    #expect(
      try shelf.apply(less, prunes: true) == [
        "registered team search size:-→small", "registered environment search/production", "retired team payments",
        "retired environment payments/production", "retired cluster payments/production/eu-1",
        "retired cluster payments/production/eu-2",
      ])
    #expect(try shelf.apply(less, prunes: true) == [])
    #expect(
      try shelf.catalogue.profiles().map(\.scope.description) == ["/", "*/production", "search", "search/production"])
    #expect(
      try shelf.apply(ApplyTests.fleet) == [
        "registered again team payments", "registered again environment payments/production",
        "registered again cluster payments/production/eu-1", "registered again cluster payments/production/eu-2",
      ])
    #expect(try shelf.catalogue.profileHistory(.team("payments")).count == 1)
    #expect(try shelf.catalogue.doctor { _ in }.isHealthy)
  }

  @Test func `prune wants to be told the teams`() throws {
    let shelf = try Shelf()
    try shelf.apply(ApplyTests.fleet)
    let problems = try shelf.problems("everyone: {}", prunes: true)
    #expect(problems.count == 1 && problems[0].hasPrefix("fleet.yaml: it has no 'teams', and --prune would retire"))
    #expect(try shelf.apply("teams: {}", prunes: true).count == 4)
  }

  // MARK: Refusals

  @Test func `every problem is told with its place, in the order of the file, and nothing is written`() throws {
    let shelf = try Shelf()
    let before = try shelf.bytes()
    let text = """
      everyone: {size: huge}
      teams:
        Payments: {}
        search:
          parameters:
            sise: small
            scaling: [manual, auto]
            namespace: "A B"
            provider.X: y
            provider.a: [b]
          environments: {production: {clusters: {eu: {kubernetes: v1}}}}
      """
    #expect(
      try shelf.problems(text) == [
        "fleet.yaml:1:18: value 'huge' of 'size' is not allowed: expected one of small, medium, large",
        "fleet.yaml:3:3: team 'Payments' is no name: expected \(Scope.nameRule)",
        "fleet.yaml:6:7: 'sise' is no argument of template plan@1.0.0: the nearest is 'size'"
          + " | strata template show plan@1.0.0",
        "fleet.yaml:7:16: value 'manual' of 'scaling' stands alone: found 'manual,auto'",
        "fleet.yaml:8:18: value 'A B' of 'namespace' does not match its pattern ^[a-z]+$",
        "fleet.yaml:9:7: provider key 'X': expected lower-case words with dots between them, as in storage.default",
        "fleet.yaml:10:19: provider key 'a' takes one text, found a list",
        "fleet.yaml:11:61: Kubernetes version 'v1': expected MAJOR.MINOR or MAJOR.MINOR.PATCH, as in 1.31",
      ])
    #expect(try shelf.bytes() == before)
  }

  @Test func `a template that is not there is told once, where it is named`() throws {
    let shelf = try Shelf()
    #expect(
      try shelf.problems("everyone: {template: plam, size: small}\nteams: {a: {parameters: {size: large}}}") == [
        "fleet.yaml:1:22: no template 'plam' | did you mean 'plan'?"
      ])
    #expect(
      try shelf.problems("everyone: {template: a b}") == [
        "fleet.yaml:1:22: template 'a b': expected NAME or NAME@VERSION"
      ])
    #expect(
      try shelf.problems("everyone: {template: null}\nteams: {a: {parameters: {size: large}}}") == [
        "fleet.yaml:1:1: /: no layer names a template: looked at / | strata profile set / template=NAME@VERSION"
      ])
  }

  @Test func `layers are checked against the template that their scopes have after the change`() throws {
    let shelf = try Shelf()
    try shelf.apply("teams: {a: {parameters: {size: large}}}")
    let other = Shelf.template.replacing("name: plan", with: "name: other").replacing("size", with: "width")
    _ = try shelf.catalogue.importTemplates([("other.md", Array(other.utf8))], message: "")
    let text = "everyone: {template: other}\nteams: {a: {parameters: {size: large}}, b: {parameters: {width: large}}}"
    #expect(
      try shelf.problems(text).map { $0.prefix(while: { $0 != "|" }) } == [
        "fleet.yaml:2:26: 'size' is no argument of template other@1.0.0: the nearest is 'width' "
      ])
    #expect(
      try shelf.apply("everyone: {template: other}\nteams: {a: {parameters: {width: large}}}") == [
        "changed layer / template:plan@1.0.0→other", "changed layer a size:large→- width:-→large",
      ])
  }

  @Test func `a name that another scope had is refused, and nothing beneath it is blamed`() throws {
    let shelf = try Shelf()
    try shelf.apply("teams: {old: {environments: {x: }}}")
    try shelf.catalogue.store.write { tx in
      let record = try #require(try tx.scopes([.team("old")]).first)
      var batch = RecordBatch(after: try tx.scopes())
      batch.add(change: ScopeRecord(id: record.id, scope: .team("new")), number: 1)
      _ = try batch.write(shelf.catalogue.stamp("team.rename", "old", ""), tx)
    }
    #expect(
      try shelf.problems("teams: {old: {environments: {x: , y: {clusters: {z: }}}}}") == [
        "fleet.yaml:1:9: the name 'old' is a former one of 'new', which keeps it"
      ])
  }

  @Test func `a new name near one that the file leaves out is told as a likely slip`() throws {
    let shelf = try Shelf()
    try shelf.apply("teams: {payments: , team-1: }")
    let change = try shelf.catalogue.apply(shelf.file("teams: {paymnets: , team-1: , team-2: }"))
    #expect(change.slips.map { "\($0.new) \($0.known)" } == ["paymnets payments"])
  }
}
