import ArgumentParser
import Catalogue
import Strategy

struct Doctor: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check the whole catalogue: its structure, its references, and every digest recomputed.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  func run(_ context: Context) throws {
    let console = context.console
    let report = try context.catalogue().doctor { done in console.progress(done, of: 0, "checking records") }
    let problems = report.storage.map { ("storage", $0) } + report.seals.map { ("digest", $0) }
    var record = Record([("healthy", .bool(report.isHealthy))])
    for (name, count) in report.counts { record = record.merging(Record([(name, .int(count))])) }
    if let head = report.auditHead { record = record.merging(Record([("head", .text(head.digest.hex))])) }
    if output.format == .table {
      try console.write(record, as: .table)
      for (kind, text) in problems { console.error("\(kind): \(text)") }
      if report.isHealthy { console.note("every digest matches") }
    } else {
      let rows = Rows(
        [.text("kind"), .text("problem")], problems.map { Record([("kind", .text($0.0)), ("problem", .text($0.1))]) })
      try console.write(rows, as: output.format, under: "problems", with: record)
    }
    if !report.isHealthy { throw ExitCode.failure }
  }
}
