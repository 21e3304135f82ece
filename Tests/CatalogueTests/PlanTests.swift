import Foundation
import Manifests
import Strategy
import TestSupport
import Testing

@testable import Catalogue

/// What regenerating would change, before it does.
@Suite struct PlanTests {
  /// Two teams with two environments each, all generated.
  private static func sample() throws -> CauseSample {
    let sample = try CauseSample()
    for scope in ["payments/production", "payments/staging", "search/production", "search/staging"] {
      try sample.set(scope, [("namespace", scope.hasPrefix("p") ? "payments" : "search")])
    }
    try sample.set("search", [("cloud", "gcp")])
    try sample.generate()
    return sample
  }

  @Test func `nothing is planned where all is current, and strategies without a version are new`() throws {
    let sample = try PlanTests.sample()
    #expect(try sample.plan().isEmpty)
    #expect(try sample.plan().currentCount == 4)
    try sample.set("web/production", [("size", "large")])
    let plan = try sample.plan()
    #expect(plan.new.map(\.planned.scope.description) == ["web/production"])
    #expect(plan.new.map(\.planned.number) == [1])
    #expect(plan.groups.isEmpty && plan.currentCount == 4 && !plan.isEmpty)
  }

  @Test func `changes that are alike are told once, with what moved and the settings that change`() throws {
    let sample = try PlanTests.sample()
    try sample.set("*/production", [("size", "large")])
    let plan = try sample.plan()
    #expect(plan.lines == ["payments/production search/production size:small→large"])
    let group = try #require(plan.groups.first)
    #expect(group.strategies.map(\.moved) == [[.profile], [.profile]])
    #expect(group.strategies.map(\.number) == [2, 2])
    #expect(group.inputs.map(\.newOrigin) == ["*/production"])
    #expect(group.difference.objects.map(\.label) == ["Deployment/web"])
    #expect(group.difference.objects[0].changes.map(\.path) == ["spec.replicas", "spec.watched"])
    #expect(group.difference.settingCount == 2)
    #expect((group.difference.addedLines, group.difference.removedLines) == (3, 2))
    #expect(group.difference.lines.map(\.text) == ["Size small.", "Size large."])
    #expect(plan.currentCount == 2)
  }

  @Test func `a plan writes nothing`() throws {
    let sample = try PlanTests.sample()
    try sample.set("*/production", [("size", "large")])
    let before = try sample.shelf.bytes()
    _ = try sample.plan(
      ["payments"], set: ["payments:size=medium"], provider: ["aws:storage.default=io2"],
      template: CauseSample.template.replacing("1.0.0", with: "1.1.0"))
    #expect(try sample.shelf.bytes() == before)
  }

  @Test func `the scopes limit what is planned`() throws {
    let sample = try PlanTests.sample()
    try sample.set("/", [("size", "large")])
    #expect(try sample.plan(["search"]).changedCount == 2)
    #expect(try sample.plan(["*/staging"]).changedCount == 2)
    #expect(try sample.plan(["payments/staging"]).changedCount == 1)
    #expect(throws: CatalogueError.unknownScope(.team("serch"), nearest: "search")) { try sample.plan(["serch"]) }
  }

  @Test func `strategies that differ in their own names alone are told together`() throws {
    let sample = try PlanTests.sample()
    let named = CauseSample.template.replacing("1.0.0", with: "1.1.0")
      .replacing("name: web", with: "name: {{namespace}}-web")
    _ = try sample.catalogue.importTemplates([(name: "new.md", bytes: Array(named.utf8))], message: "")
    try sample.set("/", [("template", "plan")])
    try sample.generate()
    let plan = try sample.plan(set: ["*/production:size=large"])
    #expect(plan.lines == ["payments/production search/production size:small→large"])
    #expect(plan.groups.map { $0.difference.objects.map(\.label) } == [["Deployment/payments-web"]])
    #expect(plan.groups[0].difference.objects[0].changes.map(\.newLine) == [12, 13])
  }

  // MARK: What is not rendered

