import ArgumentParser
import Catalogue
import Strategy

struct Plan: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what regenerating would change, and for which strategies; writes nothing.",
    discussion: """
      Strategies that would change alike are shown together. With --set, --set-provider or --template, a change is
      assumed that is not made: strata plan --set '*/production:cluster_size=large'
      A plan that is saved with --out is carried out by 'strata generate --plan', exactly or not at all.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var assumed: AssumedOptions
  @OptionGroup var secrets: SecretOptions

  @Argument(help: "Scopes (default: everything).", completion: .scopes)
  var scopes: [String] = []

  @Option(name: .long, help: ArgumentHelp("Save the plan to a file.", valueName: "file"), completion: .file())
  var out: String?

  @Option(name: .long, help: ArgumentHelp("How many groups to show; 0 for all.", valueName: "n"))
  var limit = 20

  @Flag(name: .long, help: "Exit with 2 when anything would change.")
  var exitCode = false

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: expected 0 or more, found \(limit)") }
    if output.format == .csv { throw ValidationError("-o: expected table, json or yaml, found csv") }
    if out != nil, !assumed.isEmpty { throw ValidationError("--out: a plan with assumptions cannot be saved") }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let request = Catalogue.PlanRequest(
      scopes: try scopes.map { try Scope(parsing: $0) }, whatIf: try assumed.whatIf(context), isSaved: out != nil,
      limit: limit)
    let report = try context.catalogue().plan(request) { console.progress($0, of: $1, "rendering") }
    let writer = PlanWriter(report: report, limit: limit)
    if output.format == .table {
      try console.page(writer.text().folded(to: console.terminal.out?.columns))
      console.note(writer.summary)
    } else {
      try console.write(writer.record, as: output.format)
    }
    for problem in report.problems {
      console.error("\(problem.subject): \(problem.text)", hints: problem.hint.map { [$0] } ?? [])
    }
    if !report.problems.isEmpty { throw ExitCode.failure }
    if let out, let plan = report.saved {
      try SavedPlanFile.write(plan, to: out)
      console.note(plan.entries.isEmpty ? "nothing to carry out" : "next: strata generate --plan \(out)")
    }
    if exitCode, !report.isEmpty { throw ExitCode(2) }
  }
}

/// Changes that are assumed and not made.
struct AssumedOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Assume a parameter of a layer; may be repeated.", valueName: "scope:key=value"))
  var set: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Assume a key of a provider's mapping; may be repeated.", valueName: "provider:key=value"))
  var setProvider: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Assume that all take this template.", valueName: "name@version|file"),
    completion: .file())
  var template: String?

  var isEmpty: Bool { self.set.isEmpty && setProvider.isEmpty && template == nil }

  func whatIf(_ context: Context) throws -> WhatIf {
    WhatIf(
      settings: try self.set.map { try WhatIf.Setting(parsing: $0) },
      providerSettings: try setProvider.map { try WhatIf.ProviderSetting(parsing: $0) },
      template: try template.map { text in
        switch TemplateSource(text) {
        case .reference(let reference): .reference(reference)
        case .file(let path): .file(name: context.name(of: path), bytes: try context.read(path))
        }
      })
  }
}
