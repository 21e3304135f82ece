import ArgumentParser
import Catalogue
import Manifests
import Strategy

struct Verify: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Report what Kubernetes would refuse, or what cannot work, in stored versions; prove what is stored.",
    discussion: """
      A scope stands for the newest version of every strategy beneath it, and for those that clusters are pinned to; an
      address with '@' for one version. Each is judged for the Kubernetes versions of the clusters that run it. A fault
      that several versions have is told once.

      --reproduce renders versions again and compares: a scope stands for every version there ever was. --expect proves
      that the history goes on from a head that was written down. With these only the proofs are made, of the whole
      catalogue where no scope is named, unless --kubernetes or --schemas asks for findings too.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "Scopes, or addresses of versions.", completion: .addresses)
  var subjects: [String] = []

  @Flag(name: .long, help: "Every strategy of the catalogue; with --reproduce, retired ones too.")
  var all = false

  @Option(name: .long, help: "A Kubernetes version, as in 1.31, instead of the clusters' own.")
  var kubernetes: String?

  @Option(
    name: .long, help: "A folder of CustomResourceDefinitions and JSON schemas to hold objects to.",
    completion: .directory)
  var schemas: String?

  @Flag(name: .long, help: "Also show what is waived.")
  var waived = false

  @Flag(name: .long, help: "Exit with 2 when there are findings that are not waived.")
  var exitCode = false

  @Flag(name: .long, help: "Render versions again from what they recorded; exit with 1 when one comes out otherwise.")
  var reproduce = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Exit with 1 unless this head of the catalogue or of a strategy is in its history; may be repeated.",
      valueName: "head"))
  var expect: [String] = []

  private var isProof: Bool { reproduce || !expect.isEmpty }
  private var judges: Bool { !isProof || kubernetes != nil || schemas != nil }

  func validate() throws {
    if !subjects.isEmpty, all { throw ValidationError("expected scopes or versions, or --all") }
    if subjects.isEmpty, !all, !isProof { throw ValidationError("expected scopes or versions, or --all") }
    if !subjects.isEmpty, !reproduce, !judges {
      throw ValidationError("--expect is about the whole catalogue: scopes go with --reproduce")
    }
    if !judges, waived || exitCode {
      throw ValidationError(
        "\(waived ? "--waived" : "--exit-code") is about findings, which --kubernetes asks for here")
    }
    let parts = [!expect.isEmpty, reproduce, judges].count { $0 }
    if output.format == .csv, parts > 1 {
      throw ValidationError("-o csv is one table: expected one of --expect, --reproduce and findings")
    }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let heads = try expect.map { try Digest(parsingHead: $0) }
    let reproduction = try reproduceRequest()
    let verification = try verifyRequest()
    let catalogue = try context.catalogue()
    var sections: [VerifySection] = []
    if !heads.isEmpty {
      sections.append(VerifySection(try catalogue.expect(heads) { console.progress($0, of: 0, "checking records") }))
    }
    if let reproduction {
      let report = try catalogue.reproduce(reproduction) { console.progress($0, of: $1, "rendering") }
      sections.append(VerifySection(report))
    }
    var hasFindings = false
    if let verification {
      let report = try catalogue.verify(verification) { console.progress($0, of: $1, "verifying") }
      sections.append(VerifySection(report, showsWaived: waived))
      hasFindings = report.count(.error) + report.count(.warning) > 0
    }
    try console.write(sections, as: output.format)
    if sections.contains(where: \.isFailure) { throw ExitCode.failure }
    if exitCode, hasFindings { throw ExitCode(2) }
  }

  private func reproduceRequest() throws -> Catalogue.ReproduceRequest? {
    guard reproduce else { return nil }
    return Catalogue.ReproduceRequest(
      subjects: try subjects(versionOfClusters: false), includesRetired: subjects.isEmpty)
  }

  private func verifyRequest() throws -> Catalogue.VerifyRequest? {
    guard judges else { return nil }
    return Catalogue.VerifyRequest(
      subjects: try subjects(versionOfClusters: true), kubernetes: try kubernetes.map(KubernetesVersion.init(parsing:)),
      schemas: try schemas.map { try SchemaFolder.read($0).schemas() })
  }

  /// - Parameter versionOfClusters: whether a cluster stands for the version that it runs, and not for its own ones.
  private func subjects(versionOfClusters: Bool) throws -> [Catalogue.VerifyRequest.Subject] {
    guard !subjects.isEmpty else { return [.scope(.root)] }
    return try subjects.map { text in
      let address = try VersionAddress(parsing: text)
      let isVersion = text.contains("@") || (versionOfClusters && address.scope.layer == .cluster)
      return isVersion ? .version(address) : .scope(address.scope)
    }
  }
}
