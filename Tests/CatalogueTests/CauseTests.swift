import Manifests
import Strategy
import TestSupport
import Testing

@testable import Catalogue

/// What made each difference between two versions.
@Suite struct CauseTests {
  private static func versions(
    _ first: [(String, String)], _ second: [(String, String)]
  ) throws -> (CauseSample, CauseReport, VersionDiff) {
    let sample = try CauseSample()
    try sample.set("a/production", [("namespace", "shop")] + first, message: "first")
    try sample.generate()
    try sample.set("a/production", second, message: "second")
    try sample.generate()
    let diff = try sample.diff("a/production", why: true)
    return (sample, try #require(diff.causes), diff)
  }

  /// `path: cause` for each setting, the causes by their keys.
  private static func attributions(_ diff: VersionDiff) -> [String] {
    guard let causes = diff.causes else { return [] }
    func name(_ attribution: Attribution) -> String {
      let keys = attribution.factors.map { causes.causes[$0].change.key }
      return switch attribution {
      case .one: keys[0]
      case .together: keys.joined(separator: "+")
      case .either: keys.joined(separator: "|")
      case .combination: keys.joined(separator: "&")
      case .unknown: "?"
      }
    }
    return zip(diff.objects, causes.settings).flatMap { object, attributions in
      zip(object.changes, attributions).map { "\($0.path): \(name($1))" }
    }
  }

  @Test func `each parameter has what it changed alone`() throws {
    let (_, causes, diff) = try CauseTests.versions([], [("size", "large"), ("cloud", "gcp")])
    #expect(causes.causes.map(\.change.key) == ["cloud", "size"])
    #expect(
      CauseTests.attributions(diff) == ["spec.replicas: size", "spec.watched: size", "spec.storage: cloud"])
    #expect(
      causes.causes.map { $0.decision?.place.description } == ["a/production revision 2", "a/production revision 2"])
    #expect(causes.causes.map { $0.decision?.audit?.message } == ["second", "second"])
  }

  @Test func `what needs both is owed to both together, and what either makes to either`() throws {
    let (_, _, diff) = try CauseTests.versions([], [("size", "large"), ("tier", "gold")])
    #expect(
      CauseTests.attributions(diff) == [
        "spec.replicas: size", "spec.priority: size+tier", "spec.watched: size|tier",
      ])
  }

  @Test func `what only taking back both undoes, and neither would have made alone, is their combination`() throws {
    // Neither flag alone: watched needs one of two, and both go away at once.
    let (_, _, diff) = try CauseTests.versions(
      [("size", "large"), ("tier", "gold")], [("size", "small"), ("tier", "silver")])
    #expect(
      CauseTests.attributions(diff) == [
        "spec.replicas: size", "spec.priority: size|tier", "spec.watched: size+tier",
      ])
  }

  @Test func `the causes of lines add up to all lines that differ`() throws {
    let (_, causes, diff) = try CauseTests.versions([], [("size", "large"), ("tier", "gold"), ("cloud", "gcp")])
    let removed = diff.text.hunks.flatMap(\.lines).count { $0.change == .removed }
    let added = diff.text.hunks.flatMap(\.lines).count { $0.change == .added }
    #expect((causes.oldLines.count, causes.newLines.count) == (removed, added))
    #expect(causes.totals.reduce(0) { $0 + $1.lines } == removed + added)
    #expect(causes.totals.reduce(0) { $0 + $1.settings } == diff.settingCount)
    #expect(!causes.totals.contains { $0.attribution == .unknown })
  }

  @Test func `inputs that nothing looks at are no causes`() throws {
    let (_, causes, _) = try CauseTests.versions([], [("size", "large"), ("unused", "b")])
    #expect(causes.causes.map(\.change.key) == ["size"])
  }

  @Test func `a provider key, an override and a template are causes of their own`() throws {
    let sample = try CauseSample()
    try sample.set("a/production", [("size", "large")])
    try sample.set("b/production", [("size", "large")])
    try sample.generate()
    _ = try sample.catalogue.setProvider("aws", [("storage.default", "io2")], message: "faster disks")
    try sample.set("b/production", [("provider.storage.default", "st1")], message: "cheaper disks")
    let template = CauseSample.template.replacing("1.0.0", with: "1.1.0").replacing("}}5{{", with: "}}7{{")
    _ = try sample.catalogue.importTemplates([(name: "new.md", bytes: Array(template.utf8))], message: "more of it")
    try sample.set("/", [("template", "plan@1.1.0")], message: "roll out")
    try sample.generate()
    let first = try sample.diff("a/production", why: true)
    #expect(CauseTests.attributions(first) == ["spec.replicas: template", "spec.storage: provider.storage.default"])
    #expect(first.causes?.causes.map { $0.decision?.audit?.message } == ["roll out", "faster disks"])
    let second = try sample.diff("b/production", why: true)
    #expect(CauseTests.attributions(second) == ["spec.replicas: template", "spec.storage: provider.storage.default"])
    #expect(
      second.causes?.causes.map { $0.decision?.place.description } == ["/ revision 2", "b/production revision 2"])
  }

  @Test func `the default that a new template brings is the template's`() throws {
    let sample = try CauseSample()
    try sample.set("a/production", [("namespace", "shop")])
    try sample.generate()
    let template = CauseSample.template.replacing("1.0.0", with: "1.1.0").replacing(
      "default: small", with: "default: large")
    _ = try sample.catalogue.importTemplates([(name: "new.md", bytes: Array(template.utf8))], message: "")
    try sample.set("/", [("template", "plan")])
    try sample.generate()
    let diff = try sample.diff("a/production", why: true)
    #expect(diff.causes?.causes.map(\.change.key) == ["template"])
    #expect(CauseTests.attributions(diff) == ["spec.replicas: template", "spec.watched: template"])
  }

  @Test func `what was taken away is decided by who took it away`() throws {
    let sample = try CauseSample()
    try sample.set("a", [("size", "medium")], message: "the team's")
    try sample.set("a/production", [("size", "large")], message: "more")
    try sample.generate()
    _ = try sample.catalogue.unsetProfile(Scope(parsing: "a/production"), ["size"], message: "no longer")
    try sample.generate()
    let decision = try #require(try sample.diff("a/production", why: true).causes?.causes.first?.decision)
    #expect(decision.place.description == "a/production revision 2")
    #expect(decision.value == nil && decision.audit?.message == "no longer")
  }

  @Test func `across scopes the causes are what sets them apart`() throws {
    let sample = try CauseSample()
    try sample.set("a/production", [("size", "large")])
    try sample.set("b/production", [("tier", "gold"), ("size", "large")])
    try sample.generate()
    let diff = try sample.diff("a/production", "b/production", why: true)
    #expect(CauseTests.attributions(diff) == ["spec.priority: tier"])
  }

  /// For random pairs of versions: taking back the one cause of a setting undoes it, and taking back another leaves it.
  @Test func `reverting each cause alone confirms what is said of it`() throws {
    let choices: [(String, [String])] = [
      ("size", ["small", "medium", "large"]), ("tier", ["silver", "gold"]), ("cloud", ["aws", "gcp"]),
      ("namespace", ["shop", "store"]), ("provider.storage.default", ["st1", "sc1"]),
    ]
    var random = SplitMix64(seed: 3)
    func draw() -> [(String, String)] {
      choices.map { ($0.0, $0.1[Int(random.next() % UInt64($0.1.count))]) }
    }
    var checked = 0
    for round in 0..<12 {
      let (before, after) = (draw(), draw())
      let sample = try CauseSample()
      try sample.set("a/production", before)
      try sample.generate()
      try sample.set("a/production", after)
      guard try sample.generate().made.count == 1 else { continue }
      let diff = try sample.diff("a/production", why: true)
      // What goes or comes with its whole object is owed to what moves the object.
      guard diff.objects.allSatisfy({ $0.kind == .changed || $0.kind == .renamed }) else { continue }
      let said = CauseTests.attributions(diff)
      for (key, old) in before where after.contains(where: { $0.0 == key && $0.1 != old }) {
        try sample.set("a/production", [(key, old)])
        let made = try sample.generate().made.first?.number ?? 2
        let left = try sample.diff("a/production@1", "a/production@\(made)").objects.flatMap(\.changes)
        for line in said {
          let parts = line.split(separator: ": ").map(String.init)
          let isLeft = left.contains { $0.path == parts[0] }
          if parts[1] == key { #expect(!isLeft, "round \(round): \(line), without \(key)") }
          if !parts[1].contains(key) { #expect(isLeft, "round \(round): \(line), without \(key)") }
          checked += 1
        }
        try sample.set("a/production", after)
        try sample.generate()
      }
    }
    #expect(checked > 30)
  }

  @Test func `files have no causes`() throws {
    let sample = try CauseSample()
    let request = Catalogue.DiffRequest(
      old: .file(name: "a.yaml", bytes: []), new: .file(name: "b.yaml", bytes: []), findsCauses: true)
    #expect(throws: CatalogueError.noCauses) { try sample.catalogue.diff(request) }
  }
}
