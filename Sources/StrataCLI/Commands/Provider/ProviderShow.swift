import ArgumentParser
import Catalogue
import Strategy

struct ProviderShow: Subcommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "Show a provider's mapping.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The provider.")
  var provider: String

  func run(_ context: Context) throws {
    let provider = try context.catalogue().provider(provider)
    let rows = provider.mapping.entries.map { Record([("key", .text($0.key)), ("value", .text($0.value))]) }
    let head = Record([
      ("provider", .text(provider.mapping.provider)), ("title", .text(provider.title)),
      ("revision", .int(provider.number)),
    ])
    try context.console.page(
      Rows([.text("key"), .text("value")], rows), as: output.format, under: "mapping", with: head)
  }
}
