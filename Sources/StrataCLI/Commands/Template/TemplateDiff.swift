import ArgumentParser
import Catalogue
import Strategy

struct TemplateDiff: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show how two revisions of a template differ.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The old revision: NAME@VERSION.")
  var old: String

  @Argument(help: "The new revision: NAME@VERSION.")
  var new: String

  @Option(name: .long, help: "How many equal lines to show around changes.")
  var context = 3

  @Flag(name: .long, help: "Exit with 2 when they differ.")
  var exitCode = false

  func validate() throws {
    if !(0...1000).contains(context) { throw ValidationError("--context: expected 0 to 1000, found \(context)") }
  }

  func run(_ runContext: Context) throws {
    let result = try runContext.catalogue().diffTemplates(
      templateReference(old), templateReference(new), context: context)
    let text = DiffWriter.text(
      result.diff, old: result.left.reference.description, new: result.right.reference.description,
      marksWords: runContext.console.outUsesColor)
    try runContext.console.page(patch: text)
    if exitCode, !result.diff.isEmpty { throw ExitCode(2) }
  }
}
