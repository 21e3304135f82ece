import ArgumentParser
import Catalogue
import Strategy

struct EnvironmentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "environment", abstract: "Environments: list, rename, retire.",
    discussion: "TEAM/ENVIRONMENT is one team's; '*/ENVIRONMENT' is that environment of every team.",
    subcommands: [EnvironmentList.self, EnvironmentRename.self, EnvironmentRetire.self])
}

struct EnvironmentList: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List environments with their newest version and clusters.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Flag(name: .long, help: "Retired environments too.")
  var all = false

  @Argument(help: "Only beneath these scopes, as in 'payments' or '*/production'.", completion: .scopes)
  var scopes: [String] = []

  func run(_ context: Context) throws {
    let patterns = try scopes.map { try ScopePattern(parsing: $0) }
    let rows = try context.catalogue().environments(patterns, includingRetired: all).map { environment in
      Record([
        ("environment", .text(environment.scope.description)), ("latest", Field(environment.latest)),
        ("clusters", .int(environment.clusterCount)), ("retired", .bool(environment.isRetired)),
      ])
    }
    var columns: [Column] = [.text("environment"), .number("latest"), .number("clusters")]
    if all { columns.append(.text("retired")) }
    try context.console.page(Rows(columns, rows), as: output.format, under: "environments")
  }
}

struct EnvironmentRename: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give an environment another name, with its clusters; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "TEAM/ENVIRONMENT, or '*/ENVIRONMENT' for every team's.", completion: .scopes)
  var scope: String

  @Argument(help: "Its new name, without the team.")
  var name: String

  func run(_ context: Context) throws { try ScopeMoves.rename(scope, as: .environment, to: name, recording, context) }
}

struct EnvironmentRetire: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take an environment out of use, with its clusters; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "TEAM/ENVIRONMENT, or '*/ENVIRONMENT' for every team's.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws { try ScopeMoves.retire(scope, as: .environment, recording, context) }
}
