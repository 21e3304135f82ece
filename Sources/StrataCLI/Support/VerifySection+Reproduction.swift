import Catalogue
import Strategy

extension VerifySection {
  init(_ report: Catalogue.ReproduceReport) {
    let summary = Record([
      ("versions_compared", .int(report.versionCount)), ("confirmations_compared", .int(report.confirmationCount)),
      ("renderings", .int(report.renderingCount)),
    ])
    let columns: [Column] = [
      .text("version"), .text("confirmed_by"), .text("template"), .text("template_digest"), .text("recorded"),
      .text("obtained"), .number("line"), .text("recorded_line"), .text("obtained_line"), .text("problem"),
    ]
    self.init(
      key: "deviations", summary: summary, rows: Rows(columns, report.deviations.map(\.fields)),
      isFailure: !report.deviations.isEmpty
    ) { console in
      for deviation in report.deviations { try console.tell(deviation) }
      let counts = "\(report.sentence), \(VerifySection.count(report.renderingCount, "distinct rendering"))"
      if report.deviations.isEmpty { return console.note(counts) }
      let failed = Set(report.deviations.map(\.version)).count
      console.error(
        "\(VerifySection.count(failed, "version")) did not come out as stored, of \(report.versionCount)",
        hints: ["strata doctor tells whether the catalogue was edited; otherwise this strata renders differently"])
    }
  }

  static func count(_ count: Int, _ word: String) -> String { count == 1 ? "1 \(word)" : "\(count) \(word)s" }
}

extension Catalogue.ReproduceReport {
  fileprivate var sentence: String {
    let versions = VerifySection.count(versionCount, "version")
    guard confirmationCount > 0 else { return "\(versions) reproduced" }
    return "\(versions) and \(VerifySection.count(confirmationCount, "confirmation")) reproduced"
  }
}

extension Catalogue.Deviation {
  fileprivate var fields: Record {
    var (obtained, line, problem): (Digest?, Catalogue.DifferingLine?, String?)
    switch outcome {
    case .other(let digest, let found): (obtained, line) = (digest, found)
    case .failed(let text): problem = text
    }
    return Record([
      ("version", .text(version.description)), ("confirmed_by", Field((confirmedBy?.id.rawValue).map { Int($0) })),
      ("template", .text(template.description)), ("template_digest", .text(templateDigest.hex)),
      ("recorded", .text(recorded.hex)), ("obtained", Field(obtained?.hex)), ("line", Field(line?.number)),
      ("recorded_line", Field(line?.recorded)), ("obtained_line", Field(line?.obtained)), ("problem", Field(problem)),
    ])
  }
}

extension Console {
  fileprivate func tell(_ deviation: Catalogue.Deviation) throws {
    let inputs = deviation.confirmedBy.map { ", with the inputs that entry \($0.id.rawValue) confirmed" } ?? ""
    try out("\(deviation.version) does not come out as stored\(inputs)")
    try out("  template \(deviation.template), revision \(deviation.templateDigest.short)")
    try out("  recorded \(deviation.recorded.hex)")
    switch deviation.outcome {
    case .failed(let problem): try out("  obtained nothing: \(problem)")
    case .other(let digest, let line):
      try out("  obtained \(digest.hex)")
      guard let line else { return }
      let (old, new) = (line.recorded.map(quoted) ?? "no such line", line.obtained.map(quoted) ?? "no such line")
      try out("  line \(line.number): \(old) is recorded, \(new) comes out")
    }
  }
}
