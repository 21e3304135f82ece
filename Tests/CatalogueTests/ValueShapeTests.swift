import Strategy
import Testing

@testable import Catalogue

/// What a value may make of an output is asked wherever values come in.
struct ValueShapeTests {
  private static let template = """
    ---
    name: plan
    version: 1.0.0
    provider_argument: cloud
    arguments:
      - {name: cloud, enum: [aws]}
      - {name: size, enum: [small, large], default: small}
      - {name: domain, default: shop.example.com, example: shop.example.com}
      - {name: note, example: a note}
      - {name: replicas}
      - {name: hosts, multiple: true, default: [a]}
    ---
    # Shop

    ```yaml
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web, namespace: {{default @team "team"}} }
    spec:
      class: {{provider "storage.default"}}
      rules: [{host: {{domain}} }]
      replicas: {{default replicas "1"}}
      hosts: [{{hosts}}]
      {{#if (eq size "large")}}
      note: {{note}}
      {{/if}}
      {{#if (gt replicas 4)}}
      budget: 1
      {{/if}}
    ```

    """

  private static func shelf() throws -> Shelf {
    let shelf = try Shelf(template: template)
    _ = try shelf.catalogue.setProfile(.root, [("cloud", "aws")], message: "")
    return shelf
  }

  /// The problems of a body, as they are told.
  private static func problems(_ body: () throws -> Void) throws -> [String] {
    do {
      try body()
      return []
    } catch CatalogueError.invalid(let problems) {
      return problems.map { "\($0.subject): \($0.text)" }
    }
  }

  private static let production = Scope.environment(team: "payments", environment: "production")

  private static func set(_ shelf: Shelf, _ key: String, _ value: String, at scope: Scope = production) throws
    -> [String]
  {
    try problems { _ = try shelf.catalogue.setProfile(scope, [(key, value)], message: "") }
  }

  private static func generate(_ shelf: Shelf) throws -> [String] {
    try problems {
      _ = try shelf.catalogue.generate(Catalogue.GenerateRequest(scopes: [.root], message: ""))
    }
  }

  private static let integer =
    "parameter 'domain': '123' makes Ingress/web:spec.rules[0].host an integer, where the example 'shop.example.com'"
    + " gives a text"

  @Test func `a value that is more than text is refused when it is set`() throws {
    let shelf = try ValueShapeTests.shelf()
    #expect(try ValueShapeTests.set(shelf, "domain", "123") == ["payments/production: " + ValueShapeTests.integer])
    #expect(try ValueShapeTests.set(shelf, "domain", "a # b").count == 1)
    #expect(try ValueShapeTests.set(shelf, "domain", "a, b: c").count == 1)
    #expect(try ValueShapeTests.set(shelf, "provider.storage.default", "gp3: x").count == 1)
    #expect(try ValueShapeTests.set(shelf, "provider.storage.default", "io2").isEmpty)
    #expect(try ValueShapeTests.set(shelf, "domain", "pay.example.com").isEmpty)
    #expect(try ValueShapeTests.generate(shelf).isEmpty)
  }

  @Test func `a fleet file tells where such a value stands`() throws {
    let shelf = try ValueShapeTests.shelf()
    let text = """
      teams:
        payments:
          parameters: {domain: "123"}
          environments: {production: {parameters: {provider.storage.default: "a: b"}}}
      """
    let problems = try shelf.problems(text)
    let hint = " | choose another value, or have the template quote it"
    #expect(problems.first == "fleet.yaml:3:26: " + ValueShapeTests.integer + hint)
    #expect(problems.count == 2 && problems[1].hasPrefix("fleet.yaml:4:72: provider key 'storage.default': 'a: b'"))
  }

  @Test func `what only shows with other values is refused when it is generated, and what is stored stays`() throws {
    let shelf = try ValueShapeTests.shelf()
    #expect(try ValueShapeTests.set(shelf, "note", "{x: 1}").isEmpty)
    #expect(try ValueShapeTests.generate(shelf).isEmpty)
    #expect(try ValueShapeTests.set(shelf, "size", "large").isEmpty)
    let told =
      "payments/production: parameter 'note': '{x: 1}' makes Ingress/web:spec.note a map, where the example 'a note'"
    #expect(try ValueShapeTests.generate(shelf) == [told + " gives a text"])
    let plan = try shelf.catalogue.plan(
      Catalogue.PlanRequest(scopes: [.root], whatIf: .nothing))
    #expect(plan.problems.map(\.text) == [told.dropFirst("payments/production: ".count) + " gives a text"])
    #expect(try shelf.catalogue.log(ValueShapeTests.production).versions.count == 1)
  }

  @Test func `what an edit or an assumption brings is refused too`() throws {
    let shelf = try ValueShapeTests.shelf()
    #expect(try ValueShapeTests.set(shelf, "size", "small").isEmpty)
    let sheet = try shelf.catalogue.layerSheet(ValueShapeTests.production)
    let file = FleetFile.readLayer(of: ValueShapeTests.production, "domain: 'null'\n", name: "layer.yaml")
    guard case .refused(let issues) = try shelf.catalogue.saveLayer(file, from: sheet, message: "") else {
      Issue.record("the edit was saved")
      return
    }
    #expect(issues.count == 1 && issues[0].text.contains("makes Ingress/web:spec.rules[0].host null"))
    let setting = WhatIf.Setting(scope: ValueShapeTests.production, key: "domain", value: "yes")
    let whatIf = WhatIf(settings: [setting], providerSettings: [], template: nil)
    let plan = try shelf.catalogue.plan(Catalogue.PlanRequest(scopes: [.root], whatIf: whatIf))
    #expect(plan.problems.count == 1)
  }

  @Test func `each value that is to blame is named, and only those`() throws {
    let shelf = try ValueShapeTests.shelf()
    let settings = [("size", "large"), ("note", "a: b"), ("domain", "pay.example.com")]
    _ = try shelf.catalogue.setProfile(ValueShapeTests.production, settings, message: "")
    let problems = try ValueShapeTests.generate(shelf)
    #expect(problems.count == 1 && problems[0].contains("parameter 'note'"))
  }

  @Test func `without an example a template may decide by plain words and numbers`() throws {
    let shelf = try ValueShapeTests.shelf()
    #expect(try ValueShapeTests.set(shelf, "replicas", "5").isEmpty)
    #expect(try ValueShapeTests.generate(shelf).isEmpty)
    #expect(try ValueShapeTests.set(shelf, "replicas", "{a: 1}").count == 1)
  }

  @Test func `several values are held to as many neutral ones`() throws {
    let shelf = try ValueShapeTests.shelf()
    #expect(try ValueShapeTests.set(shelf, "hosts", "b,c,d").isEmpty)
    #expect(try ValueShapeTests.set(shelf, "hosts", "b,c: d").count == 1)
    #expect(try ValueShapeTests.generate(shelf).isEmpty)
  }

  @Test func `a team whose name is no text where it stands is told so`() throws {
    let shelf = try ValueShapeTests.shelf()
    let scope = Scope.environment(team: "123", environment: "production")
    #expect(try ValueShapeTests.set(shelf, "size", "small", at: scope).isEmpty)
    let told =
      "123/production: the team's name: '123' makes Ingress/web:metadata.namespace an integer, where a name such as"
    #expect(try ValueShapeTests.generate(shelf) == [told + " 'example' gives a text"])
  }
}
