import ArgumentParser
import Catalogue
import Strategy

struct RolloutCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rollout",
    abstract: "Show which scopes are on which template version, and what the next step would change.",
    discussion: """
      Templates roll out layer by layer: 'strata template import' changes nobody until a layer names the new version.
      The next step is the earliest environment that does not have it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where all are to come to (default: the newest of the template that most have).", valueName: "name@version"))
  var to: String?

  @Option(name: .long, help: ArgumentHelp("How many groups of changes to show; 0 for all.", valueName: "n"))
  var limit = 3

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: expected 0 or more, found \(limit)") }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let rollout = try context.catalogue().rollout(to: try to.map(templateReference)) {
      console.progress($0, of: $1, "rendering")
    }
    let rows = rollout.rows.map { row in
      Record([
        ("template", .text(row.template.description)), ("environment", .text(row.environment)),
        ("layer", .text(row.layer.description)), ("strategies", .int(row.scopes.count)),
        ("generated", .int(row.generatedCount)), ("scopes", Field(row.scopes.map(\.description))),
      ])
    }
    let target = rollout.target.description
    let columns: [Column] = [
      .text("template", style: { $0 == .text(target) ? .green : .yellow }), .text("environment"),
      .text("layer", title: "named by", style: { _ in .cyan }), .number("strategies"), .number("generated"),
    ]
    let writer = rollout.next.map { PlanWriter(report: $0.plan, limit: limit) }
    var head = Record([("target", .text(target))])
    if let next = rollout.next, let writer {
      head["next"] = .map(Record([("scope", .text(next.scope.description)), ("plan", .map(writer.record))]))
    }
    try console.write(
      Rows(columns, rows), as: output.format, under: "templates", with: output.format == .table ? [:] : head)
    guard output.format == .table else { return }
    for row in rollout.rows where row.template == rollout.target && row.generatedCount < row.scopes.count {
      let scope = row.layer.layer == .root ? Scope.everyTeam(environment: row.environment) : row.layer
      console.note("to generate first: strata generate \(scope.typed)")
    }
    guard let next = rollout.next, let writer else { return console.note("all are on \(target)") }
    try console.out("\nnext, \(writer.summary):\n  strata profile set \(next.scope.typed) template=\(target)\n")
    try console.out(writer.text().folded(to: console.terminal.out?.columns), terminator: "")
    for problem in next.plan.problems {
      console.warning("\(problem.subject): \(problem.text)", hints: problem.hint.map { [$0] } ?? [])
    }
  }
}
