import ArgumentParser
import Catalogue
import Strategy

struct TemplateCheck: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Report everything that looks wrong with a template.",
    discussion: """
      Names that are no declared argument, arguments never used, comparisons with values that an argument cannot have,
      branches that nothing reaches, unknown helpers, and provider keys that no mapping has.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "A template file, or NAME or NAME@VERSION in the catalogue.")
  var template: String

  @Flag(name: .long, help: "Exit with 2 when there are findings.")
  var exitCode = false

  func run(_ context: Context) throws {
    let name: String
    let findings: [TemplateFinding]
    switch TemplateSource(template) {
    case .reference(let reference): (name, findings) = try context.catalogue().checkTemplate(reference)
    case .file(let path):
      name = context.name(of: path)
      findings = try TemplateFile.check(context.read(path), file: name, context.bundle)
    }
    if output.format == .table {
      for finding in findings {
        try context.console.out(
          "\(name):\(finding.line):\(finding.column): \(finding.kind.rawValue): \(finding.message)")
      }
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
    if exitCode, !findings.isEmpty { throw ExitCode(2) }
  }
}
