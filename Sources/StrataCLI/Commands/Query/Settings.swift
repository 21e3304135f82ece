import ArgumentParser
import Catalogue
import Strategy

struct Settings: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "settings",
    abstract: "List the settings of a version: parameters, provider keys, and every scalar of its manifests.",
    discussion: """
      GLOB is over the whole address, as in '*image*' or 'Deployment/web:*'; an address such as
      Deployment:spec.replicas means that of every Deployment.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE or SCOPE@VERSION; of a cluster, what it runs.", completion: .addresses)
  var address: String

  @Argument(help: "Which settings.", completion: .settings)
  var glob: String?

  func run(_ context: Context) throws {
    let address = try VersionAddress(parsing: address)
    let filter = glob.map { SettingFilter($0) }
    let found = try context.catalogue().settings(address)
    let rows = found.settings.filter { filter?.allows($0) ?? true }.map { setting in
      Record([
        ("setting", .text(setting.address)), ("value", .text(setting.value)), ("type", .text(setting.type)),
        ("kind", .text(setting.kind.rawValue)), ("line", Field(setting.line)), ("layer", Field(setting.layer)),
      ])
    }
    let columns: [Column] = [
      .text("setting"), .number("line"), .text("type", style: { _ in .dim }),
      .text("layer", isOptional: true, style: { _ in .cyan }), .text("value"),
    ]
    let version = VersionDiffWriter.address(found.version)
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "settings",
      with: Record([("version", .text(version)), ("problems", Field(found.problems))]))
    for problem in found.problems { context.console.warning("\(version): \(problem)") }
    if rows.isEmpty, let glob { context.console.note("no setting of \(version) matches \(quoted(glob))") }
  }
}

struct Compare: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Show the settings in which scopes differ, side by side.",
    discussion: "Example: strata compare payments/staging payments/production --select 'Deployment/*'")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE or SCOPE@VERSION, two or more.", completion: .addresses)
  var addresses: [String]

  @Option(
    name: .long, help: ArgumentHelp("Only settings that match, as in 'settings'.", valueName: "glob"),
    completion: .settings)
  var select: String?

  func validate() throws {
    if addresses.count < 2 { throw ValidationError("expected two scopes or more") }
  }

  func run(_ context: Context) throws {
    let addresses = try addresses.map { try VersionAddress(parsing: $0) }
    let comparison = try context.catalogue().compare(addresses, select.map { SettingFilter($0) })
    let names = comparison.versions.map(VersionDiffWriter.address)
    let rows = comparison.rows.map { row in
      Record([("setting", .text(row.address))] + zip(names, row.values).map { ($0, Field(oneOrSeveral: $1)) })
    }
    let columns = [Column.text("setting")] + names.map { .named($0) }
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "settings",
      with: output.format == .table
        ? [:] : Record([("versions", Field(names)), ("equal", .int(comparison.equalCount))]))
    if output.format == .table {
      let differing = rows.count == 1 ? "1 setting differs" : "\(rows.count) settings differ"
      context.console.note(
        "\(differing), \(comparison.equalCount) \(comparison.equalCount == 1 ? "is" : "are") the same")
    }
  }
}
