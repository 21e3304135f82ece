import ArgumentParser
import Catalogue

struct WaiverRemove: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Waive a finding no longer; that it was waived stays in the history.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The rule or id that was waived.", completion: .list(WaivedFinding.ruleNames))
  var id: String

  @Argument(help: "Where it was waived.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let change = try context.catalogue(recording: recording).removeWaiver(id, at: scope, message: recording.message)
    try context.console.out("\(change.finding) is no longer waived at \(scope)")
  }
}
