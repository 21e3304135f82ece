import Catalogue
import Strategy

/// A version with what made each of its lines in front of it.
struct BlameWriter {
  let blame: Catalogue.Blame

  func text() -> StyledText {
    let heads = blame.lines.map(head)
    let widths = (0..<4).map { column in heads.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    var text = StyledText()
    for (index, (line, head)) in zip(blame.lines, heads).enumerated() {
      text.append(head[0].padded(to: widths[0], left: true), .yellow)
      text.append(" \(head[1].padded(to: widths[1])) \(head[2].padded(to: widths[2]))", .dim)
      text.append(" \(head[3].padded(to: widths[3]))", .cyan)
      let number = String(index + 1)
      text.append(" \(number.padded(to: String(blame.lines.count).count, left: true))", .dim)
      text.append(line.text.isEmpty ? " |\n" : " | \(line.text)\n")
    }
    return text
  }

  /// Template line, author, day, and what decided it.
  private func head(_ line: Catalogue.Blame.Line) -> [String] {
    let name = line.names.first.map { line.names.count > 1 ? "\($0) +\(line.names.count - 1)" : $0 } ?? ""
    return [
      line.templateLine.map(String.init) ?? "?", line.audit?.author ?? "",
      line.audit.map { $0.time.day.description } ?? "", name,
    ]
  }

  var rows: Rows {
    let rows = blame.lines.enumerated().map { index, line in
      Record([
        ("line", .int(index + 1)), ("template_line", Field(line.templateLine)), ("inputs", Field(line.names)),
        ("decided_at", Field(line.decision?.place.description)), ("author", Field(line.audit?.author)),
        ("time", Field(line.audit?.time.description)), ("text", .text(line.text)),
      ])
    }
    return Rows(
      [
        .number("line"), .number("template_line"), .text("inputs"), .text("decided_at"), .text("author"),
        .text("time"), .text("text"),
      ], rows)
  }
}
