import Catalogue
import Strategy

/// Writes what checking every combination found.
struct ExhaustiveReportWriter {
  private let report: ExhaustiveReport
  private let template: String
  private let kubernetes: KubernetesVersion

  init(_ report: ExhaustiveReport, template: String, kubernetes: KubernetesVersion) {
    self.report = report
    self.template = template
    self.kubernetes = kubernetes
  }

  func write(to console: Console, as format: OutputFormat) throws {
    guard format == .table else {
      return try console.write(Rows(ExhaustiveReportWriter.columns, rows), as: format, under: "findings", with: summary)
    }
    try console.out(headline)
    for found in report.found {
      try console.out(line(for: found))
      try console.out(StyledText("  \(ExhaustiveReportWriter.text(found.occurrence, of: report))", .dim))
      if let hint = found.hint { try console.out("  \("hint:", .cyan) \(hint)") }
    }
    for finding in report.templateFindings { try console.out(finding.line(in: template)) }
    for idle in report.idle { try console.out("\(template): \(ExhaustiveReportWriter.text(idle))") }
    for heading in report.emptyHeadings {
      try console.out("\(place(heading.occurrence)): nothing stands beneath '\(heading.text)'")
      try console.out(StyledText("  \(ExhaustiveReportWriter.text(heading.occurrence, of: report))", .dim))
    }
  }

  // MARK: For people

  private var headline: String {
    let (count, valid, clean) = (report.combinationCount, report.validCount, report.cleanCount)
    let warned = valid > clean ? ", \(valid - clean) with warnings alone" : ""
    return
      "\(count) \(count == 1 ? "combination" : "combinations"): \(valid) valid, \(count - valid) with errors\(warned)"
  }

  private func line(for found: ExhaustiveReport.Found) -> StyledText {
    let severity: StyledText = found.isError ? "\("error:", [.bold, .red])" : "\("warning:", [.bold, .yellow])"
    let object = found.object.isEmpty ? "" : "\(found.object): "
    return "\(place(found.occurrence)): \(severity) \(found.id): \(object)\(found.message)"
  }

  private func place(_ occurrence: ExhaustiveReport.Occurrence) -> String {
    occurrence.templateLine > 0 ? "\(template):\(occurrence.templateLine)" : template
  }

  private static func text(_ occurrence: ExhaustiveReport.Occurrence, of report: ExhaustiveReport) -> String {
    let condition =
      occurrence.condition.isAlways
      ? "always" : "in \(occurrence.count) of \(report.combinationCount): \(occurrence.condition)"
    let line = occurrence.outputLine > 0 ? ", line \(occurrence.outputLine)" : ""
    return "\(condition); first in \(occurrence.example)\(line)"
  }

  private static func text(_ idle: ExhaustiveReport.Idle) -> String {
    if idle.isWhole { return "no value of '\(idle.argument)' changes anything but its own name" }
    let values = idle.values.map { "'\(idle.argument)=\($0)'" }.joined(separator: ", ")
    return
      "\(values) \(idle.values.count == 1 ? "changes" : "change") nothing but \(idle.values.count == 1 ? "its own name" : "their own names")"
  }

  // MARK: For programs

  private static let columns: [Column] = [
    .number("line"), .text("severity"), .text("id"), .text("object"), .text("message"), .number("count"),
    .text("condition"), .text("example"),
  ]

  private var summary: Record {
    Record([
      ("template", .text(template)), ("kubernetes", .text(kubernetes.text)),
      ("combinations", .int(report.combinationCount)), ("valid", .int(report.validCount)),
      ("clean", .int(report.cleanCount)),
    ])
  }

  private var rows: [Record] {
    report.found.map { found in
      row(
        found.occurrence, severity: found.isError ? "error" : "warning", rule: found.rule, id: found.id,
        object: found.object, path: found.path, message: found.message, hint: found.hint)
    }
      + report.templateFindings.map { finding in
        row(nil, line: finding.line, rule: finding.kind.rawValue, message: finding.message)
      }
      + report.idle.map { row(nil, rule: "idle-value", message: ExhaustiveReportWriter.text($0), idle: $0) }
      + report.emptyHeadings.map { heading in
        row(heading.occurrence, rule: "empty-heading", object: heading.text, message: "nothing stands beneath it")
      }
  }

  /// Every row has the same fields; what a row has no word for is null.
  private func row(
    _ occurrence: ExhaustiveReport.Occurrence?, line: Int = 0, severity: String = "warning", rule: String,
    id: String? = nil, object: String = "", path: String = "", message: String, hint: String? = nil,
    idle: ExhaustiveReport.Idle? = nil
  ) -> Record {
    func positive(_ number: Int?) -> Field { number.flatMap { $0 > 0 ? .int($0) : nil } ?? .null }
    func text(_ text: String) -> Field { text.isEmpty ? .null : .text(text) }
    return Record([
      ("line", positive(occurrence?.templateLine ?? line)), ("severity", .text(severity)), ("id", .text(id ?? rule)),
      ("rule", .text(rule)), ("object", text(object)), ("path", text(path)), ("message", .text(message)),
      ("hint", Field(hint)), ("count", positive(occurrence?.count)),
      ("condition", Field(occurrence?.condition.description)), ("example", Field(occurrence?.example)),
      ("output_line", positive(occurrence?.outputLine)), ("argument", Field(idle?.argument)),
      ("values", idle.map { Field($0.values) } ?? .null),
    ])
  }
}
