import ArgumentParser
import Catalogue
import Strategy

struct ProfileShow: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show what is set at a scope; --resolved merges the layers and tells where each value comes from.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The scope.", completion: .scopes)
  var scope: String

  @Flag(name: .long, help: "Each parameter's value with the layer it comes from.")
  var resolved = false

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let catalogue = try context.catalogue()
    if resolved { return try showResolved(catalogue.resolvedProfile(scope), context.console) }
    let profile = try catalogue.profile(scope)
    let rows = (profile.revision?.parameters.entries ?? []).map { entry in
      Record([("key", .text(entry.key)), ("value", Field(entry.value))])
    }
    var head = Record([("scope", .text(scope.description)), ("revision", Field(profile.revision?.number))])
    if let audit = profile.revision?.audit { head = head.merging(Record(audit.fields)) }
    if rows.isEmpty { context.console.note("\(scope): nothing is set here") }
    try context.console.page(
      Rows([.text("key"), .text("value")], rows), as: output.format, under: "parameters", with: head)
  }

  private func showResolved(_ profile: Catalogue.ResolvedProfile, _ console: Console) throws {
    let rows = profile.rows.map { row in
      Record([
        ("key", .text(row.key)), ("value", Field(row.value)),
        ("layer", Field(row.scope?.description ?? row.layer?.rawValue)), ("required", .bool(row.isRequired)),
      ])
    }
    let columns: [Column] = [
      .text("key"), .text("value", style: { $0 == .null ? .dim : [] }),
      .text("layer", style: { $0 == .text("default") ? .dim : .cyan }),
    ]
    let head = Record([
      ("scope", .text(profile.scope.description)), ("template", .text(profile.template.description)),
      ("provider", Field(profile.provider)),
    ])
    try console.page(Rows(columns, rows), as: output.format, under: "parameters", with: head)
    for problem in profile.problems {
      console.warning("\(problem.subject): \(problem.text)", hints: problem.hint.map { [$0] } ?? [])
    }
  }
}
