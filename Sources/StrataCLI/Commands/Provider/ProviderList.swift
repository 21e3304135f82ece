import ArgumentParser
import Catalogue
import Strategy

struct ProviderList: Subcommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List the providers.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  func run(_ context: Context) throws {
    let rows = try context.catalogue().providers().map { provider in
      Record(
        [
          ("provider", .text(provider.mapping.provider)), ("title", .text(provider.title)),
          ("revision", .int(provider.number)), ("keys", .int(provider.mapping.entries.count)),
        ] + provider.audit.fields)
    }
    let columns: [Column] = [
      .text("provider"), .text("title"), .number("revision"), .number("keys"), .text("time"), .text("author"),
    ]
    try context.console.page(Rows(columns, rows), as: output.format, under: "providers")
  }
}
