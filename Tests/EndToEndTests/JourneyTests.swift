import TestSupport
import Testing

/// What people come for, from an empty folder on, with the real binary.
@Suite struct `Journey` {
  @Test func `init says what it made and what comes next`() async throws {
    let place = try Workplace()
    let made = try await place.strata("init")
    #expect(made.lines.first == "created strata.db")
    #expect(made.lines.contains("  providers aws, azure, gcp, on-premise, hybrid"))
    #expect(made.messages.hasPrefix("next: strata profile set "))
  }

  @Test func `the layers of all five kinds of scope are merged, the later winning, and each value tells its layer`()
    async throws
  {
    let place = try await Workplace.withLayers()
    let resolved = try await place.strata("profile show payments/production/eu-1 --resolved")
    let rows = resolved.lines.map { $0.split(separator: " ", omittingEmptySubsequences: true).map(String.init) }
    #expect(rows.contains(["namespace", "apps", "/"]))
    #expect(rows.contains(["environment_type", "production", "*/production"]))
    #expect(rows.contains(["cloud_provider", "aws", "payments"]))
    #expect(rows.contains(["scaling_requirements", "auto-scaling,", "predictive", "payments"]))
    #expect(rows.contains(["domain", "pay.example.com", "payments/production"]))
    #expect(rows.contains(["cluster_size", "medium", "payments/production/eu-1"]))
    #expect(rows.contains(["provider.instance.worker", "m6i.large", "payments/production/eu-1"]))
    #expect(rows.contains(["image", "registry.example.com/platform/app:1.4.2", "default"]))

    let above = try await place.strata("profile show payments/production --resolved")
    let size = try #require(above.lines.first { $0.hasPrefix("cluster_size ") })
    #expect(size.split(separator: " ") == ["cluster_size", "large", "*/production"])
  }

  @Test func `generate makes one version of every strategy, and none when nothing changed`() async throws {
    let place = try await Workplace.withLayers()
    let first = try await place.strata("generate --all")
    #expect(first.lines.dropFirst().map(\.firstWord) == ["payments/production@1", "payments/production/eu-1@1"])
    #expect(first.messages == "2 new, 0 unchanged\n")

    let before = try place.read("strata.db")
    let second = try await place.strata("generate --all")
    #expect(second.text == "")
    #expect(second.messages == "0 new, 2 unchanged\n")
    #expect(try place.read("strata.db") == before)
  }

