import Manifests
import Strategy
import Testing

@testable import Catalogue

/// Where lines and values come from.
@Suite struct ExplainTests {
  private static func sample() throws -> CauseSample {
    let sample = try CauseSample()
    try sample.set("/", [("size", "medium")], message: "for everyone")
    try sample.set("a/production", [("size", "large")], message: "Black Friday")
    try sample.generate()
    return sample
  }

  private static func explain(_ sample: CauseSample, _ target: String) throws -> Catalogue.Explanation {
    let target: Catalogue.ExplainTarget =
      if let line = Int(target) { .line(line) } else { .setting(target) }
    return try sample.catalogue.explain(VersionAddress(parsing: "a/production"), target)
  }

  @Test func `a setting leads to its line, the template's line, the condition, the parameter and who set it`() throws {
    let explanation = try ExplainTests.explain(ExplainTests.sample(), "Deployment/web:spec.replicas")
    let line = try #require(explanation.lines.first)
    #expect(explanation.lines.count == 1)
    #expect(line.text == "  replicas: 5")
    #expect(line.number == 12 && line.heading == "Workload" && line.manifest == "Deployment/web")
    #expect(line.templateText == #"  replicas: {{#if (eq size "large")}}5{{else}}2{{/if}}"#)
    #expect(line.origin.line == 23)
    #expect(line.origin.conditions.map(\.text) == [#"#if (eq size "large")"#])
    #expect(line.origin.conditions.map(\.holds) == [true])
    let input = try #require(explanation.inputs.first)
    #expect(explanation.inputs.map(\.name) == ["size"])
    #expect(input.decisions.map(\.value) == ["large", "medium"])
    #expect(input.decisions.map(\.place.description) == ["a/production revision 1", "/ revision 2"])
    #expect(input.decisions.map { $0.audit?.message } == ["Black Friday", "for everyone"])
  }

  @Test func `a value of the provider's leads to its mapping`() throws {
    let explanation = try ExplainTests.explain(ExplainTests.sample(), ":spec.storage")
    #expect(explanation.inputs.map(\.name) == ["provider.storage.default"])
    #expect(explanation.inputs[0].decisions.map(\.place.description) == ["aws revision 1"])
  }

  @Test func `a line under a condition tells what both parts of the condition look at`() throws {
    let sample = try ExplainTests.sample()
    let explanation = try ExplainTests.explain(sample, "Deployment:spec.watched")
    #expect(explanation.inputs.map(\.name) == ["size", "tier"])
    #expect(explanation.inputs[1].decisions.map(\.place.description) == ["default of plan@1.0.0"])
  }

  @Test func `a line that is the same in every case has no inputs`() throws {
    let explanation = try ExplainTests.explain(ExplainTests.sample(), "1")
    #expect(explanation.lines.map(\.text) == ["# Sizes"])
    #expect(explanation.inputs.isEmpty && explanation.lines[0].origin.conditions.isEmpty)
  }

  @Test func `a parameter tells its layers, and how many lines it decides`() throws {
    let explanation = try ExplainTests.explain(ExplainTests.sample(), "size")
    #expect(explanation.lines.isEmpty && explanation.inputs.map(\.name) == ["size"])
    // The sentence, the replicas and the watched line.
    #expect(explanation.decidedLines == 3)
  }

  @Test func `the first revision that said so is told, not the last that still does`() throws {
    let sample = try ExplainTests.sample()
    try sample.set("a/production", [("tier", "gold")], message: "unrelated")
    try sample.generate()
    let explanation = try ExplainTests.explain(sample, "size")
    #expect(explanation.inputs[0].decisions.first?.place.description == "a/production revision 1")
  }

