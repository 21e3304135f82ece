import ArgumentParser
import Catalogue
import Strategy

struct ProviderSet: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "set", abstract: "Set keys of a provider's mapping; a new provider is made.",
    discussion: "Example: strata provider set aws storage.default=io2")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The provider.")
  var provider: String

  @Argument(help: ArgumentHelp("Keys and their values.", valueName: "key=value"))
  var pairs: [String]

  func run(_ context: Context) throws {
    let change = try context.catalogue(recording: recording)
      .setProvider(provider, settings(pairs), message: recording.message)
    try context.console.write(change)
  }
}

struct ProviderUnset: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "unset", abstract: "Take keys away from a provider's mapping.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The provider.")
  var provider: String

  @Argument(help: "The keys.")
  var keys: [String]

  func run(_ context: Context) throws {
    let change = try context.catalogue(recording: recording).unsetProvider(provider, keys, message: recording.message)
    try context.console.write(change)
  }
}

struct ProviderImport: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Replace a provider's mapping by that of a YAML file (name, title, mapping).")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The file; - reads standard input.")
  var file: String

  func run(_ context: Context) throws {
    let text = try context.readInputText(file, recording.secrets)
    let change = try context.catalogue(recording: recording)
      .importProvider(text, file: context.name(of: file), message: recording.message)
    try context.console.write(change)
  }
}

extension Console {
  /// What a change of a mapping did, and what comes next.
  func write(_ change: Catalogue.ProviderChange) throws {
    guard let revision = change.revision else { return try out("\(change.provider): nothing changed") }
    try out("\(change.provider) revision \(revision.number)\(change.isNew ? " (new provider)" : "")")
    for key in change.changes {
      try out("  \(key.key): \(key.old ?? "(not set)") → \(key.new ?? "(not set)")")
    }
    note("next: strata generate --all")
  }
}
