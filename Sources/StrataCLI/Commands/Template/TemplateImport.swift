import ArgumentParser
import Catalogue
import Strategy

struct TemplateImport: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import template files as immutable revisions.",
    discussion: "A revision changes nobody until a layer names it: strata profile set / template=NAME@VERSION")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "Template files; - reads standard input.")
  var files: [String] = []

  @Flag(name: .long, help: "Import what ships with this program.")
  var bundled = false

  func validate() throws {
    if files.isEmpty != bundled { throw ValidationError("expected template files, or --bundled") }
  }

  func run(_ context: Context) throws {
    let inputs =
      bundled
      ? context.bundle.templates.map { (name: "\($0.name).md", bytes: $0.bytes()) }
      : try files.map { (name: context.name(of: $0), bytes: try context.readInput($0, recording.secrets)) }
    let imports = try context.catalogue(recording: recording).importTemplates(inputs, message: recording.message)
    for (done, input) in zip(imports, inputs) {
      let state = done.isNew ? "imported" : "is there already"
      try context.console.out("\(done.revision.reference) \(state) (\(done.revision.digest.short))")
      guard !done.findings.isEmpty else { continue }
      let count = done.findings.count == 1 ? "1 finding" : "\(done.findings.count) findings"
      context.console.warning("\(input.name): \(count)", hints: ["strata template check \(done.revision.reference)"])
    }
  }
}
