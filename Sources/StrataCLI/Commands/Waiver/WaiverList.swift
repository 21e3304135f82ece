import ArgumentParser
import Catalogue

struct WaiverList: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List waivers, those whose day has passed among them.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Only at and beneath these scopes, as in 'payments' or '*/production'.", valueName: "glob"),
    completion: .scopes)
  var scope: [String] = []

  @Flag(name: .long, help: "Removed waivers too, and those of scopes that are retired.")
  var all = false

  func run(_ context: Context) throws {
    let patterns = try scope.map { try ScopePattern(parsing: $0) }
    let waivers = try context.catalogue().waivers(patterns, includingRemoved: all)
    let columns: [Column] = [
      .text("finding"), .text("scope"), .text("until"),
      .text("state", style: { $0 == .text("active") ? [] : .yellow }), .text("reason"), .text("author"), .text("time"),
    ]
    try context.console.page(Rows(columns, waivers.map(\.fields)), as: output.format, under: "waivers")
    guard waivers.isEmpty else { return }
    let hint = "nothing is waived: strata waiver add ID SCOPE --until DATE --reason TEXT"
    context.console.note(scope.isEmpty ? hint : "no waiver matches")
  }
}

extension Catalogue.ListedWaiver {
  fileprivate var fields: Record {
    Record([
      ("finding", .text(record.finding)), ("scope", .text(record.scope.scope.description)),
      ("until", Field(record.until?.description)), ("state", .text(state.rawValue)), ("reason", .text(record.reason)),
      ("author", .text(record.audit.author)), ("time", Field(record.audit.time)),
    ])
  }
}
