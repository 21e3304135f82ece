import ArgumentParser
import Catalogue
import Strategy

struct ProviderHistory: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show the revisions of a provider's mapping, newest first.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The provider.")
  var provider: String

  func run(_ context: Context) throws {
    let revisions = try context.catalogue().providerHistory(provider)
    let previous = [nil] + revisions.dropLast().map(Optional.init)
    let rows = zip(revisions, previous).reversed().map { revision, before in
      let changes = Catalogue.ProviderChange.changes(before?.mapping, revision.mapping)
      let texts =
        before == nil
        ? ["\(changes.count) keys"] : changes.map { "\($0.key): \($0.old ?? "(not set)") → \($0.new ?? "(not set)")" }
      return Record([("revision", .int(revision.number))] + revision.audit.fields + [("changes", Field(texts))])
    }
    let columns: [Column] = [
      .number("revision"), .text("time"), .text("author"), .text("changes"), .text("message", isOptional: true),
    ]
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "revisions", with: ["provider": .text(provider)])
  }
}
