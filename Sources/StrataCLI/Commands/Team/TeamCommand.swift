import ArgumentParser
import Catalogue
import Strategy

struct TeamCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "team", abstract: "Teams: list, rename, retire.",
    discussion: "A team is registered by what is set for it: strata profile set TEAM KEY=VALUE, or strata apply.",
    subcommands: [TeamList.self, TeamRename.self, TeamRetire.self])
}

struct TeamList: Subcommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List teams with what each has.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Flag(name: .long, help: "Retired teams too.")
  var all = false

  func run(_ context: Context) throws {
    let rows = try context.catalogue().teams(includingRetired: all).map { team in
      Record([
        ("team", .text(team.name)), ("environments", Field(team.environments)), ("clusters", .int(team.clusterCount)),
        ("retired", .bool(team.isRetired)),
      ])
    }
    var columns: [Column] = [.text("team"), .text("environments"), .number("clusters")]
    if all { columns.append(.text("retired")) }
    try context.console.page(Rows(columns, rows), as: output.format, under: "teams")
  }
}

struct TeamRename: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a team another name, with everything beneath it; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The team.", completion: .scopes)
  var team: String

  @Argument(help: "Its new name.")
  var name: String

  func run(_ context: Context) throws { try ScopeMoves.rename(team, as: .team, to: name, recording, context) }
}

struct TeamRetire: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take a team out of use, with everything beneath it; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The team.", completion: .scopes)
  var team: String

  func run(_ context: Context) throws { try ScopeMoves.retire(team, as: .team, recording, context) }
}