  @Test func `inputs that no rendering looked at are recorded and make no change`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments", [("unused", "b")])
    let plan = try sample.plan()
    #expect(plan.groups.isEmpty)
    #expect(plan.confirmed.map(\.scope.description) == ["payments/production", "payments/staging"])
    #expect(plan.confirmed.map(\.moved) == [[.profile], [.profile]])
    #expect(try sample.generate().confirmed.count == 2)
    #expect(try sample.plan().currentCount == 4)
    #expect(try sample.catalogue.doctor().isHealthy)
  }

  @Test func `another key of a mapping concerns nobody who does not read it`() throws {
    let sample = try PlanTests.sample()
    _ = try sample.catalogue.setProvider("aws", [("storage.fast", "io2")], message: "")
    let plan = try sample.plan()
    #expect(plan.groups.isEmpty)
    #expect(plan.confirmed.map(\.scope.description) == ["payments/production", "payments/staging"])
    #expect(plan.confirmed.map(\.moved) == [[.provider], [.provider]])
    #expect(try sample.generate().confirmed.count == 2)
    #expect(try sample.plan().confirmed.isEmpty)
  }

  @Test func `what a layer sets for itself hides what moves above it`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments/production", [("provider.storage.default", "st1"), ("size", "medium")])
    try sample.generate()
    _ = try sample.catalogue.setProvider("aws", [("storage.default", "io2")], message: "")
    #expect(try sample.plan().lines == ["payments/staging provider.storage.default:gp3→io2"])
    try sample.set("payments", [("size", "large")])
    #expect(
      try sample.plan().lines == ["payments/staging size:small→large provider.storage.default:gp3→io2"])
    #expect(try sample.plan().confirmed.map(\.scope.description) == ["payments/production"])
  }

  @Test func `the plan is what generating then does, for random changes`() throws {
    let sample = try PlanTests.sample()
    var random = SplitMix64(seed: 7)
    let scopes = ["/", "*/production", "payments", "payments/staging", "search/production", "payments/production"]
    let values = [
      ("size", ["small", "medium", "large"]), ("tier", ["silver", "gold"]), ("cloud", ["aws", "gcp"]),
      ("unused", ["a", "b"]), ("provider.storage.default", ["st1", "sc1"]),
    ]
    for round in 0..<60 {
      let scope = scopes[Int(random.next() % UInt64(scopes.count))]
      let (key, choices) = values[Int(random.next() % UInt64(values.count))]
      let value = choices[Int(random.next() % UInt64(choices.count))]
      if key.hasPrefix("provider."), scope == "/" {
        _ = try sample.catalogue.setProvider("aws", [("storage.default", value)], message: "")
      } else {
        try sample.set(scope, [(key, value)])
      }
      let plan = try sample.plan()
      let report = try sample.generate()
      let planned = plan.groups.flatMap(\.strategies).map { "\($0.scope)@\($0.number)" }.sorted()
      #expect(planned == report.made.map { "\($0.scope)@\($0.number)" }.sorted(), "round \(round)")
      #expect(Set(plan.confirmed.map(\.scope)) == Set(report.confirmed), "round \(round)")
      #expect(plan.currentCount == report.currentCount, "round \(round)")
    }
  }

  // MARK: What if

  @Test func `a parameter, a provider key or a template can be assumed`() throws {
    let sample = try PlanTests.sample()
    #expect(
      try sample.plan(set: ["*/staging:size=large", "search:tier=gold"]).lines
        == [
          "search/staging size:small→large tier:silver→gold", "payments/staging size:small→large",
          "search/production tier:silver→gold",
        ].sorted { sample.order($0) < sample.order($1) })
    #expect(
      try sample.plan(provider: ["aws:storage.default=io2"]).lines == [
        "payments/production payments/staging provider.storage.default:gp3→io2"
      ])
    let other = CauseSample.template.replacing("1.0.0", with: "1.1.0").replacing("Size {{size}}.", with: "{{size}}")
    #expect(
      try sample.plan(template: other).lines == [
        "payments/production payments/staging search/production search/staging template:plan@1.0.0→plan@1.1.0"
      ])
  }

  @Test func `a cluster whose layer is assumed would have a first version`() throws {
    let sample = try PlanTests.sample()
    _ = try sample.catalogue.addCluster(Scope(parsing: "payments/production/eu-1"), message: "") { $0 }
    let plan = try sample.plan(set: ["payments/production/eu-1:size=large"])
    #expect(plan.new.map(\.planned.scope.description) == ["payments/production/eu-1"])
  }

  @Test(arguments: [
    ("payments:size=huge", "payments: value 'huge' of 'size' is not allowed: expected one of small, medium, large"),
    ("payments:seize=large", "payments: 'seize' is no argument of template plan@1.0.0: the nearest is 'size'"),
    ("size=large", "assumption 'size=large': expected SCOPE:KEY=VALUE"),
    ("payments:size", "assumption 'payments:size': expected SCOPE:KEY=VALUE"),
    ("nobody:size=large", "no scope 'nobody' is registered"),
    ("Payments:size=large", "scope 'Payments': 'Payments' is not a name: expected \(Scope.nameRule)"),
  ])
  func `an assumption that could not be made is refused`(text: String, message: String) throws {
    let sample = try PlanTests.sample()
    let error = #expect(throws: CatalogueError.self) { try sample.plan(set: [text]) }
    #expect(error?.message == message)
  }

  @Test func `what cannot be generated is told beside what can`() throws {
    let sample = try PlanTests.sample()
    try sample.set("search/staging", [("cloud", "aws"), ("size", "large")])
    let template = CauseSample.template.replacing("1.0.0", with: "1.1.0")
      .replacing(
        #"{{provider "storage.default"}}"#, with: #"{{#if (eq cloud "gcp")}}{{provider "storage.slow"}}{{/if}}"#)
    let plan = try sample.plan(template: template)
    #expect(plan.failingCount == 1)
    #expect(plan.problems.map(\.text).joined().contains("storage.slow"))
    #expect(plan.changedCount == 3)
  }

  // MARK: Saved plans

  @Test func `a saved plan is carried out exactly, and only once`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments", [("size", "large")])
    try sample.set("search", [("size", "medium")])
    let plan = try #require(try sample.plan(["payments"], isSaved: true).saved)
    let report = try sample.catalogue.generate(.init(plan: plan, message: "as planned"))
    #expect(report.made.map(\.scope.description) == ["payments/production", "payments/staging"])
    #expect(report.audit?.subject == "a plan of 2 strategies")
    #expect(try sample.plan().lines.count == 1)
    let problems = PlanTests.problems { try sample.catalogue.generate(.init(plan: plan, message: "")) }
    #expect(problems.count == 2)
    #expect(problems[0].hasPrefix("payments/production: the plan rests on version 1, "), "\(problems)")
  }

  @Test(arguments: [
    (PlanTests.move("payments", "tier", "gold"), "layer payments was revision 1 in the plan, it is revision 2 now"),
    (PlanTests.move("/", "unused", "b"), "layer / was revision 1 in the plan, it is revision 2 now"),
    (PlanTests.move("payments/staging", "size", "small"), "layer payments/staging was revision 1 in the plan"),
  ])
  func `a saved plan is refused when anything that it rests on moved`(
    move: @Sendable (CauseSample) throws -> Void, problem: String
  ) throws {
    let sample = try PlanTests.sample()
    try sample.set("payments", [("size", "large")])
    let plan = try #require(try sample.plan(isSaved: true).saved)
    try move(sample)
    let before = try sample.shelf.bytes()
    let problems = PlanTests.problems { try sample.catalogue.generate(.init(plan: plan, message: "")) }
    #expect(problems.contains { $0.contains(problem) }, "\(problems)")
    #expect(try sample.shelf.bytes() == before)
  }

  @Test func `a provider, a version or a retirement that came between refuses a plan too`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments", [("size", "large")])
    let plan = try #require(try sample.plan(["payments/production"], isSaved: true).saved)
    _ = try sample.catalogue.setProvider("aws", [("storage.fast", "io2")], message: "")
    #expect(
      PlanTests.problems { try sample.catalogue.generate(.init(plan: plan, message: "")) } == [
        "payments/production: provider aws was revision 1 in the plan, it is revision 2 now"
      ])
    _ = try sample.catalogue.retire(Scope(parsing: "payments/production"), message: "")
    #expect(throws: CatalogueError.self) { try sample.catalogue.generate(.init(plan: plan, message: "")) }
  }

  private static func move(_ scope: String, _ key: String, _ value: String) -> @Sendable (CauseSample) throws -> Void {
    { sample in try sample.set(scope, [(key, value)]) }
  }

  private static func problems(_ body: () throws -> Catalogue.GenerateReport) -> [String] {
    do {
      _ = try body()
      return []
    } catch CatalogueError.invalid(let problems) {
      return problems.map { "\($0.subject): \($0.text)" }
    } catch {
      return ["\(error)"]
    }
  }

  // MARK: Held

  @Test func `what a rollback holds is left alone until it is released`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments/production", [("size", "large")])
    try sample.generate()
    _ = try sample.catalogue.rollback(to: VersionAddress(parsing: "payments/production@1"), message: "")
    #expect(try sample.plan().held.map(\.description) == ["payments/production@3"])
    let report = try sample.generate()
    #expect(report.held.map(\.description) == ["payments/production@3"] && report.made.isEmpty)
    let released = try sample.catalogue.generate(
      .init(scopes: [Scope(parsing: "payments/production")], message: "", releases: true))
    #expect(released.made.map(\.number) == [4])
    #expect(try sample.plan().held.isEmpty && sample.plan().isEmpty)
  }

  @Test func `a release whose output is the held one only ends the hold`() throws {
    let sample = try PlanTests.sample()
    try sample.set("payments/production", [("size", "large")])
    try sample.generate()
    _ = try sample.catalogue.rollback(to: VersionAddress(parsing: "payments/production@1"), message: "")
    try sample.set("payments/production", [("size", "small")])
    let released = try sample.catalogue.generate(
      .init(scopes: [Scope(parsing: "payments/production")], message: "", releases: true))
    #expect(released.made.isEmpty && released.confirmed.map(\.description) == ["payments/production"])
    #expect(try sample.plan().held.isEmpty && sample.plan().currentCount == 4)
    #expect(try sample.catalogue.doctor().isHealthy)
  }
}

extension CauseSample {
  /// Groups of one strategy each come in the order of their scopes.
  fileprivate func order(_ line: String) -> String { String(line.prefix { $0 != " " }) }
}
