import ArgumentParser
import Catalogue
import Strategy

struct TemplateList: Subcommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List all template revisions.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  func run(_ context: Context) throws {
    let rows = try context.catalogue().templates().map { revision in
      Record(
        [
          ("template", .text(revision.reference.description)), ("title", .text(revision.title)),
          ("digest", .text(revision.digest.short)),
        ] + revision.audit.fields)
    }
    let columns: [Column] = [
      .text("template"), .text("title"), .text("digest"), .text("time"), .text("author"),
      .text("message", isOptional: true),
    ]
    try context.console.page(Rows(columns, rows), as: output.format, under: "templates")
  }
}
