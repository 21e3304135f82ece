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
      ? context.bundle.templates.map { ("\($0.name).md", $0.bytes()) }
      : try files.map { (context.name(of: $0), try context.read($0)) }
    let catalogue = try context.catalogue(recording: recording)
    for (name, bytes) in inputs {
      let done = try catalogue.importTemplate(bytes, file: name, message: recording.message)
      try context.console.out(
        "\(done.revision.reference) \(done.isNew ? "imported" : "is there already") (\(done.revision.digest.short))")
      if !done.findings.isEmpty {
        let count = done.findings.count == 1 ? "1 finding" : "\(done.findings.count) findings"
        context.console.warning("\(name): \(count)", hints: ["strata template check \(done.revision.reference)"])
      }
    }
  }
}
