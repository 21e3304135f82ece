package import ArgumentParser
import Catalogue
import Strategy

/// `strata`: the root of all commands.
package struct StrataCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "strata",
    abstract: "Keeps a strategy template, renders it for every team and environment, and remembers every version.",
    discussion: """
      Start with 'strata init', register a team with 'strata profile set', then 'strata generate' and 'strata diff'.
      A catalogue is one file: --db PATH, else $STRATA_DB, else the nearest strata.db here or in a parent folder.
      """,
    groupedSubcommands: [
      CommandGroup(name: "Catalogue", subcommands: [Init.self, Status.self, Doctor.self, Backup.self, Restore.self]),
      CommandGroup(
        name: "Input",
        subcommands: [TemplateCommand.self, ProviderCommand.self, ProfileCommand.self]),
      CommandGroup(
        name: "Fleet",
        subcommands: [
          Apply.self, TeamCommand.self, EnvironmentCommand.self, ClusterCommand.self, RolloutCommand.self, Promote.self,
        ]),
      CommandGroup(name: "Questions", subcommands: [Query.self, Settings.self, Compare.self, SQL.self]),
      CommandGroup(name: "Verification", subcommands: [Verify.self, WaiverCommand.self]),
      CommandGroup(
        name: "Version",
        subcommands: [
          Plan.self, Generate.self, LabelCommand.self, Log.self, Show.self, Diff.self, Rollback.self, Export.self,
        ]),
      CommandGroup(name: "Causes", subcommands: [Explain.self, BlameCommand.self, GitSetup.self]),
      CommandGroup(name: "Standalone", subcommands: [Render.self]),
    ])

  package init() {}

  /// Parses and runs the process's arguments, and gives the exit code.
  package static func run(_ arguments: [String], with composition: Composition) -> Int32 {
    if arguments.first == "help", let unknown = UnknownCommand(Array(arguments.dropFirst())) {
      Console.live(color: .auto, isQuiet: false).error("unknown command '\(unknown.name)'", hints: [unknown.hint])
      return 64
    }
    if arguments == ["--version"] { return show("strata \(composition.version)") }
    if let refusal = SecretWords(arguments) {
      Console.live(color: .auto, isQuiet: false).report(CatalogueError.invalid(refusal.problems))
      return 1
    }
    return Composition.$current.withValue(composition) {
      do {
        var command = try quickly(parsing: arguments) ?? parseAsRoot(arguments)
        try command.run()
        return 0
      } catch let code as ExitCode {
        return code.rawValue
      } catch {
        return report(error, arguments)
      }
    }
  }

  /// The command, parsed by itself: to build the tree of all commands takes longer than most of them run.
  /// - Returns: nil where something is wrong or help is asked for, which is told with the whole path of the command.
  private static func quickly(parsing arguments: [String]) -> (any ParsableCommand)? {
    var node: any ParsableCommand.Type = StrataCommand.self
    var rest = arguments[...]
    while !node.configuration.subcommands.isEmpty {
      guard let name = rest.popFirst(),
        let child = node.configuration.subcommands.first(where: {
          $0.configuration.commandName == name || $0.configuration.aliases.contains(name)
        })
      else { return nil }
      node = child
    }
    return try? node.parse(Array(rest))
  }

  /// What the argument parser has to say: help, which is a result, or a wrong command line.
  private static func report(_ error: any Error, _ arguments: [String]) -> Int32 {
    let code = exitCode(for: error).rawValue
    let message = fullMessage(for: error)
    let asksForHelp = arguments.first == "help"
    let unknownTopic = asksForHelp ? UnknownCommand(Array(arguments.dropFirst())) : nil
    if code == 0, unknownTopic == nil { return show(message) }
    let console = Console.live(color: .auto, isQuiet: false)
    if let unknown = UnknownOption(arguments) {
      console.error("unknown option \(quoted(unknown.name))", hints: [unknown.hint])
    } else if let unknown = unknownTopic ?? UnknownCommand(arguments) {
      console.error("unknown command \(quoted(unknown.name))", hints: [unknown.hint])
    } else {
      let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      let first = lines.first.map(String.init) ?? message
      console.error(first.hasPrefix("Error: ") ? String(first.dropFirst(7)) : first)
      if lines.count > 1 { console.err(String(lines[1])) }
    }
    return 64
  }
}

extension StrataCommand {
  /// Prints what was asked for, and gives the exit code.
  private static func show(_ text: String) -> Int32 {
    let console = Console.live(color: .auto, isQuiet: false)
    do {
      try console.out(text)
      try console.finish()
      return 0
    } catch {
      console.error("\(error)")
      return 1
    }
  }
}

/// A word that stands where a command's name should.
private struct UnknownCommand {
  let name: String
  let hint: String

  init?(_ arguments: [String]) {
    var node: any ParsableCommand.Type = StrataCommand.self
    var path = "strata"
    for argument in arguments {
      let children = node.configuration.subcommands
      guard !children.isEmpty, !argument.hasPrefix("-") else { return nil }
      let names = children.flatMap { [$0._commandName] + $0.configuration.aliases }
      if let child = children.first(where: {
        $0._commandName == argument || $0.configuration.aliases.contains(argument)
      }) {
        node = child
        path += " \(argument)"
        continue
      }
      guard argument != "help" else { return nil }
      name = "\(path) \(argument)"
      let near = Suggestion.nearest(to: argument, among: names)
      hint = near.map { "did you mean '\(path) \($0)'?" } ?? "\(path) --help"
      return
    }
    return nil
  }
}
