import ArgumentParser
import Catalogue
import Strategy

struct Log: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Show the versions of a strategy, newest first.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "TEAM/ENVIRONMENT or TEAM/ENVIRONMENT/CLUSTER.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let log = try context.catalogue().log(Scope(parsing: scope))
    let rows = log.versions.map { version in
      Record(
        [
          ("version", .int(version.number)), ("labels", Field(log.labels[version.number] ?? [])),
          ("source", Field(version.source)),
        ] + version.audit.fields + [
          ("template", .text(version.inputs.template.description)),
          ("provider", Field(version.inputs.provider.map { "\($0) revision \(version.inputs.providerNumber ?? 0)" })),
          ("lines", .int(version.output.lineCount)), ("bytes", .int(version.output.byteCount)),
          ("output", .text(version.output.digest.hex)), ("digest", .text(version.digest.hex)),
          ("short", .text(version.digest.short)),
        ])
    }
    let columns: [Column] = [
      .number("version"), .text("labels", isOptional: true), .text("time"), .text("author"),
      .number("source", title: "rollback of", isOptional: true), .text("template"),
      .number("lines"), .text("short", title: "digest"), .text("message", isOptional: true),
    ]
    let head = Record([
      ("scope", .text(log.scope.description)), ("head", Field(log.versions.first?.digest.hex)),
      ("catalogue_head", Field(log.auditHead?.digest.hex)),
    ])
    try context.console.page(Rows(columns, rows), as: output.format, under: "versions", with: head)
    if output.format == .table {
      context.console.note("head \(log.versions.first?.digest.hex ?? "none")")
      context.console.note("catalogue head \(log.auditHead?.digest.hex ?? "none")")
    }
  }
}
