import ArgumentParser
import Catalogue
import Strategy

struct ProfileList: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List every registered scope with its layer.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  func run(_ context: Context) throws {
    let rows = try context.catalogue().profiles().map { profile in
      let entries = profile.revision?.parameters.entries ?? []
      let texts = entries.map { "\($0.key)=\($0.value?.written ?? "null")" }
      return Record(
        [
          ("scope", .text(profile.scope.description)), ("revision", Field(profile.revision?.number)),
          ("parameters", Field(texts)),
        ] + (profile.revision?.audit.fields ?? []))
    }
    let columns: [Column] = [
      .text("scope"), .number("revision"), .text("parameters"), .text("time"), .text("author"),
    ]
    try context.console.page(Rows(columns, rows), as: output.format, under: "profiles")
  }
}
