import ArgumentParser
import Catalogue

struct WaiverAdd: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Put up with a finding, or with all of a rule, until the end of a day.",
    discussion: """
      Adding it again changes the day or the reason.
      Example: strata waiver add removed-api:3f2a91c0 payments --until 2027-01-31 --reason 'waits for the upgrade'
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Option(name: .long, help: ArgumentHelp("The last day, in UTC, as in 2027-01-31.", valueName: "date"))
  var until: String

  @Option(name: .long, help: ArgumentHelp("Why it is put up with.", valueName: "text"))
  var reason: String

  @Argument(help: "A rule, or a finding's id.", completion: .list(WaivedFinding.ruleNames))
  var id: String

  @Argument(help: "Where it is waived, with all that is beneath.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let (finding, scope) = (try WaivedFinding(parsing: id), try Scope(parsing: scope))
    let until = try Day(parsing: until)
    let change = try context.catalogue(recording: recording).addWaiver(
      finding, at: scope, until: until, reason: reason, message: recording.message)
    for created in change.created { try context.console.out(created.text) }
    try context.console.out(
      "\(change.finding) is waived at \(scope) until \(until)\(change.isChange ? "" : " already")")
  }
}
