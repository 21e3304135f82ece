import Strategy
import Testing

@testable import Catalogue

@Suite struct ReproduceTests {
  private static let production = Scope.environment(team: "payments", environment: "production")

  /// Three versions of `payments/production` and one of `search/production`, of three renderings, and a confirmation.
  private static func shelf() throws -> Shelf {
    let shelf = try Shelf()
    for size in ["small", "large", "small"] { try shelf.generate("payments/production", size: size) }
    try shelf.generate("search/production", size: "medium")
    _ = try shelf.catalogue.setProfile(.root, [(key: "namespace", value: "apps")], message: "")
    _ = try shelf.catalogue.generate(Catalogue.GenerateRequest(scopes: [.root], message: ""))
    return shelf
  }

  private static func reproduce(
    _ shelf: Shelf, _ subjects: [Catalogue.VerifyRequest.Subject] = [.scope(.root)], includesRetired: Bool = false
  ) throws -> Catalogue.ReproduceReport {
    try shelf.catalogue.reproduce(
      Catalogue.ReproduceRequest(subjects: subjects, includesRetired: includesRetired))
  }

  @Test func `every version and confirmation is compared, and what renders alike is rendered once`() throws {
    let report = try ReproduceTests.reproduce(ReproduceTests.shelf())
    #expect(report.versionCount == 4)
    #expect(report.confirmationCount == 2)
    #expect(report.renderingCount == 3)
    #expect(report.deviations.isEmpty)
  }

  @Test func `a scope stands for all versions beneath it, an address for one, and none is counted twice`() throws {
    let shelf = try ReproduceTests.shelf()
    let second = Catalogue.VerifyRequest.Subject.version(try VersionAddress(parsing: "payments/production@2"))
    #expect(try ReproduceTests.reproduce(shelf, [.scope(.team("payments"))]).versionCount == 3)
    #expect(try ReproduceTests.reproduce(shelf, [.scope(.everyTeam(environment: "production"))]).versionCount == 4)
    let one = try ReproduceTests.reproduce(shelf, [second])
    #expect(one.versionCount == 1 && one.confirmationCount == 0 && one.renderingCount == 1)
    #expect(try ReproduceTests.reproduce(shelf, [second, .scope(.team("payments")), second]).versionCount == 3)
  }

