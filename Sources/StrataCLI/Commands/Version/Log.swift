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

  @Option(
    name: .long,
    help: ArgumentHelp("Only the versions in which this setting changed, and from what to what.", valueName: "setting"),
    completion: .settings)
  var setting: String?

  func run(_ context: Context) throws {
    if let setting { return try showHistory(of: setting, context) }
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

  private func showHistory(of setting: String, _ context: Context) throws {
    let history = try context.catalogue().history(of: setting, Scope(parsing: scope))
    let rows = history.changes.flatMap { change in
      let addresses = Set((change.old + change.new).map(\.address)).sorted()
      return addresses.map { address in
        func values(_ values: [Catalogue.SettingHistory.Value]) -> Field {
          Field(oneOrSeveral: values.filter { $0.address == address }.map(\.value))
        }
        return Record(
          [
            ("version", .int(change.version.number)), ("setting", .text(address)), ("old", values(change.old)),
            ("new", values(change.new)),
          ] + change.version.audit.fields)
      }
    }
    let columns: [Column] = [
      .number("version"), .text("time"), .text("author"), .text("setting", style: { _ in .cyan }),
      .text("old", style: { _ in .red }), .text("new", style: { _ in .green }), .text("message", isOptional: true),
    ]
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "changes",
      with: output.format == .table ? [:] : Record([("scope", .text(history.scope.description))]))
    if output.format == .table {
      let changed = Set(history.changes.map(\.version.number)).count
      context.console.note("changed in \(changed) of \(SemanticWriter.count(history.versionCount, "version"))")
    }
  }
}
