import Manifests
import Strategy

/// Puts together what the shares of a check gathered.
struct ReportWriter {
  private let run: MatrixRun
  private var conditions: ConditionFinder
  /// The lines of a combination's output that are asked for, and where the template wrote them; 0 where unknown.
  private var templateLines: [Int: [Int: Int]] = [:]

  init(_ run: MatrixRun) {
    self.run = run
    conditions = ConditionFinder(run.axes)
  }

  mutating func report(
    _ shares: [ExhaustiveShare.Gathered], _ templateFindings: [TemplateFinding]
  ) throws -> ExhaustiveReport {
    let findings = ReportWriter.merged(shares.map { $0.findings.mapValues(\.tally) })
    let samples = shares.reduce(into: [:]) { all, share in
      all.merge(share.findings.mapValues(\.finding)) { first, _ in first }
    }
    let failures = ReportWriter.merged(shares.map(\.failures))
    let headings = ReportWriter.merged(shares.map(\.emptyHeadings))
    try trace(Array(findings.values) + Array(headings.values))
    var found = findings.compactMap { key, tally in
      samples[key].map { finding in
        ExhaustiveReport.Found(
          id: finding.id, rule: finding.rule.rawValue, isError: finding.rule.severity == .error,
          object: finding.object, path: finding.path, message: finding.message, hint: finding.hint,
          occurrence: occurrence(tally))
      }
    }
    found += failures.map { key, tally in
      ExhaustiveReport.Found(
        id: "cannot-be-rendered", rule: "cannot-be-rendered", isError: true, object: "", path: "",
        message: "cannot be rendered: \(key.reason)", hint: nil,
        occurrence: occurrence(tally, templateLine: key.line))
    }
    let emptyHeadings = headings.map { key, tally in
      ExhaustiveReport.EmptyHeading(
        text: "\(String(repeating: "#", count: key.level)) \(key.text)", occurrence: occurrence(tally))
    }
    return ExhaustiveReport(
      combinationCount: run.count, validCount: run.count - ReportWriter.count(shares.map(\.faulty)),
      cleanCount: run.count - ReportWriter.count(shares.map(\.noted)),
      found: found.sorted { ($0.isError ? 0 : 1, $0.occurrence, $0.id) < ($1.isError ? 0 : 1, $1.occurrence, $1.id) },
      idle: idle(shares.map(\.sections)), emptyHeadings: emptyHeadings.sorted { $0.occurrence < $1.occurrence },
      templateFindings: templateFindings)
  }

  private static func merged<Key>(_ parts: [[Key: Tally]]) -> [Key: Tally] {
    parts.reduce(into: [:]) { all, part in
      for (key, tally) in part { all[key, default: tally].merge(tally) }
    }
  }

  private static func count(_ parts: [CombinationSet]) -> Int {
    guard var all = parts.first else { return 0 }
    for part in parts.dropFirst() { all.formUnion(part) }
    return all.count
  }

  // MARK: Where and when

  /// Renders once more each combination that is the first for something, to learn where the template wrote it.
  private mutating func trace(_ tallies: [Tally]) throws {
    for (number, tallies) in Dictionary(grouping: tallies, by: \.first) {
      let trace = try run.trace(number)
      var lines: [Int: Int] = [:]
      for tally in tallies { lines[tally.line] = trace?.templateLine(ofLine: tally.line) ?? 0 }
      templateLines[number] = lines
    }
  }

  private mutating func occurrence(_ tally: Tally, templateLine: Int? = nil) -> ExhaustiveReport.Occurrence {
    ExhaustiveReport.Occurrence(
      count: tally.combinations.count, condition: conditions.condition(of: tally.combinations),
      example: run.key(of: tally.first), outputLine: tally.line,
      templateLine: templateLine ?? templateLines[tally.first]?[tally.line] ?? 0)
  }

  // MARK: Values

  private func idle(_ tables: [SectionTable]) -> [ExhaustiveReport.Idle] {
    zip(run.axes, Coverage(run.axes, tables).hasOwn).compactMap { axis, hasOwn in
      guard hasOwn.count > 1, hasOwn.contains(false) else { return nil }
      return ExhaustiveReport.Idle(
        argument: axis.name, values: hasOwn.indices.filter { !hasOwn[$0] }.map { axis.choices[$0].key },
        isWhole: !hasOwn.contains(true))
    }
  }
}

extension ExhaustiveReport.Occurrence: Comparable {
  package static func < (left: Self, right: Self) -> Bool {
    (left.templateLine, left.outputLine, left.example) < (right.templateLine, right.outputLine, right.example)
  }

  package static func == (left: Self, right: Self) -> Bool {
    (left.templateLine, left.outputLine, left.example) == (right.templateLine, right.outputLine, right.example)
  }
}
