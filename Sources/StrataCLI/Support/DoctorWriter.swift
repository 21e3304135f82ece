import Catalogue
import Strategy

/// Writes what a check of a catalogue found, and what was salvaged from one.
struct DoctorWriter {
  let console: Console
  let format: OutputFormat

  /// How many problems of one kind are told on a terminal.
  private static let limit = 20

  func write(_ report: Catalogue.DoctorReport) throws {
    var record = Record([("healthy", .bool(report.isHealthy))]).merging(counts(report.counts))
    if let head = report.auditHead { record = record.merging(Record([("head", .text(head.digest.hex))])) }
    guard format == .table else {
      return try console.write(problems(report.problems), as: format, under: "problems", with: record)
    }
    try console.write(record, as: .table)
    try console.out("")
    let checks = StoreProblem.Area.allCases.map { area in
      Record([("checked", .text(area.checked)), ("found", .text(found(report, area)))])
    }
    try console.write(Rows([.text("checked"), .text("found")], checks), as: .table, under: "checks")
    for area in StoreProblem.Area.allCases { tell(report.problems(in: area), area) }
    if !report.lostOutputs.isEmpty {
      console.error("not shown any more: \(list(report.lostOutputs.map(\.description)))")
    }
    if report.isHealthy { console.note("every digest matches") }
  }

  private func found(_ report: Catalogue.DoctorReport, _ area: StoreProblem.Area) -> String {
    let count = report.problems(in: area).count
    if count > 0 { return "\(count) hurt" }
    return report.unchecked.contains(area) ? "not looked at: outputs are hurt" : "whole"
  }

  private func tell(_ problems: [StoreProblem], _ area: StoreProblem.Area) {
    var texts = problems.prefix(DoctorWriter.limit).map(\.text)
    if problems.count > texts.count { texts.append("and \(problems.count - texts.count) more") }
    for (number, text) in texts.enumerated() {
      console.error("\(area.rawValue): \(text)", hints: number == texts.count - 1 ? [area.advice] : [])
    }
  }

  private func problems(_ problems: [StoreProblem]) -> Rows {
    Rows(
      [.text("kind"), .text("problem"), .text("next")],
      problems.map {
        Record([("kind", .text($0.area.rawValue)), ("problem", .text($0.text)), ("next", .text($0.area.advice))])
      })
  }

  private func counts(_ counts: [(name: String, count: Int)]) -> Record {
    Record(counts.map { ($0.name, .int($0.count)) })
  }

  private func list(_ texts: [String]) -> String {
    let shown = texts.prefix(DoctorWriter.limit).joined(separator: ", ")
    return texts.count > DoctorWriter.limit ? "\(shown) and \(texts.count - DoctorWriter.limit) more" : shown
  }

  // MARK: Salvage

  func write(_ salvaged: Salvaged, in file: String) throws {
    var record = Record([
      ("file", .text(file)), ("whole", .bool(salvaged.isWhole)),
      ("rendered again", .int(salvaged.remadeCount)),
    ]).merging(counts(salvaged.counts))
    if let head = salvaged.head { record = record.merging(Record([("head", .text(head.digest.hex))])) }
    // What the new catalogue misses mostly follows from what is lost, but not where a hurt file hides even that.
    let texts = salvaged.lost.isEmpty ? salvaged.problems.map(\.text) : salvaged.lost
    guard format == .table else {
      let lost = Rows([.text("lost")], texts.map { Record([("lost", .text($0))]) })
      return try console.write(lost, as: format, under: "losses", with: record)
    }
    try console.write(record, as: .table)
    for text in texts { console.error("lost: \(text)") }
    if salvaged.isWhole {
      console.note("nothing is lost; next: strata restore \(file) --force")
    } else {
      console.note("a backup may have what is lost; else: strata restore \(file) --force")
    }
  }
}

extension StoreProblem.Area {
  /// What was looked at.
  fileprivate var checked: String {
    switch self {
    case .structure: "the file: pages, tables, constraints, schema"
    case .indexes: "indexes of the tables"
    case .references: "references between records"
    case .outputs: "outputs, blocks and parameter sets, by their digests"
    case .records: "scopes, revisions, versions, labels, pins and waivers, by their digests"
    case .audit: "audit trail: each entry covers the one before, and what it recorded"
    case .settings: "what queries look up, against the documents it is taken from"
    }
  }

  /// What is safe to do when it is hurt.
  fileprivate var advice: String {
    switch self {
    case .structure:
      "write nothing to it; keep a copy of the file, then strata restore BACKUP --force, "
        + "or strata doctor --salvage NEW.db"
    case .indexes, .settings:
      "outputs and parameters are shown right, a query may miss something: strata doctor --salvage NEW.db makes it anew"
    case .references, .records:
      "what is hurt is refused wherever it is read: strata restore BACKUP --force brings it back, "
        + "strata doctor --salvage NEW.db goes on without it"
    case .outputs:
      "what is hurt is refused, all else is good: strata doctor --salvage NEW.db renders it again from what was recorded"
    case .audit:
      "the file was changed past strata: compare 'strata verify --expect HEAD' with a head that you noted, "
        + "or strata restore BACKUP --force"
    }
  }
}
