import Catalogue
import Manifests
import Strategy

extension VerifySection {
  /// - Parameter showsWaived: whether findings that are waived are among the rows.
  init(_ report: Catalogue.VerifyReport, showsWaived: Bool) {
    let shown = showsWaived ? report.findings : report.findings.filter { $0.waiver == nil }
    let summary = Record([
      ("versions", .int(report.versionCount)), ("kubernetes", Field(report.kubernetes.map(\.text))),
      ("errors", .int(report.count(.error))), ("warnings", .int(report.count(.warning))),
      ("waived", .int(report.waivedCount)),
    ])
    let columns: [Column] = [
      .text("id"), .text("severity"), .text("object"), .text("path"), .text("message"), .text("version"),
      .number("line"), .text("template"), .number("template_line"), .text("kubernetes"), .text("versions"),
      .text("waived_until"), .text("hint"),
    ]
    self.init(key: "findings", summary: summary, rows: Rows(columns, shown.map(\.fields))) { console in
      for finding in shown { try console.tell(finding) }
      console.note(report.sentence)
    }
  }
}

extension Catalogue.VerifyReport {
  fileprivate var sentence: String {
    let releases = kubernetes.map(\.text).joined(separator: ", ")
    var counts = [
      VerifySection.count(count(.error), "error"), VerifySection.count(count(.warning), "warning"),
    ]
    if waivedCount > 0 { counts.append("\(waivedCount) waived") }
    return
      "\(VerifySection.count(versionCount, "version")) on Kubernetes \(releases): \(counts.joined(separator: ", "))"
  }
}

extension Catalogue.JudgedFinding {
  fileprivate var fields: Record {
    Record([
      ("id", .text(finding.id)), ("severity", .text(finding.rule.severity.rawValue)),
      ("object", .text(finding.object)), ("path", .text(finding.path)), ("message", .text(finding.message)),
      ("version", Field(versions.first?.description)), ("line", .int(finding.line)),
      ("template", .text(template.description)), ("template_line", Field(templateLine)),
      ("kubernetes", Field(kubernetes.map(\.text))), ("versions", Field(versions.map(\.description))),
      ("waived_until", Field(waiver?.until.description)), ("hint", Field(finding.hint)),
    ])
  }
}

extension Console {
  fileprivate func tell(_ judged: Catalogue.JudgedFinding) throws {
    let finding = judged.finding
    guard let first = judged.versions.first else { return }
    let object = finding.object.isEmpty ? "" : "\(finding.object): "
    try out("\(first):\(finding.line): \(finding.rule.severity.rawValue): \(finding.id): \(object)\(finding.message)")
    var parts = ["\(judged.template)\(judged.templateLine.map { ":\($0)" } ?? "")"]
    if !finding.path.isEmpty { parts.append(finding.path) }
    if judged.versions.count > 1 { parts.append("in \(judged.versions.count) versions") }
    parts.append("on Kubernetes \(judged.kubernetes.map(\.text).joined(separator: ", "))")
    try out("  " + parts.joined(separator: ", "))
    if let waiver = judged.waiver { try out("  waived until \(waiver.until): \(waiver.reason)") }
    if let hint = finding.hint { try out("  hint: \(hint)") }
  }
}
