import Catalogue
import Strategy

/// What made a difference: the causes by their numbers, and marks for what they made.
struct CauseWriter {
  let report: CauseReport

  func text() -> StyledText {
    var text = StyledText()
    let totals = report.totals
    for (index, cause) in report.causes.enumerated() {
      text.append("[\(index + 1)] ", [.yellow, .bold])
      InputChangeWriter.append(cause.change, to: &text)
      if let decision = cause.decision { text.append("    \(DecisionWriter.text(decision))\n", .dim) }
      let own = totals.first { $0.attribution == .one(index) }
      text.append("    \(CauseWriter.made(own?.settings ?? 0, own?.lines ?? 0))\n")
    }
    for total in totals {
      guard let meaning = CauseWriter.meaning(total.attribution) else { continue }
      text.append(CauseWriter.mark(total.attribution), [.yellow, .bold])
      text.append(" \(meaning): \(CauseWriter.made(total.settings, total.lines))\n")
    }
    return text
  }

  private static func made(_ settings: Int, _ lines: Int) -> String {
    guard settings > 0 || lines > 0 else { return "nothing by itself" }
    return "\(SemanticWriter.count(settings, "setting")), \(SemanticWriter.count(lines, "line"))"
  }

  /// Nil for a single cause, which stands for itself.
  static func meaning(_ attribution: Attribution) -> String? {
    switch attribution {
    case .one: nil
    case .together: "only together, taking back any of them undoes it"
    case .either: "each of them alone would have made it"
    case .combination: "taking back all of them undoes it, taking back one does not"
    case .unknown: "cannot be told, since what would tell it cannot be rendered"
    }
  }

  /// `[1]`, `[1+2]`, `[1|2]`
  static func mark(_ attribution: Attribution) -> String {
    let numbers = attribution.factors.map { String($0 + 1) }
    switch attribution {
    case .one, .together: return "[\(numbers.joined(separator: "+"))]"
    case .either: return "[\(numbers.joined(separator: "|"))]"
    case .combination: return "[\(numbers.joined(separator: "&"))]"
    case .unknown: return "[?]"
    }
  }

  /// A mark as wide as the widest, for the front of a line.
  func gutter(_ attribution: Attribution?) -> String {
    let mark = attribution.map(CauseWriter.mark) ?? ""
    return mark + String(repeating: " ", count: max(0, width - mark.count) + 1)
  }

  private var width: Int { report.totals.map { CauseWriter.mark($0.attribution).count }.max() ?? 0 }

  // MARK: Records

  var record: Record {
    Record([
      (
        "causes",
        .list(
          report.causes.enumerated().map { index, cause in
            var record = InputChangeWriter.record(cause.change)
            record["number"] = .int(index + 1)
            record["decision"] = cause.decision.map { .map(DecisionWriter.record($0)) } ?? .null
            return .map(record)
          })
      ),
      (
        "totals",
        .list(
          report.totals.map { total in
            var record = CauseWriter.record(total.attribution)
            record["settings"] = .int(total.settings)
            record["lines"] = .int(total.lines)
            return .map(record)
          })
      ),
    ])
  }

  static func record(_ attribution: Attribution) -> Record {
    let kind =
      switch attribution {
      case .one: "one"
      case .together: "together"
      case .either: "either"
      case .combination: "combination"
      case .unknown: "unknown"
      }
    return Record([("kind", .text(kind)), ("causes", .list(attribution.factors.map { .int($0 + 1) }))])
  }
}
