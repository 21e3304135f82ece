import ArgumentParser
import Catalogue
import Strategy

struct TemplateShow: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a template's arguments, or the whole file.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "NAME or NAME@VERSION; without one, the template of '/'.")
  var template: String?

  @Flag(name: .long, help: "Print the file as it was imported.")
  var document = false

  func run(_ context: Context) throws {
    let catalogue = try context.catalogue()
    let reference = try template.map(templateReference) ?? catalogue.resolvedProfile(.root).template
    let detail = try catalogue.template(reference)
    if document { return try context.console.page(bytes: detail.template.bytes) }
    let front = detail.template.frontMatter
    let head = Record([
      ("template", .text(detail.revision.reference.description)), ("title", .text(front.title)),
      ("description", .text(front.description)), ("category", .text(front.category)), ("tags", Field(front.tags)),
      ("difficulty", .text(front.difficulty)), ("author", .text(front.author)),
      ("provider_argument", Field(front.providerArgument)), ("digest", .text(detail.revision.digest.hex)),
      ("named_by", Field(detail.scopes.map(\.description))),
    ])
    let rows = Rows(
      [
        .text("argument"), .text("required"), .text("values"), .text("default"), .text("description"),
      ], front.arguments.map(row))
    if output.format == .table {
      try context.console.write(head, as: .table)
      try context.console.out("")
    }
    try context.console.write(rows, as: output.format, under: "arguments", with: output.format == .table ? [:] : head)
  }

  private func row(_ argument: TemplateArgument) -> Record {
    Record([
      ("argument", .text(argument.name)), ("required", .bool(argument.isRequired)),
      ("values", argument.isFreeText ? Field(argument.pattern.map { "/\($0)/" }) : Field(argument.allowedValues)),
      ("several", .bool(argument.isMultiple)), ("exclusive", Field(argument.exclusive)),
      ("default", Field(argument.defaultValue)), ("example", Field(argument.example)),
      ("description", .text(argument.description)),
    ])
  }
}
