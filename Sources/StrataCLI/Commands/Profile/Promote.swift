import ArgumentParser
import Catalogue
import Strategy

struct Promote: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "promote",
    abstract: "Set in one layer what another has otherwise, and show what generating would then change.",
    discussion: """
      Example: strata promote payments/staging payments/production cluster_size --dry-run
      Only what the layers themselves set counts, not what they inherit; keys that only the second layer sets stay.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The layer to take from.", completion: .scopes)
  var from: String

  @Argument(help: "The layer to set.", completion: .scopes)
  var to: String

  @Argument(help: "The keys to take (default: all that differ).")
  var keys: [String] = []

  @Flag(name: .long, help: "Show what would be set and changed, and set nothing.")
  var dryRun = false

  @Option(name: .long, help: ArgumentHelp("How many groups of changes to show; 0 for all.", valueName: "n"))
  var limit = 3

  func validate() throws {
    if limit < 0 { throw ValidationError("--limit: expected 0 or more, found \(limit)") }
  }

  func run(_ context: Context) throws {
    let console = context.console
    let catalogue =
      try dryRun
      ? context.catalogue(takingSecrets: recording.secrets.force) : context.catalogue(recording: recording)
    let promotion = try catalogue.promotion(from: Scope(parsing: from), to: Scope(parsing: to), keys: keys) {
      console.progress($0, of: $1, "rendering")
    }
    if !promotion.kept.isEmpty {
      console.note("\(promotion.to) keeps its own \(promotion.kept.joined(separator: ", "))")
    }
    guard !promotion.changes.isEmpty else { return try console.out("\(promotion.to): nothing to change") }
    let writer = PlanWriter(report: promotion.plan, limit: limit)
    try console.out(writer.text().folded(to: console.terminal.out?.columns), terminator: "")
    console.note(writer.summary)
    guard promotion.plan.problems.isEmpty else { throw CatalogueError.invalid(promotion.plan.problems) }
    guard !dryRun else {
      for change in promotion.changes {
        try console.out("  \(change.key): \(ProfileText.entry(change.old)) → \(ProfileText.entry(change.new))")
      }
      return console.note("dry run: nothing was set")
    }
    let message = recording.message.isEmpty ? "promoted from \(promotion.from)" : recording.message
    try console.write(catalogue.setProfile(promotion.to, promotion.settings, message: message))
  }
}
