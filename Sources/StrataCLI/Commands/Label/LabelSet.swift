import ArgumentParser
import Catalogue

struct LabelSet: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Put a label on a version, or move it there.",
    discussion: """
      Without '@' it is the newest version of the strategy, also where a cluster runs another.
      Example: strata label set payments/production@4 stable -m 'a week without an incident'
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "SCOPE or SCOPE@VERSION.", completion: .addresses)
  var address: String

  @Argument(help: "A lower-case letter, then letters, digits, '-' or '_'.")
  var label: String

  func run(_ context: Context) throws {
    let (address, label) = (try VersionAddress(parsing: address), try Label(parsing: label))
    let change = try context.catalogue(recording: recording).setLabel(label, to: address, message: recording.message)
    let was = change.old.map { " (was @\($0))" } ?? ""
    try context.console.out(
      "\(label) is \(change.version)\(change.isChange ? was : " already")")
  }
}

struct LabelRemove: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Take a label away; that it was there stays in the history.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "TEAM/ENVIRONMENT or TEAM/ENVIRONMENT/CLUSTER.", completion: .scopes)
  var scope: String

  @Argument(help: "The label.")
  var label: String

  func run(_ context: Context) throws {
    let (scope, label) = (try Scope(parsing: scope), try Label(parsing: label))
    let change = try context.catalogue(recording: recording).removeLabel(
      label, from: scope, message: recording.message)
    try context.console.out("\(label) is taken away from \(change.version)")
  }
}
