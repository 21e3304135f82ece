import ArgumentParser
import Catalogue
import Strategy

struct Diff: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Show how two versions differ: what made them, and what came out.",
    discussion: "With one address, the difference to its parent.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE or SCOPE@VERSION.", completion: .addresses)
  var old: String

  @Argument(help: "The version to compare it with.", completion: .addresses)
  var new: String?

  @Flag(name: .long, help: "Unified text (the default).")
  var text = false

  @Flag(name: .long, help: "Old and new in two columns, as wide as the terminal.")
  var sideBySide = false

  @Option(name: .long, help: "How many equal lines to show around changes.")
  var context = 3

  @Flag(name: .long, help: "Exit with 2 when they differ.")
  var exitCode = false

  func validate() throws {
    if !(0...1000).contains(context) { throw ValidationError("--context: expected 0 to 1000, found \(context)") }
    if output.format == .csv { throw ValidationError("-o: expected table, json or yaml, found csv") }
    if sideBySide, text { throw ValidationError("--text, --side-by-side: expected one of them") }
    if sideBySide, output.format != .table {
      throw ValidationError("--side-by-side: expected -o table, found \(output.format)")
    }
  }

  func run(_ runContext: Context) throws {
    let right = try new.map { try VersionAddress(parsing: $0) }
    let diff = try runContext.catalogue().diff(VersionAddress(parsing: old), right, context: context)
    if output.format == .table {
      let console = runContext.console
      let text =
        sideBySide
        ? VersionDiffWriter.text(diff, sideBySide: SideBySideWriter(terminal: console.terminal))
        : VersionDiffWriter.text(diff, marksWords: console.outUsesColor)
      try console.page(text)
      if diff.isEmpty { runContext.console.note("no difference") }
    } else {
      try runContext.console.write(VersionDiffWriter.record(diff), as: output.format)
    }
    if exitCode, !diff.isEmpty { throw ExitCode(2) }
  }
}
