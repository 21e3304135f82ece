import ArgumentParser

extension OutputFormat: ExpressibleByArgument {
  // What the argument parser works out without these takes longer than the rest of the option.
  package var defaultValueDescription: String { rawValue }
  package static var allValueDescriptions: [String: String] { [:] }
}

extension ColorChoice: ExpressibleByArgument {
  package var defaultValueDescription: String { rawValue }
  package static var allValueDescriptions: [String: String] { [:] }
}

/// What every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("The catalogue (default: $STRATA_DB, else the nearest strata.db).", valueName: "path"),
    completion: .file())
  var db: String?

  @Option(name: .long, help: "Colour: auto, always or never.")
  var color = ColorChoice.auto

  @Flag(name: [.short, .long], help: "Print results and errors only.")
  var quiet = false
}

/// Whether values that look like credentials are taken.
struct SecretOptions: ParsableArguments {
  @Flag(name: .long, help: "Take what looks like a credential.")
  var force = false
}

/// Who is recorded with what a command writes, and why.
struct RecordOptions: ParsableArguments {
  @OptionGroup var secrets: SecretOptions

  @Option(
    name: .long,
    help: ArgumentHelp("Who does this (default: $STRATA_AUTHOR, $GIT_AUTHOR_NAME, $USER).", valueName: "name"))
  var author: String?

  @Option(name: [.short, .long], help: ArgumentHelp("Why; recorded in the history.", valueName: "text"))
  var message = ""
}

/// The format of results.
struct FormatOptions: ParsableArguments {
  @Option(name: [.customShort("o"), .customLong("output")], help: "The format: table, json, yaml or csv.")
  var format = OutputFormat.table
}