  @Test func `what is not there is refused`() throws {
    let sample = try ExplainTests.sample()
    let address = try VersionAddress(parsing: "a/production@1")
    #expect(throws: CatalogueError.noLine(99, address, count: 15)) { try ExplainTests.explain(sample, "99") }
    #expect(throws: CatalogueError.noLine(0, address, count: 15)) { try ExplainTests.explain(sample, "0") }
    for setting in ["Deployment:spec.nothing", "Service/web:spec.replicas", "nothing", "provider.nothing", "*"] {
      #expect(throws: CatalogueError.noSetting(setting, address), "\(setting)") {
        try ExplainTests.explain(sample, setting)
      }
    }
  }

  /// A document whose lines stand in loops and under an `unless`, and look at what is known of a cluster.
  private static func cluster() throws -> (CauseSample, [Catalogue.Explanation]) {
    let sample = try CauseSample()
    let template = """
      ---
      name: site
      version: 1.0.0
      arguments: [{name: zones, enum: [a, b], multiple: true, default: a}]
      ---
      {{#each (split zones ", ")}}
      zone {{this}} of {{@index}}
      {{/each}}
      {{#unless (eq zones "b")}}
      region {{@cluster.region}}
      {{/unless}}

      """
    _ = try sample.catalogue.importTemplates([(name: "site.md", bytes: Array(template.utf8))], message: "")
    try sample.set("/", [("template", "site")])
    try sample.set("a/production/eu-1", [("zones", "a")])
    _ = try sample.catalogue.setCluster(Scope(parsing: "a/production/eu-1"), message: "moved") { _ in
      ClusterAttributes(kubernetes: "1.34", region: "eu-west-1", selectors: [])
    }
    try sample.generate()
    let address = try VersionAddress(parsing: "a/production/eu-1")
    return (sample, try [1, 2].map { try sample.catalogue.explain(address, .line($0)) })
  }

  @Test func `a line in a loop is decided by what the loop goes over`() throws {
    let line = try ExplainTests.cluster().1[0]
    #expect(line.lines.map(\.text) == ["zone a of 0"])
    #expect(line.inputs.map(\.name) == ["zones"])
  }

  @Test func `an unless holds as it says, and of a cluster only what is looked at counts`() throws {
    let (sample, lines) = try ExplainTests.cluster()
    #expect(lines[1].lines.map(\.text) == ["region eu-west-1"])
    #expect(lines[1].lines[0].origin.conditions.map(\.text) == [#"#unless (eq zones "b")"#])
    #expect(lines[1].lines[0].origin.conditions.map(\.holds) == [true])
    #expect(lines[1].inputs.map(\.name) == ["@cluster.region", "zones"])
    #expect(lines[1].inputs[0].decisions.map { $0.audit?.message } == ["moved"])
    let address = try VersionAddress(parsing: "a/production/eu-1")
    #expect(try sample.catalogue.explain(address, .setting("cluster.region")).decidedLines == 1)
    #expect(try sample.catalogue.explain(address, .setting("@team")).inputs.map(\.name) == ["@team"])
  }

  // MARK: Blame

  @Test func `every line has its template line, and the newest decision behind it`() throws {
    let blame = try ExplainTests.sample().catalogue.blame(VersionAddress(parsing: "a/production"))
    let lines = CauseSample.template.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(blame.lines.count == 15)
    for line in blame.lines where !line.text.contains("large") && !line.text.isEmpty && line.names.isEmpty {
      #expect(lines[(line.templateLine ?? 1) - 1] == line.text)
    }
    let replicas = blame.lines[11]
    #expect(replicas.names == ["size"] && replicas.decision?.audit?.message == "Black Friday")
    #expect(blame.lines[0].names.isEmpty && blame.lines[0].audit?.action == "init")
  }

  @Test func `explain and blame say the same of every line`() throws {
    let sample = try ExplainTests.sample()
    let blame = try sample.catalogue.blame(VersionAddress(parsing: "a/production"))
    for (index, line) in blame.lines.enumerated() {
      let explanation = try ExplainTests.explain(sample, String(index + 1))
      #expect(explanation.lines.map(\.origin.line) == [line.templateLine])
      #expect(explanation.inputs.map(\.name) == line.names)
    }
  }

  // MARK: History of a setting

  @Test func `only the versions in which a setting changed are told`() throws {
    let sample = try ExplainTests.sample()
    for value in [("tier", "gold"), ("size", "small"), ("tier", "silver")] {
      try sample.set("a/production", [value])
      try sample.generate()
    }
    let history = try sample.catalogue.history(of: "Deployment:spec.replicas", Scope(parsing: "a/production"))
    #expect(history.versionCount == 4)
    #expect(history.changes.map(\.version.number) == [3, 1])
    #expect(history.changes.map { $0.old.map(\.value) } == [["5"], []])
    #expect(history.changes.map { $0.new.map(\.value) } == [["2"], ["5"]])
    let tier = try sample.catalogue.history(of: "tier", Scope(parsing: "a/production"))
    #expect(tier.changes.map(\.version.number) == [4, 2, 1])
    #expect(throws: CatalogueError.self) {
      try sample.catalogue.history(of: "nothing", Scope(parsing: "a/production"))
    }
  }
}
