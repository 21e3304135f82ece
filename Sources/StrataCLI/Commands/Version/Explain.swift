import ArgumentParser
import Catalogue
import Strategy

struct Explain: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say where a line or value of a version comes from: template line, conditions, inputs, people.",
    discussion: """
      Examples: strata explain payments/production 1003
                strata explain payments/production@2 Deployment/web:spec.replicas
                strata explain payments/production cluster_size
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE or SCOPE@VERSION; of a cluster, what it runs.", completion: .scopes)
  var address: String

  @Argument(help: "A line of the output, or a setting as queries take it.", completion: .settings)
  var target: String

  func validate() throws {
    if output.format == .csv { throw ValidationError("-o: expected table, json or yaml, found csv") }
  }

  func run(_ context: Context) throws {
    let address = try VersionAddress(parsing: address)
    let target: Catalogue.ExplainTarget =
      if let line = Int(self.target) { .line(line) } else { .setting(self.target) }
    let explanation = try context.catalogue().explain(address, target)
    let writer = ExplanationWriter(explanation: explanation)
    if output.format == .table {
      try context.console.page(writer.text().folded(to: context.console.terminal.out?.columns))
    } else {
      try context.console.write(writer.record, as: output.format)
    }
  }
}

struct BlameCommand: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "blame",
    abstract: "Say of every line of a version which line of the template wrote it, and what decided it.",
    discussion: """
      Each line has the template's line, who made the newest of the decisions behind it and on which day, and the input
      nearest to it; '+1' stands for one more. -o json lists all that decided it.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE or SCOPE@VERSION; of a cluster, what it runs.", completion: .scopes)
  var address: String

  func run(_ context: Context) throws {
    let blame = try context.catalogue().blame(VersionAddress(parsing: address))
    if output.format == .table { return try context.console.page(BlameWriter(blame: blame).text()) }
    try context.console.page(
      BlameWriter(blame: blame).rows, as: output.format, under: "lines",
      with: Record([
        ("version", .text(VersionDiffWriter.address(blame.version))),
        ("template", .text(blame.version.inputs.template.description)),
      ]))
  }
}
