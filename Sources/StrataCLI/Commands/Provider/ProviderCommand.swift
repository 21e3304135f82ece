import ArgumentParser

struct ProviderCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "provider",
    abstract: "Providers: what each calls its instance types, storage classes and object stores.",
    subcommands: [
      ProviderList.self, ProviderShow.self, ProviderSet.self, ProviderUnset.self, ProviderImport.self,
      ProviderHistory.self,
    ])
}
