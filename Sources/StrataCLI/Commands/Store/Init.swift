import ArgumentParser
import Catalogue
import Strategy

struct Init: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Create a catalogue with the bundled template and providers.",
    discussion: "Creates strata.db in this folder unless --db or $STRATA_DB names another place.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Flag(name: .long, help: "Let the file's group use it too (mode 0660; else 0600).")
  var shared = false

  func run(_ context: Context) throws {
    let fromEnvironment = Terminal.environment("STRATA_DB").flatMap { $0.isEmpty ? nil : $0 }
    let path = global.db ?? fromEnvironment ?? Context.fileName
    var made = Catalogue.Initialised(templates: [], providers: [])
    try context.createCatalogue(at: path, isShared: shared, recording: recording) {
      made = try $0.initialise(context.bundle)
    }
    try context.console.out("created \(path)")
    for template in made.templates { try context.console.out("  template  \(template)") }
    try context.console.out("  providers \(made.providers.joined(separator: ", "))")
    context.console.note(
      "next: strata profile set TEAM/ENVIRONMENT KEY=VALUE …   (strata template show lists the keys)")
  }
}
