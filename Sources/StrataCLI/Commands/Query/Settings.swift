import ArgumentParser
import Catalogue
import Manifests
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

  @Argument(help: "SCOPE or SCOPE@VERSION; of a cluster, what it runs; or a file.", completion: .scopes)
  var address: String

  @Flag(name: .long, help: "One 'setting: value' a line, without columns: for git and other programs.")
  var plain = false

  @Argument(help: "Which settings.", completion: .settings)
  var glob: String?

  func validate() throws {
    if plain, output.format != .table { throw ValidationError("--plain: expected -o table, found \(output.format)") }
  }

  func run(_ context: Context) throws {
    let filter = glob.map { SettingFilter($0) }
    let (version, settings, problems) = try read(context)
    let wanted = settings.filter { filter?.allows($0) ?? true }
    if plain, !problems.isEmpty, let path = FilePath(address) {
      // What does not parse has no settings: its lines are all there is to compare.
      return try context.console.out(bytes: path.read(context))
    }
    if plain {
      for setting in wanted { try context.console.out("\(setting.address): \(Settings.plain(setting))") }
      return
    }
    let rows = wanted.map { setting in
      Record([
        ("setting", .text(setting.address)), ("value", .text(setting.value)), ("type", .text(setting.type)),
        ("kind", .text(setting.kind.rawValue)), ("line", Field(setting.line)), ("layer", Field(setting.layer)),
      ])
    }
    let columns: [Column] = [
      .text("setting"), .number("line"), .text("type", style: { _ in .dim }),
      .text("layer", isOptional: true, style: { _ in .cyan }), .text("value"),
    ]
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "settings",
      with: Record([("version", .text(version)), ("problems", Field(problems))]))
    for problem in problems { context.console.warning("\(version): \(problem)") }
    if rows.isEmpty, let glob { context.console.note("no setting of \(version) matches \(quoted(glob))") }
  }

  /// The value in one line; a text that would read as something else stands between quotes.
  private static func plain(_ setting: Catalogue.VersionSetting) -> String {
    let text = Shown.cell(setting.value)
    let isPlain = setting.type != "string" || (CoreSchema.type(of: text) == .string && !text.isEmpty)
    return isPlain ? text : "\"\(text)\""
  }

  /// What is to be listed, how it is called, and what of it does not parse.
  private func read(
    _ context: Context
  ) throws -> (name: String, settings: [Catalogue.VersionSetting], problems: [String]) {
    if let path = FilePath(address) {
      let found = Catalogue.settings(ofFile: path.name, try path.read(context))
      return (path.name, found.settings, found.problems)
    }
    let found = try context.catalogue().settings(VersionAddress(parsing: address))
    return (VersionDiffWriter.address(found.version), found.settings, found.problems)
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
