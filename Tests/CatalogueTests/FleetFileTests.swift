import Handlebars
import Strategy
import Testing

@testable import Catalogue

struct FleetFileTests {
  private static func read(_ text: String) throws -> FleetFile { try FleetFile.read(text, name: "fleet.yaml") }

  /// `LINE:COLUMN text`, and the hint behind a bar.
  private static func issues(_ text: String) throws -> [String] {
    try read(text).issues.inOrder.map { issue in
      "\(issue.place.map { "\($0.line):\($0.column) " } ?? "")\(issue.text)\(issue.hint.map { " | \($0)" } ?? "")"
    }
  }

  @Test func `every key is read, teams before what is in them`() throws {
    let file = try FleetFileTests.read(
      """
      format_version: 1
      teams:
        payments:
          parameters: {size: small}
          environments:
            production:
              clusters:
                eu-1: {kubernetes: 1.30, region: eu-west-1, selectors: {tier: gold}, parameters: {size: null}}
      environments: {production: {kinds: [a, b]}}
      everyone: {image: "null"}
      providers: {aws: {title: AWS, mapping: {storage.default: gp3}}}
      """)
    #expect(file.issues.isEmpty)
    #expect(
      file.members.map(\.scope.description) == [
        "payments", "payments/production", "payments/production/eu-1", "*/production", "/",
      ])
    let cluster = try #require(file.members.first { $0.scope.layer == .cluster })
    #expect(cluster.attributes?.kubernetes == "1.30")
    #expect(cluster.attributes?.region == "eu-west-1")
    #expect(cluster.attributes?.selectors == [.init(key: "tier", value: "gold")])
    #expect(cluster.place == Place(line: 8, column: 11))
    #expect(cluster.layer?.entries.map(\.value) == [nil])
    #expect(
      file.members.first { $0.scope == .everyTeam(environment: "production") }?.layer?.entries.first?.value
        == .list(["a", "b"]))
    #expect(file.members.first { $0.scope == .root }?.layer?.entries.first?.value == .text("null"))
    #expect(file.providers.map(\.name) == ["aws"])
    #expect(file.providers.first?.mapping?["storage.default"] == "gp3")
  }

  @Test func `what is not mentioned is nil, and an empty map is an empty layer`() throws {
    let file = try FleetFileTests.read("teams: {a: {}, b: , c: {parameters: {}, environments: {x: {clusters: {y: }}}}}")
    #expect(file.issues.isEmpty)
    #expect(file.members.map { $0.layer?.entries.count } == [nil, nil, 0, nil, nil])
    #expect(file.members.allSatisfy { $0.attributes == nil })
    #expect(file.hasTeams)
    #expect(try FleetFileTests.read("everyone: {}").hasTeams == false)
  }

  @Test(arguments: [
    ("", ["1:1 the file is empty: expected a map with everyone, environments, providers or teams"]),
    ("# nothing\n", ["1:1 the file is empty: expected a map with everyone, environments, providers or teams"]),
    ("- a", ["1:1 the file: expected a map, found a list"]),
    ("just text", ["1:1 the file: expected a map, found 'just text'"]),
    (
      "team: {}",
      ["1:1 the file: unknown key 'team': expected everyone, environments, providers or teams | did you mean 'teams'?"]
    ),
    ("format_version: 2", ["1:17 format_version '2': expected 1"]),
    ("everyone:", ["1:10 everyone: expected a map of parameters, found nothing; {} empties the layer"]),
    ("everyone: [a]", ["1:11 everyone: expected a map, found a list"]),
    ("everyone:\n  a: {b: c}", ["2:6 'a': expected a text, a list of texts, or null, found a map"]),
    ("everyone:\n  a: [b, [c]]", ["2:10 'a': expected a list of texts, found a list in it"]),
    ("everyone:\n  a: [b, null]", ["2:10 'a': expected a list of texts, found nothing in it"]),
    ("everyone: {[a]: b}", ["1:12 everyone: a key is a list: expected a text"]),
    ("teams:", ["1:7 teams: expected a map, found nothing; {} is one of none"]),
    ("teams: {Pay ments: }", ["1:9 team 'Pay ments' is no name: expected \(Scope.nameRule)"]),
    ("teams: {'*': }", ["1:9 team '*' is no name: expected \(Scope.nameRule)"]),
    ("environments: {a/b: {}}", ["1:16 environment 'a/b' is no name: expected \(Scope.nameRule)"]),
    (
      "teams:\n  a:\n    enviroments: {}\n    clusters: {}",
      [
        "3:5 'a': unknown key 'enviroments': expected parameters or environments | did you mean 'environments'?",
        "4:5 'a': unknown key 'clusters': expected parameters or environments",
      ]
    ),
    (
      "teams: {a: {environments: {b: {clusters: {c: {kubernetes: one, region: '', selectors: {a b: c, d: [e]}}}}}}}",
      [
        "1:59 Kubernetes version 'one': expected MAJOR.MINOR or MAJOR.MINOR.PATCH, as in 1.31",
        "1:88 selector key 'a b': expected [PREFIX/]NAME of letters, digits, '-', '_' and '.', as in tier",
        "1:99 selector 'd': expected a text, found a list",
      ]
    ),
    (
      "providers: {a b: {}, c: {mapping: {D: e, f: , g: [h]}, titel: x}}",
      [
        "1:13 provider 'a b' is no name: expected \(TemplateReference.nameRule)",
        "1:36 provider key 'D': expected lower-case words with dots between them, as in storage.default",
        "1:45 'f': expected a text, found nothing", "1:50 'g': expected a text, found a list",
        "1:56 provider 'c': unknown key 'titel': expected title or mapping | did you mean 'title'?",
      ]
    ),
  ])
  func `everything that is wrong has its place`(_ text: String, _ expected: [String]) throws {
    #expect(try FleetFileTests.issues(text) == expected)
  }

  @Test(arguments: [
    ("teams: {a: }\nteams: {b: }", "fleet.yaml:1:1: the same key twice: 'teams'"),
    ("teams:\n  a: {}\n  b: {}\n  a: {}", "fleet.yaml:2:3: the same key twice: 'a'"),
    ("teams: [", "fleet.yaml:2:1: not YAML: did not find expected node content"),
    ("--- {}\n--- {}", "fleet.yaml:2:1: expected one YAML document, found another"),
  ])
  func `what is no YAML is refused with its place`(_ text: String, _ message: String) {
    let error = #expect(throws: StrategyError.self) { try FleetFileTests.read(text) }
    #expect(error?.description == message)
  }

  @Test func `aliases may share what is said twice, and a bomb of them is refused`() throws {
    let file = try FleetFileTests.read("teams: {a: {parameters: &p {x: y}}, b: {parameters: *p}}")
    #expect(file.members.map { $0.layer?.entries.map(\.key) } == [["x"], ["x"]])
    let bomb = (1..<40).reduce("a0: &a0 [x, x]\n") { $0 + "a\($1): &a\($1) [*a\($1 - 1), *a\($1 - 1)]\n" }
    let error = #expect(throws: StrategyError.self) { try FleetFileTests.read(bomb) }
    #expect(error?.description.contains(#/^fleet.yaml:1\d:\d+: its aliases repeat more than \d+ values$/#) == true)
  }

  @Test func `of very many problems the first are told, and how many more there are`() throws {
    let text = "teams:\n" + (0..<5000).map { "  -\($0): {}\n" }.joined()
    let refusal = try FleetFileTests.read(text).issues.refusal(of: "fleet.yaml")
    guard case .invalid(let problems) = refusal else {
      Issue.record("\(refusal)")
      return
    }
    #expect(problems.count == 101)
    #expect(problems.first?.subject == "fleet.yaml:2:3")
    #expect(problems.last == Problem(subject: "fleet.yaml", text: "4900 more problems"))
  }

  @Test func `the parameters of one layer are read alone`() throws {
    let file = FleetFile.readLayer(of: .team("payments"), "# remark\nsize: small\nkinds: [a]\n", name: "layer")
    #expect(file.members.map(\.scope) == [.team("payments")])
    #expect(file.members.first?.layer?.entries.map(\.key) == ["size", "kinds"])
    #expect(FleetFile.readLayer(of: .root, "# remark\n", name: "layer").members.isEmpty)
  }
}
