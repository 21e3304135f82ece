import Catalogue
import Foundation
import Strategy
import Testing

struct ExhaustiveCheckTests {
  private static let arguments = """
    arguments:
      - {name: size, enum: [small, large]}
      - {name: zone, enum: [one, two]}
      - {name: cloud_provider, enum: [aws, own]}

    """

  private static func report(
    _ body: String, header: String = arguments, takesSets: Bool = false, kubernetes: String = "1.36"
  ) throws -> ExhaustiveReport {
    let aws = Bundled.File(name: "aws") { Array("name: aws\ntitle: AWS\nmapping: {storage.default: gp3}\n".utf8) }
    let text = "---\nname: t\nversion: 1\n\(header)---\n\(body)"
    let check = try TemplateFile.exhaustiveCheck(
      Array(text.utf8), file: "t.md", takesSets: takesSets, kubernetes: KubernetesVersion(parsing: kubernetes),
      Bundled(templates: [], providers: [aws]))
    return try check.report { _, _ in }
  }

  // MARK: Values

  @Test(
    arguments: [
      ("{{size}} {{zone}} {{cloud_provider}}", ["size: small large (whole)", "zone: one two (whole)"]),
      (
        "{{#if (eq size \"small\")}}tiny{{else}}huge{{/if}} {{zone}}", ["zone: one two (whole)"]
      ),
      (
        "# A\n{{#if (eq size \"small\")}}tiny{{/if}}\n# {{zone}}\n{{ zone }}", ["size: large", "zone: one two (whole)"]
      ),
      // Text under another heading is another heading's; text under the same one counts wherever it stands.
      ("# A\n## {{size}}\n{{#if (eq zone \"two\")}}\nmore\n{{/if}}", ["size: small large (whole)", "zone: one"]),
      // What a value does with one value of another argument alone is its own too.
      (
        "{{#if (and (eq size \"large\") (eq zone \"two\"))}}x{{/if}}",
        ["size: small", "zone: one"]
      ),
      (
        "SIZE: {{uppercase size}}\n{{#if (eq zone \"one\")}}   \n\n{{/if}}",
        [
          "size: small large (whole)", "zone: one two (whole)",
        ]
      ),
      ("```yaml\n# Headings\n{{#if (eq size \"large\")}}x: 1{{/if}}\n```\n", ["zone: one two (whole)"]),
    ] as [(String, [String])])
  func `values without text of their own are named`(body: String, idle: [String]) throws {
    let found = try ExhaustiveCheckTests.report(body).idle.filter { $0.argument != "cloud_provider" }
    #expect(found.map { "\($0.argument): \($0.values.joined(separator: " "))\($0.isWhole ? " (whole)" : "")" } == idle)
  }

  @Test func `an argument of one value changes nothing, and is not named for it`() throws {
    #expect(try ExhaustiveCheckTests.report("{{a}}", header: "arguments: [{name: a, enum: [x]}]\n").idle.isEmpty)
  }

  @Test func `sets do not take from their members what is theirs`() throws {
    let header = "arguments: [{name: a, enum: [x, y, z, w], multiple: true}]\n"
    let body = "{{a}}\n{{#if (includes a \"x\")}}ex{{/if}}{{#if (includes a \"y\")}}why{{/if}}"
    for takesSets in [false, true] {
      let report = try ExhaustiveCheckTests.report(body, header: header, takesSets: takesSets)
      #expect(report.combinationCount == (takesSets ? 15 : 4))
      #expect(report.idle.map(\.values) == [["z", "w"]])
    }
  }

  // MARK: Headings

  @Test(
    arguments: [
      ("# A\n\n# B\nx\n", ["# A: always, 9"]),
      ("# A\n## B\nx\n## C\n", ["## C: always, 12"]),
      ("# A\n## B\n# C\n", ["## B: always, 10", "# C: always, 11"]),
      ("# A\n```\n# no heading\n```\n", []),
      ("# A\n{{#if (eq size \"small\")}}\nx\n{{/if}}\n# B\nx\n", ["# A: size=large, 9"]),
      ("## Of {{zone}}\n\n", ["## Of one: zone=one, 9", "## Of two: zone=two, 9"]),
      ("x\n{{#if (eq zone \"two\")}}\n### A\n{{/if}}\n# B\nx\n", ["### A: zone=two, 11"]),
    ] as [(String, [String])])
  func `headings with nothing beneath them are named, with the line and the condition`(
    body: String, headings: [String]
  ) throws {
    let found = try ExhaustiveCheckTests.report(body).emptyHeadings
    let texts = found.map { "\($0.text): \($0.occurrence.condition), \($0.occurrence.templateLine)" }
    #expect(texts == headings)
  }

