import ArgumentParser
import Catalogue
import Strategy

struct Status: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the fleet at a glance: strategies by state, clusters behind, findings, last change.",
    discussion: """
      A strategy is stale when something that its newest version looked at has changed; 'strata plan' tells what
      generating it would change. Findings are those of the last 'strata verify'.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  func run(_ context: Context) throws {
    let writer = StatusWriter(status: try context.catalogue().status())
    let width = context.console.terminal.out?.columns
    if output.format == .table {
      try context.console.page(writer.text(width: width).folded(to: width))
    } else {
      try context.console.write(
        writer.rows(isTable: false), as: output.format, under: "environments", with: writer.record)
    }
  }
}
