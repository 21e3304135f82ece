import ArgumentParser
import Catalogue
import Strategy

struct Apply: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Register teams, environments, clusters, layers and providers from a YAML file.",
    discussion: """
      The file says what is to be; what it does not mention stays as it is. Applying it again changes nothing.
      docs/fleet.md describes its keys; 'strata export --fleet' writes one.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions
  @OptionGroup var output: FormatOptions

  @Option(name: .shortAndLong, help: "The fleet file; - reads standard input.")
  var file: String

  @Flag(name: .long, help: "Show what would change, and write nothing.")
  var dryRun = false

  @Flag(name: .long, help: "Retire teams, environments and clusters that the file does not mention.")
  var prune = false

  func run(_ context: Context) throws {
    let fleet = try FleetFile.read(try context.readInputText(file, recording.secrets), name: context.name(of: file))
    let catalogue = dryRun ? try context.catalogue() : try context.catalogue(recording: recording)
    let change = try catalogue.apply(fleet, prunes: prune, isDryRun: dryRun, message: recording.message)
    try FleetChangeWriter.write(change, as: output.format, isDryRun: dryRun, to: context.console)
  }
}
