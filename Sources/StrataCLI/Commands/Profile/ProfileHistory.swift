import ArgumentParser
import Catalogue
import Strategy

struct ProfileHistory: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "Show the revisions of a layer, newest first.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The scope.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let revisions = try context.catalogue().profileHistory(scope)
    let previous = [LayerParameters.empty] + revisions.dropLast().map(\.parameters)
    let rows = zip(revisions, previous).reversed().map { revision, before in
      let changes = Catalogue.ProfileChange.changes(before, revision.parameters)
      let texts = changes.map { "\($0.key): \(ProfileText.entry($0.old)) → \(ProfileText.entry($0.new))" }
      return Record([("revision", .int(revision.number))] + revision.audit.fields + [("changes", Field(texts))])
    }
    let columns: [Column] = [
      .number("revision"), .text("time"), .text("author"), .text("changes"), .text("message", isOptional: true),
    ]
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "revisions", with: ["scope": .text(scope.description)])
  }
}
