import ArgumentParser
import Catalogue
import Strategy

struct Doctor: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the whole catalogue: its structure, its references, and every digest recomputed.",
    discussion: """
      Says what was looked at, what is hurt, and what is safe to do next. Nothing is changed. --salvage takes what can \
      be proved out of a hurt catalogue into a new one: outputs that are hurt are rendered again, indexes made anew, and \
      what is lost is listed.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Copy all that is provably whole into a new catalogue.", valueName: "path"), completion: .file())
  var salvage: String?

  func run(_ context: Context) throws {
    if let salvage { return try self.salvage(into: salvage, context) }
    let report = try context.catalogue().doctor { context.console.progress($0, of: 0, "checking records") }
    try DoctorWriter(console: context.console, format: output.format).write(report)
    if !report.isHealthy { throw ExitCode.failure }
  }

  private func salvage(into new: String, _ context: Context) throws {
    let salvaged = try context.composition.salvage(context.storePath(), new)
    try DoctorWriter(console: context.console, format: output.format).write(salvaged, in: new)
    if !salvaged.isWhole { throw ExitCode.failure }
  }
}
