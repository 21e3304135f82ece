import ArgumentParser
import Catalogue
import Strategy

struct TemplateCheck: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report everything that looks wrong with a template.",
    discussion: """
      Names that are no declared argument, arguments never used, comparisons with values that an argument cannot have,
      branches that nothing reaches, unknown helpers, and provider keys that no mapping has. --exhaustive also renders
      the whole product of allowed values and verifies it: each finding comes with the smallest condition under which it
      is there. It names values that change nothing, and headings that stay empty.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "A template file, or NAME or NAME@VERSION in the catalogue.")
  var template: String

  @Flag(name: .long, help: "Render every combination of allowed values, and verify it.")
  var exhaustive = false

  @Flag(name: .long, help: "With --exhaustive, also take every allowed set of arguments with several values.")
  var sets = false

  @Option(
    name: .long,
    help: ArgumentHelp("With --exhaustive, the Kubernetes version (default: the newest known).", valueName: "version"))
  var kubernetes: String?

  @Option(
    name: .long, help: "With --exhaustive, a folder of CustomResourceDefinitions and JSON schemas to hold objects to.",
    completion: .directory)
  var schemas: String?

  @Flag(name: .long, help: "Exit with 2 when there are findings.")
  var exitCode = false

  func validate() throws {
    if !exhaustive, sets || kubernetes != nil || schemas != nil {
      throw ValidationError("--sets, --kubernetes and --schemas want --exhaustive")
    }
  }

  func run(_ context: Context) throws {
    let isClean = exhaustive ? try checkExhaustively(context) : try check(context)
    if exitCode, !isClean { throw ExitCode(2) }
  }

  private func check(_ context: Context) throws -> Bool {
    let name: String
    let findings: [TemplateFinding]
    switch TemplateSource(template) {
    case .reference(let reference): (name, findings) = try context.catalogue().checkTemplate(reference)
    case .file(let path):
      name = context.name(of: path)
      findings = try TemplateFile.check(context.read(path), file: name, context.bundle)
    }
    if output.format == .table {
      for finding in findings { try context.console.out(finding.line(in: name)) }
      context.console.note(findings.isEmpty ? "\(name): nothing to report" : "\(name): \(findings.count) findings")
    } else {
      let rows = findings.map { finding in
        Record([
          ("line", .int(finding.line)), ("column", .int(finding.column)), ("kind", .text(finding.kind.rawValue)),
          ("message", .text(finding.message)),
        ])
      }
      let columns: [Column] = [.number("line"), .number("column"), .text("kind"), .text("message")]
      try context.console.write(
        Rows(columns, rows), as: output.format, under: "findings", with: ["template": .text(name)])
    }
    return findings.isEmpty
  }

  private func checkExhaustively(_ context: Context) throws -> Bool {
    let version = try kubernetes.map { try KubernetesVersion(parsing: $0) } ?? .newest
    let schemas = try schemas.map { try SchemaFolder.read($0).schemas() }
    let name: String
    let check: ExhaustiveCheck
    switch TemplateSource(template) {
    case .reference(let reference):
      (name, check) = try context.catalogue().exhaustiveCheck(
        reference, takesSets: sets, kubernetes: version, schemas: schemas)
    case .file(let path):
      name = context.name(of: path)
      check = try TemplateFile.exhaustiveCheck(
        context.read(path), file: name, takesSets: sets, kubernetes: version, schemas: schemas, context.bundle)
    }
    let console = context.console
    let report = try check.report { done, total in console.progress(done, of: total, "checking") }
    try ExhaustiveReportWriter(report, template: name, kubernetes: version).write(to: console, as: output.format)
    return report.isEmpty
  }
}

extension TemplateFinding {
  /// As one line for people.
  func line(in template: String) -> String { "\(template):\(line):\(column): \(kind.rawValue): \(message)" }
}