  // MARK: Renderings that fail

  @Test func `what cannot be rendered is an error with its condition, and the rest is checked`() throws {
    let report = try ExhaustiveCheckTests.report("# A\n{{provider \"storage.default\"}}\n{{add zone 1}}")
    #expect(report.combinationCount == 8 && report.validCount == 0)
    #expect(
      report.found.map { "\($0.message): \($0.occurrence.condition), \($0.occurrence.templateLine)" } == [
        "cannot be rendered: 'provider': no value for key 'storage.default': no provider mapping is set: cloud_provider=own, 10",
        "cannot be rendered: 'add': expected a number, found 'one': zone=one and cloud_provider=aws, 11",
        "cannot be rendered: 'add': expected a number, found 'two': zone=two and cloud_provider=aws, 11",
      ])
    #expect(report.found.filter { !$0.isError }.isEmpty)
    #expect(report.found.map(\.occurrence.example) == ["small|one|own", "small|one|aws", "small|two|aws"])
  }

  // MARK: Bounds

  @Test func `one combination is checked`() throws {
    let report = try ExhaustiveCheckTests.report("# A\n", header: "")
    #expect(report.combinationCount == 1 && report.emptyHeadings.map(\.occurrence.condition.isAlways) == [true])
  }

  @Test(arguments: [(17, "131072"), (40, "1099511627776"), (70, "too many")])
  func `too many combinations are refused`(count: Int, named: String) throws {
    let header = "arguments:\n" + (0..<count).map { "  - {name: a\($0), enum: [x, y]}\n" }.joined()
    let error = #expect(throws: CatalogueError.self) { _ = try ExhaustiveCheckTests.report("", header: header) }
    guard case .invalid(let problems) = error else { return }
    #expect(problems.map(\.text) == ["\(named) combinations: expected at most 100000"])
  }

  // MARK: The seed

  private static let seed = try? Data(
    contentsOf: URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "../shared/seed/container_orchestration.md"))

  @Test(.enabled(if: seed != nil, "the shared seed is not beside this checkout"))
  func `the seed is told what is wrong with it, and for which values`() throws {
    let check = try TemplateFile.exhaustiveCheck(
      Array(#require(ExhaustiveCheckTests.seed)), file: "seed.md", takesSets: false,
      kubernetes: KubernetesVersion(parsing: "1.36"), Bundled(templates: [], providers: []))
    let report = try check.report { _, _ in }
    #expect(report.combinationCount == 3840 && report.validCount == 0)
    func has(_ rule: String, _ condition: String, _ count: Int, _ part: String = "") -> Bool {
      report.found.contains { found in
        found.rule == rule && found.occurrence.condition.description == condition && found.occurrence.count == count
          && (part.isEmpty || found.message.contains(part))
      }
    }
    #expect(has("removed-api", "always", 3840))
    #expect(has("documents-run-together", "cloud_provider=aws|azure", 1536, "StorageClass"))
    #expect(has("empty-legend", "always", 3840))
    for kind in ["Secret", "Service", "PersistentVolumeClaim", "StorageClass"] {
      #expect(report.found.contains { $0.rule == "undefined-reference" && $0.message.contains(kind) }, "\(kind)")
    }
    #expect(
      report.idle.map { "\($0.argument)\($0.isWhole ? " (whole)" : ""): \($0.values.joined(separator: " "))" } == [
        "application_architecture: monolith serverless hybrid",
        "environment_type (whole): development staging production multi-region", "workload_type: data-processing",
        "cloud_provider: on-premise hybrid", "scaling_requirements: manual event-driven",
      ])
    #expect(
      report.emptyHeadings.map { "\($0.text): \($0.occurrence.condition)" }
        .contains("## 3. Scaling Strategy Implementation: scaling_requirements=manual|event-driven"))
    let broken = report.found.filter { $0.rule == "broken-embedded" }
    #expect(broken.reduce(0) { $0 + $1.occurrence.count } == 2880, "\(broken.map(\.occurrence.condition))")
  }
}
