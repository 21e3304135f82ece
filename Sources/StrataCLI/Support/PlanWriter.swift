import Catalogue
import Strategy

/// What a plan comes to, in words and as a record.
struct PlanWriter {
  let report: Catalogue.PlanReport
  /// How many groups are shown; 0 for all.
  let limit: Int

  private var shown: ArraySlice<Catalogue.PlanReport.Group> {
    limit > 0 ? report.groups.prefix(limit) : report.groups[...]
  }

  func text() -> StyledText {
    var text = StyledText()
    for group in shown {
      if !text.isEmpty { text.append("\n") }
      append(group, to: &text)
    }
    if shown.count < report.groups.count {
      let rest = report.groups.dropFirst(shown.count)
      let strategies = rest.reduce(0) { $0 + $1.strategies.count }
      text.append("\n… \(rest.count) more groups, \(count(strategies)): --limit 0 shows all\n", .dim)
    }
    if !report.new.isEmpty {
      if !text.isEmpty { text.append("\n") }
      text.append(count(report.new.count), .bold)
      text.append(": \(report.new.count == 1 ? "a first version" : "first versions")\n")
      text.append("  \(names(report.new.map(\.planned.scope)))\n")
    }
    return text
  }

  private func append(_ group: Catalogue.PlanReport.Group, to text: inout StyledText) {
    let difference = group.difference
    text.append(count(group.strategies.count), .bold)
    var parts: [String] = []
    if difference.settingCount > 0 {
      let settings = SemanticWriter.count(difference.settingCount, "setting")
      let same = difference.settingCount == 1 ? "the same setting" : "the same \(settings)"
      parts.append(group.strategies.count > 1 ? same : settings)
    }
    parts.append("+\(difference.addedLines) -\(difference.removedLines) lines")
    let moved = Moved.allCases.filter { part in group.strategies.contains { $0.moved.contains(part) } }
    if !moved.isEmpty { parts.append("\(moved.map(\.rawValue).joined(separator: ", ")) moved") }
    text.append(": \(parts.joined(separator: ", "))\n")
    text.append("  \(names(group.strategies.map(\.scope)))\n", .cyan)
    for input in group.inputs {
      text.append("  ")
      InputChangeWriter.append(input, to: &text)
    }
    var objects = StyledText()
    objects.append(SemanticWriter().text(difference.objects))
    for line in difference.lines {
      objects.append("\(ChangeStyle.mark(line.change)) | \(line.text)\n", ChangeStyle.of(line.change))
    }
    text.append(objects.indented(by: 2))
  }

  /// A few names, and how many there are besides.
  private func names(_ scopes: [Scope]) -> String {
    let few = scopes.prefix(4).map(\.description)
    let rest = scopes.count - few.count
    return few.joined(separator: ", ") + (rest > 0 ? " and \(rest) more" : "")
  }

  private func count(_ count: Int) -> String { count == 1 ? "1 strategy" : "\(count) strategies" }

  /// The whole in one line.
  var summary: String {
    var parts = ["\(report.changedCount) to change"]
    if !report.new.isEmpty { parts.append("\(report.new.count) new") }
    if !report.confirmed.isEmpty { parts.append("\(report.confirmed.count) with new inputs and the same output") }
    if !report.held.isEmpty { parts.append("\(report.held.count) held") }
    if report.failingCount > 0 { parts.append("\(report.failingCount) failing") }
    parts.append("\(report.currentCount) unchanged")
    return parts.joined(separator: ", ")
  }

  // MARK: Record

  var record: Record {
    Record([
      ("changed", .int(report.changedCount)), ("new", .int(report.new.count)),
      ("confirmed", .int(report.confirmed.count)), ("unchanged", .int(report.currentCount)),
      ("held", Field(report.held.map(\.description))), ("failing", .int(report.failingCount)),
      ("groups", .list(shown.map { .map(record($0)) })),
      ("first_versions", .list(report.new.map { .map(record($0.planned)) })),
      ("same_output", .list(report.confirmed.map { .map(record($0)) })),
      ("problems", .list(report.problems.map { .map(record($0)) })),
    ])
  }

  private func record(_ group: Catalogue.PlanReport.Group) -> Record {
    Record([
      ("strategies", .list(group.strategies.map { .map(record($0)) })),
      ("inputs", .list(group.inputs.map { .map(InputChangeWriter.record($0)) })),
      ("settings", .int(group.difference.settingCount)), ("added_lines", .int(group.difference.addedLines)),
      ("removed_lines", .int(group.difference.removedLines)),
      ("objects", .list(group.difference.objects.map { .map(SemanticWriter.record($0)) })),
    ])
  }

  private func record(_ planned: Catalogue.PlanReport.Planned) -> Record {
    Record([
      ("scope", .text(planned.scope.description)), ("version", .int(planned.number)),
      ("moved", Field(planned.moved.map(\.rawValue))),
    ])
  }

  private func record(_ problem: Problem) -> Record {
    Record([("subject", .text(problem.subject)), ("problem", .text(problem.text)), ("hint", Field(problem.hint))])
  }
}

extension StyledText {
  /// Every line that is not empty moved to the right.
  func indented(by count: Int) -> StyledText {
    var text = StyledText()
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\n") }
      if !line.isEmpty { text.append(String(repeating: " ", count: count)) }
      text.append(line)
    }
    return text
  }
}