  @Test func `a parameter that changes no output makes no version`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("profile set payments cluster_size=small")
    let generated = try await place.strata("generate payments")
    #expect(generated.messages == "0 new, 1 with new inputs and the same output, 0 unchanged\n")
    #expect(try await place.versions(of: "payments/production") == [1])
  }

  @Test func `a changed provider key makes new versions, and diff names the key and its revisions`() async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    try await place.strata("provider set aws storage.default=io2")
    try await place.strata("generate --all -m 'faster disks'")
    let diff = try await place.strata("diff payments/production --context 0")
    #expect(
      diff.lines.first == "provider provider.storage.default: gp3 (aws revision 1) → io2 (aws revision 2)")
    #expect(diff.lines.contains("-    default_storage_class: gp3"))
    #expect(diff.lines.contains("+    default_storage_class: io2"))
  }

  @Test func `diff names each changed parameter with its old and new value and layer`() async throws {
    let place = try await Workplace.withLayers()
    try await place.strata("generate --all")
    try await place.strata("profile set payments/production cluster_size=small namespace=shop")
    try await place.strata("generate payments/production")
    let diff = try await place.strata("diff payments/production")
    #expect(
      diff.lines.filter { $0.hasPrefix("parameter ") } == [
        "parameter cluster_size: large (*/production) → small (payments/production)",
        "parameter namespace: apps (/) → shop (payments/production)",
      ])
    #expect(diff.lines.contains("--- payments/production@1"))
    #expect(diff.lines.contains("+++ payments/production@2"))

    let across = try await place.strata("diff payments/production@1 payments/production/eu-1")
    #expect(
      across.lines.contains("parameter cluster_size: large (*/production) → medium (payments/production/eu-1)"))
    #expect(try await place.run("diff payments/production --exit-code").code == 2)
    #expect(try await place.run("diff payments/production@2 payments/production@2 --exit-code").code == 0)
  }

  @Test func `a second template revision changes nobody until a layer names it`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    try place.write("one.md", Workplace.note(version: "1.0.0", body: "Hello {{name}}\n"))
    try place.write("two.md", Workplace.note(version: "1.1.0", body: "Good day {{name}}\n"))
    try await place.strata("template import one.md")
    try await place.strata("profile set / template=note@1.0.0")
    try await place.strata("profile set payments/production name=pay")
    try await place.strata("profile set orders/production name=ord")
    try await place.strata("generate --all")

    try await place.strata("template import two.md")
    #expect(try await place.strata("generate --all").messages == "0 new, 2 unchanged\n")
    try await place.strata("profile set payments template=note@1.1.0")
    let rollout = try await place.strata("generate --all")
    #expect(rollout.lines.dropFirst().map(\.firstWord) == ["payments/production@2"])
    #expect(try await place.strata("show payments/production").text == "Good day pay\n")
    #expect(try await place.strata("show orders/production").text == "Hello ord\n")
    let diff = try await place.strata("diff payments/production")
    #expect(diff.lines.first == "template: note@1.0.0 → note@1.1.0")
  }

  @Test func `importing the same content again changes nothing`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    try place.write("one.md", Workplace.note(version: "1.0.0", body: "Hello {{name}}\n"))
    try await place.strata("template import one.md")
    let before = try place.read("strata.db")
    #expect(try await place.strata("template import one.md").text.hasPrefix("note@1.0.0 is there already"))
    #expect(try place.read("strata.db") == before)
  }

  @Test func `show prints what render prints, byte for byte`() async throws {
    // 'platform' is what the template calls a team that it is not told, as when there is no catalogue.
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata("profile set platform/production \(Workplace.production)")
    try await place.strata("generate platform/production")
    let template = try await place.strata("template show --document")
    try place.write("bundled.md", template.out)
    let settings = Workplace.production.split(separator: " ").map { "--set \($0)" }.joined(separator: " ")
    let rendered = try await place.strata("render bundled.md \(settings)")
    let shown = try await place.strata("show platform/production")
    #expect(!shown.out.isEmpty)
    #expect(shown.out == rendered.out)
  }

  @Test func `blocks, headings and manifests are parts of the document`() async throws {
    let place = try await Workplace.withStrategy()
    let document = try await place.strata("show payments/production").text
    let block = try await place.strata("show payments/production --block 2").text
    #expect(block.hasPrefix("```mermaid\n") && block.hasSuffix("```\n"))
    #expect(document.contains(block))
    let section = try await place.strata("show payments/production --heading quota").text
    #expect(section.hasPrefix("### Quota\n") && document.contains(section))
    let manifest = try await place.strata("show payments/production --manifest Deployment/web")
    let tree = try Tree(yaml: manifest.out)
    #expect(tree["kind"] == .text("Deployment"))
    #expect(tree["metadata"]?["name"] == .text("web"))
  }

  @Test func `the blocks together are the document`() async throws {
    let place = try await Workplace.withStrategy()
    let document = try await place.strata("show payments/production").out
    var blocks: [UInt8] = []
    var number = 1
    while case let part = try await place.run("show payments/production --block \(number)"), part.code == 0 {
      blocks += part.out
      number += 1
    }
    #expect(number > 2)
    #expect(blocks == document)
  }

  @Test func `log lists the versions, newest first, with author and message`() async throws {
    let place = try await Workplace.withStrategy()
    try await place.strata("profile set payments/production cluster_size=small")
    try await place.strata("generate payments -m 'smaller' --author ann")
    let log = try await place.strata("log payments/production")
    #expect(log.lines.dropFirst().map(\.firstWord) == ["2", "1"])
    #expect(log.lines.dropFirst().first?.contains(" ann ") == true)
    #expect(log.lines.dropFirst().first?.hasSuffix("smaller") == true)
    #expect(log.messages.contains("catalogue head "))
  }

  @Test func `doctor recomputes every digest, and finds a changed byte`() async throws {
    let place = try await Workplace.withStrategy()
    let healthy = try await place.strata("doctor")
    #expect(healthy.lines.first?.hasSuffix("true") == true)
    #expect(healthy.messages == "every digest matches\n")

    var bytes = try place.read("strata.db")
    let known = Array("How the application is cut into deployable parts".utf8)
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: known) })
    bytes[start] = UInt8(ascii: "W")
    try place.write("strata.db", bytes)
    let damaged = try await place.run("doctor")
    #expect(damaged.code == 1)
    #expect(damaged.messages.contains("container_orchestration@2.0.0"), "\(damaged.messages)")
  }

  @Test func `a catalogue is found from a folder beneath it`() async throws {
    let place = try await Workplace.withStrategy()
    try place.makeFolder("deep/er")
    let outcome = try await StrataBinary.run(
      ["log", "payments/production"], environment: place.environment(), folder: place.path("deep/er"))
    #expect(outcome.code == 0)
  }

  // MARK: Formats

  private static let formatted = [
    "template list", "template show", "template check container_orchestration", "provider list", "provider show aws",
    "provider history aws", "profile list", "profile show payments/production", "profile history payments/production",
    "profile show payments/production --resolved", "log payments/production", "show payments/production --inputs",
    "diff payments/production", "doctor", "generate --all", "export payments/production out --dry-run",
  ]

  @Test(arguments: formatted)
  func `JSON and YAML parse, say the same and carry the format's version`(_ command: String) async throws {
    let place = try await Workplace.withTwoVersions()
    let json = try Tree(json: try await place.strata("\(command) -o json").out)
    let yaml = try Tree(yaml: try await place.strata("\(command) -o yaml").out)
    #expect(json["format_version"] == .number(1))
    #expect(json == yaml)
  }

  @Test(arguments: formatted.filter { !$0.hasPrefix("diff") })
  func `CSV has as many fields in every record as in its heading`(_ command: String) async throws {
    let place = try await Workplace.withTwoVersions()
    let records = CSVRecords(try await place.strata("\(command) -o csv").text).all
    let heading = try #require(records.first)
    #expect(heading.count > 1)
    #expect(records.allSatisfy { $0.count == heading.count })
  }
}

extension String {
  fileprivate var firstWord: String { split(separator: " ").first.map(String.init) ?? "" }
}
