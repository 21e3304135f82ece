import ArgumentParser
import Catalogue
import Strategy

struct Generate: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Render strategies and store what changed as new versions.",
    discussion: """
      A scope stands for every strategy beneath it. All of it is one transaction: one bad scope stops everything,
      with every problem listed, unless --keep-going. An output that did not change makes no version. One with an
      error that the version before has not is refused, unless --allow-findings; see 'strata verify'. Strategies that a
      rollback holds are left as they are, unless --release. --plan carries out what 'strata plan --out' saved.
      """,
    aliases: ["regenerate"])

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "Scopes.", completion: .scopes)
  var scopes: [String] = []

  @Flag(name: .long, help: "Every strategy of the catalogue.")
  var all = false

  @Flag(name: .long, help: "Commit the strategies that are right, and exit with 1 if others are not.")
  var keepGoing = false

  @Flag(name: .long, help: "Make versions even where they have errors that the ones before have not.")
  var allowFindings = false

  @Option(
    name: .long, help: ArgumentHelp("Carry out a saved plan, exactly or not at all.", valueName: "file"),
    completion: .file())
  var plan: String?

  @Flag(name: .long, help: "Make strategies anew that a rollback holds, and hold them no longer.")
  var release = false

  func validate() throws {
    if [!scopes.isEmpty, all, plan != nil].filter(\.self).count != 1 {
      throw ValidationError("expected scopes, --all or --plan")
    }
    if plan != nil, keepGoing || release {
      throw ValidationError("--plan goes without --keep-going and --release: it is carried out exactly")
    }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let request = try request(context)
    let report = try context.catalogue(recording: recording).generate(request) { done, total in
      console.progress(done, of: total, "rendering")
    }
    try write(report, console)
    for problem in report.problems {
      console.error("\(problem.subject): \(problem.text)", hints: problem.hint.map { [$0] } ?? [])
    }
    if !report.problems.isEmpty { throw ExitCode.failure }
  }

  private func request(_ context: Context) throws -> Catalogue.GenerateRequest {
    if let plan {
      return Catalogue.GenerateRequest(
        plan: try SavedPlanFile.read(plan, context), message: recording.message, allowsFindings: allowFindings)
    }
    return Catalogue.GenerateRequest(
      scopes: all ? [.root] : try scopes.map { try Scope(parsing: $0) }, message: recording.message,
      keepsGoing: keepGoing, allowsFindings: allowFindings, releases: release)
  }

  private func write(_ report: Catalogue.GenerateReport, _ console: Console) throws {
    let rows = report.made.map { made in
      Record([
        ("version", .text("\(made.scope)@\(made.number)")), ("bytes", .int(made.output.byteCount)),
        ("lines", .int(made.output.lineCount)), ("output", .text(made.output.digest.short)),
      ])
    }
    let summary = Record([
      ("new", .int(report.made.count)), ("confirmed", .int(report.confirmed.count)),
      ("current", .int(report.currentCount)), ("held", Field(report.held.map(\.description))),
      ("head", Field(report.audit?.digest.hex)),
    ])
    let columns: [Column] = [.text("version"), .number("bytes"), .number("lines"), .text("output")]
    try console.write(
      Rows(columns, rows), as: output.format, under: "versions", with: output.format == .table ? [:] : summary)
    guard output.format == .table else { return }
    var parts = ["\(report.made.count) new"]
    if !report.confirmed.isEmpty { parts.append("\(report.confirmed.count) with new inputs and the same output") }
    parts.append("\(report.currentCount) unchanged")
    if !report.held.isEmpty { parts.append("\(report.held.count) held") }
    console.note(parts.joined(separator: ", "))
    if let held = report.held.first {
      let others = report.held.count > 1 ? " and \(report.held.count - 1) more are" : " is"
      console.note("\(held)\(others) held by a rollback: strata generate \(held.scope) --release")
    }
    guard let first = report.flawed.first else { return }
    let others = report.flawed.count > 1 ? " and \(report.flawed.count - 1) more have" : " has"
    console.note("\(first)\(others) errors: strata verify \(report.flawed.count > 1 ? "--all" : first.description)")
  }
}
