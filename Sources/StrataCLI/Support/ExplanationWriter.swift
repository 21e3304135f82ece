import Catalogue
import Strategy

/// Where a line or value comes from, on one screen.
struct ExplanationWriter {
  let explanation: Catalogue.Explanation

  private var template: String { explanation.version.inputs.template.description }

  func text() -> StyledText {
    var text = StyledText()
    for line in explanation.lines { append(line, to: &text) }
    if explanation.moreLines > 0 {
      text.append("… and at \(SemanticWriter.count(explanation.moreLines, "more line"))\n\n", .dim)
    }
    if explanation.lines.isEmpty { text.append("\(address)\n", .bold) }
    if explanation.inputs.isEmpty {
      text.append("nothing decides it: the template says so in every case\n")
    } else if !explanation.lines.isEmpty {
      text.append("decided by\n", .dim)
    }
    for input in explanation.inputs { append(input, to: &text) }
    if let count = explanation.decidedLines {
      text.append("\nit decides \(SemanticWriter.count(count, "line")) of \(address)\n")
    }
    return text
  }

  private var address: String { VersionDiffWriter.address(explanation.version) }

  private func append(_ line: Catalogue.Explanation.Line, to text: inout StyledText) {
    text.append("\(address), line \(line.number)", .bold)
    let places = [line.heading, line.manifest].filter { !$0.isEmpty }
    text.append(places.isEmpty ? "\n" : "  \(places.joined(separator: " › "))\n", .cyan)
    text.append("  \(line.text)\n")
    text.append("written by \(template), line \(line.origin.line)\n", .dim)
    text.append("  \(line.templateText)\n")
    if !line.origin.conditions.isEmpty { text.append("where\n", .dim) }
    for condition in line.origin.conditions {
      text.append("  line \(condition.line): ", .dim)
      text.append(condition.text)
      text.append(condition.holds ? "  holds\n" : "  does not hold\n", condition.holds ? .green : .red)
    }
    text.append("\n")
  }

  private func append(_ input: Catalogue.Explanation.Input, to text: inout StyledText) {
    text.append("  \(input.name)", .bold)
    guard let first = input.decisions.first else { return text.append("  has no value\n", .dim) }
    for (index, decision) in input.decisions.enumerated() {
      if index == 0 || decision.isBeside(first) {
        text.append(" = \(decision.value ?? "null")", .green)
        text.append("  \(DecisionWriter.text(decision))\n", .dim)
      } else {
        text.append("    instead of \(decision.value ?? "null")  \(DecisionWriter.text(decision))\n", .dim)
      }
    }
  }

  var record: Record {
    Record([
      ("version", .text(address)), ("template", .text(template)),
      ("lines", .list(explanation.lines.map { .map(record($0)) })), ("more_lines", .int(explanation.moreLines)),
      (
        "inputs",
        .list(
          explanation.inputs.map { input in
            .map(
              Record([
                ("name", .text(input.name)), ("value", Field(input.decisions.first?.value)),
                ("decisions", .list(input.decisions.map { .map(DecisionWriter.record($0)) })),
              ]))
          })
      ), ("decided_lines", Field(explanation.decidedLines)),
    ])
  }

  private func record(_ line: Catalogue.Explanation.Line) -> Record {
    Record([
      ("line", .int(line.number)), ("text", .text(line.text)), ("heading", .text(line.heading)),
      ("manifest", .text(line.manifest)), ("template_line", .int(line.origin.line)),
      ("template_column", .int(line.origin.column)), ("template_text", .text(line.templateText)),
      (
        "conditions",
        .list(
          line.origin.conditions.map { condition in
            .map(
              Record([
                ("template_line", .int(condition.line)), ("condition", .text(condition.text)),
                ("holds", .bool(condition.holds)), ("reads", Field(condition.reads)),
              ]))
          })
      ), ("reads", Field(line.origin.reads)),
    ])
  }
}

extension Decision {
  /// Whether it is about another variable of the same name, not an overridden one: `@cluster` stands for several.
  fileprivate func isBeside(_ first: Decision) -> Bool {
    switch (place, first.place) {
    case (.cluster, _), (.name, _): true
    default: false
    }
  }
}
