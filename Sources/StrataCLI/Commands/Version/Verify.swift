import ArgumentParser
import Catalogue
import Manifests
import Strategy

struct Verify: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Report what Kubernetes would refuse, or what cannot work, in stored versions.",
    discussion: """
      A scope stands for the newest version of every strategy beneath it, and for those that clusters are pinned to; an
      address with '@' for one version. Each is judged for the Kubernetes versions of the clusters that run it. A fault
      that several versions have is told once.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "Scopes, or addresses of versions.", completion: .addresses)
  var subjects: [String] = []

  @Flag(name: .long, help: "Every strategy of the catalogue.")
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

  func validate() throws {
    if subjects.isEmpty != all { throw ValidationError("expected scopes or versions, or --all") }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let subjects: [Catalogue.VerifyRequest.Subject] =
      all
      ? [.scope(.root)]
      : try self.subjects.map { text in
        let address = try VersionAddress(parsing: text)
        return text.contains("@") || address.scope.layer == .cluster ? .version(address) : .scope(address.scope)
      }
    let request = Catalogue.VerifyRequest(
      subjects: subjects, kubernetes: try kubernetes.map(KubernetesVersion.init(parsing:)),
      schemas: try schemas.map { try SchemaFolder.read($0).schemas() })
    let report = try context.catalogue().verify(request) { console.progress($0, of: $1, "verifying") }
    let shown = waived ? report.findings : report.findings.filter { $0.waiver == nil }
    if output.format == .table {
      for finding in shown { try write(finding, console) }
      console.note(summary(report))
    } else {
      try console.write(Verify.rows(shown), as: output.format, under: "findings", with: Verify.record(report))
    }
    if exitCode, report.count(.error) + report.count(.warning) > 0 { throw ExitCode(2) }
  }

  // MARK: Writing

  private func write(_ judged: Catalogue.JudgedFinding, _ console: Console) throws {
    let finding = judged.finding
    guard let first = judged.versions.first else { return }
    let object = finding.object.isEmpty ? "" : "\(finding.object): "
    try console.out(
      "\(first):\(finding.line): \(finding.rule.severity.rawValue): \(finding.id): \(object)\(finding.message)")
    var parts = ["\(judged.template)\(judged.templateLine.map { ":\($0)" } ?? "")"]
    if !finding.path.isEmpty { parts.append(finding.path) }
    if judged.versions.count > 1 { parts.append("in \(judged.versions.count) versions") }
    parts.append("on Kubernetes \(judged.kubernetes.map(\.text).joined(separator: ", "))")
    try console.out("  " + parts.joined(separator: ", "))
    if let waiver = judged.waiver { try console.out("  waived until \(waiver.until): \(waiver.reason)") }
    if let hint = finding.hint { try console.out("  hint: \(hint)") }
  }

  private func summary(_ report: Catalogue.VerifyReport) -> String {
    let versions = report.versionCount == 1 ? "1 version" : "\(report.versionCount) versions"
    let releases = report.kubernetes.map(\.text).joined(separator: ", ")
    var counts = [
      Verify.count(report.count(.error), "error"), Verify.count(report.count(.warning), "warning"),
    ]
    if report.waivedCount > 0 { counts.append("\(report.waivedCount) waived") }
    return "\(versions) on Kubernetes \(releases): \(counts.joined(separator: ", "))"
  }

  private static func count(_ count: Int, _ word: String) -> String { count == 1 ? "1 \(word)" : "\(count) \(word)s" }

  private static func rows(_ findings: [Catalogue.JudgedFinding]) -> Rows {
    let rows = findings.map { judged in
      let finding = judged.finding
      return Record([
        ("id", .text(finding.id)), ("severity", .text(finding.rule.severity.rawValue)),
        ("object", .text(finding.object)), ("path", .text(finding.path)), ("message", .text(finding.message)),
        ("version", Field(judged.versions.first?.description)), ("line", .int(finding.line)),
        ("template", .text(judged.template.description)), ("template_line", Field(judged.templateLine)),
        ("kubernetes", Field(judged.kubernetes.map(\.text))), ("versions", Field(judged.versions.map(\.description))),
        ("waived_until", Field(judged.waiver?.until.description)), ("hint", Field(finding.hint)),
      ])
    }
    let columns: [Column] = [
      .text("id"), .text("severity"), .text("object"), .text("path"), .text("message"), .text("version"),
      .number("line"), .text("template"), .number("template_line"), .text("kubernetes"), .text("versions"),
      .text("waived_until"), .text("hint"),
    ]
    return Rows(columns, rows)
  }

  private static func record(_ report: Catalogue.VerifyReport) -> Record {
    Record([
      ("versions", .int(report.versionCount)), ("kubernetes", Field(report.kubernetes.map(\.text))),
      ("errors", .int(report.count(.error))), ("warnings", .int(report.count(.warning))),
      ("waived", .int(report.waivedCount)),
    ])
  }
}