  @Test func `what is retired is compared where it is asked for, or named by its address`() throws {
    let shelf = try ReproduceTests.shelf()
    _ = try shelf.catalogue.retire(.team("search"), message: "")
    #expect(try ReproduceTests.reproduce(shelf).versionCount == 3)
    #expect(try ReproduceTests.reproduce(shelf, includesRetired: true).versionCount == 4)
    let address = try VersionAddress(parsing: "search/production@1")
    #expect(try ReproduceTests.reproduce(shelf, [.version(address)]).versionCount == 1)
    #expect(throws: CatalogueError.retiredScope(.team("search"))) {
      try ReproduceTests.reproduce(shelf, [.scope(.team("search"))])
    }
  }

  @Test func `a scope without versions is refused`() throws {
    let shelf = try ReproduceTests.shelf()
    try shelf.apply("teams: {payments: {environments: {production: {clusters: {eu-1: {}}}, staging: {}}}}")
    let cluster = Scope.cluster(team: "payments", environment: "production", cluster: "eu-1")
    for (scope, error) in [
      (Scope.team("serach"), CatalogueError.unknownScope(.team("serach"), nearest: "search")),
      (
        .environment(team: "payments", environment: "staging"),
        .noVersions(.environment(team: "payments", environment: "staging"))
      ),
      (
        cluster,
        .runsOther(cluster, VersionAddress(scope: ReproduceTests.production, selector: .number(3)))
      ),
    ] {
      #expect(throws: error) { try ReproduceTests.reproduce(shelf, [.scope(scope)]) }
    }
  }

  @Test func `a rollback is compared with what it repeats`() throws {
    let shelf = try ReproduceTests.shelf()
    _ = try shelf.catalogue.rollback(to: VersionAddress(parsing: "payments/production@2"), message: "")
    let report = try ReproduceTests.reproduce(shelf)
    #expect(report.versionCount == 5 && report.renderingCount == 3 && report.deviations.isEmpty)
  }

  // MARK: Deviations

  /// Appends a version that says that other inputs, or none that could, gave a text.
  private static func forge(_ text: String, _ inputs: (Inputs) -> Inputs = { $0 }, in shelf: Shelf) throws {
    try shelf.catalogue.store.write { tx in
      let head = try #require(try tx.strategyHeads(nil).first { $0.scope.scope == production })
      let inputs = inputs(try #require(try tx.version(head.scope.id, number: head.number)).inputs)
      let bytes = Array(text.utf8)
      let block = BlockDraft(StoredBlock(digest: Digest(of: bytes), language: nil, content: bytes))
      let ends = bytes.count { $0 == UInt8(ascii: "\n") }
      let lines = bytes.isEmpty || text.hasSuffix("\n") ? ends : ends + 1
      let output = OutputDraft(
        summary: OutputSummary(digest: Digest(of: bytes), byteCount: bytes.count, lineCount: lines),
        blocks: bytes.isEmpty ? [] : [block])
      let stamp = AuditStamp(
        time: Timestamp(milliseconds: 0), author: "eve", action: "generate", subject: "", message: "")
      let digest = Seal.version(
        scope: head.scope.id, number: head.number + 1, inputs: inputs, output: output.summary.digest, source: nil,
        stamp: stamp, parent: head.digest)
      let draft = VersionDraft(
        scope: head.scope, number: head.number + 1, inputs: inputs, output: output, source: nil, digest: digest)
      try tx.add([draft], [], audit: tx.appendAudit(stamp, content: Seal.content([digest])))
    }
  }

  /// A text, and the first line in which it is not what its inputs give.
  private struct Forgery: Sendable {
    let text: String
    let line: Int
    var recorded: String?
    var obtained: String?
  }

  private static let forgeries = [
    Forgery(text: "small manual other\n", line: 1, recorded: "small manual other", obtained: "small manual apps"),
    Forgery(text: "small manual apps\nand more\n", line: 2, recorded: "and more"),
    Forgery(text: "", line: 1, obtained: "small manual apps"),
    Forgery(text: "small manual apps", line: 1, recorded: "small manual apps", obtained: "small manual apps"),
  ]

  @Test(arguments: 0..<4)
  func `an output that its inputs do not give is found, with the first line that differs`(_ index: Int) throws {
    let shelf = try ReproduceTests.shelf()
    let forgery = ReproduceTests.forgeries[index]
    try ReproduceTests.forge(forgery.text, in: shelf)
    #expect(try shelf.catalogue.doctor().isHealthy)
    let report = try ReproduceTests.reproduce(shelf)
    #expect(report.versionCount == 5 && report.deviations.count == 1)
    let deviation = try #require(report.deviations.first)
    #expect(deviation.version.description == "payments/production@4")
    #expect(deviation.confirmedBy == nil)
    #expect(deviation.template.description == "plan@1.0.0")
    #expect(deviation.recorded == Digest(of: Array(forgery.text.utf8)))
    guard case .other(let digest, let found) = deviation.outcome else {
      Issue.record("nothing came out")
      return
    }
    #expect(digest == Digest(of: Array("small manual apps\n".utf8)))
    #expect(
      found
        == Catalogue.DifferingLine(number: forgery.line, recorded: forgery.recorded, obtained: forgery.obtained))
    // The others are as they were.
    #expect(
      try ReproduceTests.reproduce(shelf, [.version(VersionAddress(parsing: "payments/production@3"))]).deviations
        .isEmpty)
  }

  @Test func `inputs that were confirmed for another output are found`() throws {
    let shelf = try ReproduceTests.shelf()
    let audit = try shelf.catalogue.store.write { tx in
      let record = try #require(try tx.scopes([ReproduceTests.production]).first)
      let version = try #require(try tx.version(record.id, number: 3))
      let other = try #require(try tx.version(record.id, number: 2)).inputs
      let digest = Seal.confirmation(version: version.digest, inputs: other)
      let stamp = AuditStamp(
        time: Timestamp(milliseconds: 0), author: "eve", action: "generate", subject: "", message: "")
      let audit = try tx.appendAudit(stamp, content: Seal.content([digest]))
      try tx.add([], [ConfirmationDraft(version: version.id, inputs: other, digest: digest)], audit: audit)
      return audit
    }
    let deviations = try ReproduceTests.reproduce(shelf).deviations
    #expect(deviations.map(\.version.description) == ["payments/production@3"])
    #expect(deviations.first?.confirmedBy == audit)
  }

  @Test func `inputs that cannot be rendered at all are found`() throws {
    let template = Shelf.template.replacing("{{size}} ", with: "{{add namespace 1}} ")
      .replacing("^[a-z]+$", with: "^[0-9a-z]+$")
    let shelf = try Shelf(template: template)
    let keys = [(key: "size", value: "small"), (key: "scaling", value: "manual"), (key: "namespace", value: "41")]
    _ = try shelf.catalogue.setProfile(ReproduceTests.production, keys, message: "")
    _ = try shelf.catalogue.generate(Catalogue.GenerateRequest(scopes: [.root], message: ""))
    #expect(try ReproduceTests.reproduce(shelf).deviations.isEmpty)
    try ReproduceTests.forge(
      "42 manual x\n",
      { inputs in
        let entries = inputs.parameters.entries.map { entry in
          entry.key == "namespace"
            ? ParameterSet.Entry(key: entry.key, value: .text("x"), layer: entry.layer) : entry
        }
        return Inputs(
          key: inputs.key, template: inputs.template, templateDigest: inputs.templateDigest,
          provider: inputs.provider, providerNumber: inputs.providerNumber, providerDigest: inputs.providerDigest,
          layerDigests: inputs.layerDigests, parameters: ParameterSet(entries), reads: inputs.reads)
      }, in: shelf)
    let deviation = try #require(try ReproduceTests.reproduce(shelf).deviations.first)
    guard case .failed(let problem) = deviation.outcome else {
      Issue.record("it was rendered")
      return
    }
    #expect(problem.contains("add"))
  }
}
