import ArgumentParser
import Catalogue
import Strategy

struct Rollback: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rollback",
    abstract: "Go back to an earlier version of a strategy, by appending one that repeats it.",
    discussion: """
      The new version has the output and the inputs of the earlier one; nothing is rendered. The strategy is held there:
      'strata generate' leaves it as it is until it is named with --release.
      Example: strata rollback payments/production@4 -m 'the new ingress drops sessions'
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "SCOPE@VERSION, by number or label.", completion: .addresses)
  var address: String

  func run(_ context: Context) throws {
    guard address.contains("@") else {
      throw CatalogueError.badAddress(address, problem: "expected SCOPE@VERSION, the version to go back to")
    }
    let address = try VersionAddress(parsing: address)
    let report = try context.catalogue(recording: recording).rollback(to: address, message: recording.message)
    try context.console.write(report, as: output.format)
  }
}

extension Console {
  fileprivate func write(_ report: Catalogue.RollbackReport, as format: OutputFormat) throws {
    let scope = report.version.scope
    if format == .table {
      try out(
        "\(report.version) repeats @\(report.source): \(report.output.lineCount) lines of "
          + "\(report.template), output \(report.output.digest.short)")
      note("\(scope) is held: 'strata generate' leaves it as it is")
      note("next: strata generate \(scope) --release")
    } else {
      let record = Record([
        ("version", .text(report.version.description)), ("source", .int(report.source)),
        ("held", true), ("template", .text(report.template.description)), ("bytes", .int(report.output.byteCount)),
        ("lines", .int(report.output.lineCount)), ("output", .text(report.output.digest.hex)),
        ("digest", .text(report.digest.hex)), ("errors", .int(report.errorCount)),
        ("head", .text(report.audit.digest.hex)),
      ])
      try write(record, as: format)
    }
    guard report.errorCount > 0 else { return }
    let errors = report.errorCount == 1 ? "an error" : "\(report.errorCount) errors"
    warning("\(report.version) has \(errors), as was found before", hints: ["strata verify \(report.version)"])
  }
}
