import Catalogue
import Strategy

/// The fleet on one screen.
struct StatusWriter {
  typealias State = Catalogue.FleetStatus.State

  let status: Catalogue.FleetStatus

  func text(width: Int?) -> StyledText {
    var text = StyledText()
    if status.standings.isEmpty {
      text.append("no strategies yet: strata profile set TEAM/ENVIRONMENT KEY=VALUE registers one\n")
    } else {
      text.append(TableWriter(width: width).table(rows(isTable: true)))
      text.append("\n")
    }
    list(.failing, "failing", .red, "strata plan", to: &text)
    list(.stale, "stale", .yellow, "strata plan", to: &text)
    list(.new, "new", .yellow, "strata generate --all", to: &text)
    list(.held, "held", .magenta, "strata generate SCOPE --release", to: &text)
    appendBehind(to: &text)
    appendFindings(to: &text)
    if let change = status.lastChange {
      text.append("last change  ", .bold)
      text.append("\(change.time) \(change.author): \(change.action) \(change.subject)")
      text.append(change.message.isEmpty ? "\n" : ", \(change.message)\n")
    }
    return text
  }

  /// A few of the strategies in a state, and what to do about them.
  private func list(_ state: State, _ word: String, _ style: Style, _ next: String, to text: inout StyledText) {
    let found = status.standings.filter { $0.state == state }
    guard !found.isEmpty else { return }
    let few = found.prefix(3).map { standing in
      let moved = standing.moved.map(\.rawValue).joined(separator: ", ")
      return moved.isEmpty ? standing.scope.description : "\(standing.scope) (\(moved))"
    }
    append(word, few, found.count, style, next, to: &text)
  }

  private func appendBehind(to text: inout StyledText) {
    let behind = status.behind
    guard !behind.isEmpty else { return }
    let few = behind.prefix(3).map { "\($0.scope) by \($0.behind ?? 0)" }
    append("behind", few, behind.count, .yellow, "strata cluster list", to: &text)
  }

  private func append(
    _ word: String, _ few: [String], _ count: Int, _ style: Style, _ next: String, to text: inout StyledText
  ) {
    text.append(word.padded(to: 13), style.union(.bold))
    text.append(few.joined(separator: ", ") + (count > few.count ? " and \(count - few.count) more" : ""))
    text.append("  → \(next)\n", .dim)
  }

  private func appendFindings(to text: inout StyledText) {
    let findings = status.findings
    text.append("findings".padded(to: 13), findings.errors > 0 ? [.red, .bold] : .bold)
    text.append(
      "\(SemanticWriter.count(findings.errors, "error")), \(SemanticWriter.count(findings.warnings, "warning"))")
    if findings.waived > 0 { text.append(", \(findings.waived) waived") }
    if findings.unverified > 0 {
      text.append("; \(SemanticWriter.count(findings.unverified, "version")) not verified")
    }
    text.append(
      findings.errors + findings.warnings + findings.unverified > 0 ? "  → strata verify --all\n" : "\n", .dim)
  }

  // MARK: Rows

  /// One for each name of an environment.
  /// - Parameter isTable: whether people read it, who need no columns of nothing but zeros.
  func rows(isTable: Bool) -> Rows {
    let environments = Set(status.standings.compactMap(\.scope.environment)).sorted()
    let rows = environments.map { environment in
      let standings = status.standings.filter { $0.scope.environment == environment }
      let clusters = status.clusters.filter { $0.scope.environment == environment }
      return Record(
        [("environment", .text(environment)), ("strategies", .int(standings.count))]
          + State.allCases.map { state in (state.rawValue, .int(standings.count { $0.state == state })) } + [
            ("clusters", .int(clusters.count)), ("behind", .int(clusters.count { ($0.behind ?? 0) > 0 })),
            ("pinned", .int(clusters.count { $0.reason == .pinned })),
          ])
    }
    func number(_ key: String, _ style: Style) -> Column {
      .number(key, style: { $0 == .int(0) ? .dim : style })
    }
    let rare = [
      number("new", .yellow), number("held", .magenta), number("failing", .red), number("behind", .yellow),
      number("pinned", .cyan),
    ].filter { column in !isTable || rows.contains { $0[column.key] != .int(0) } }
    return Rows(
      [.text("environment"), .number("strategies"), number("current", .green), number("stale", .yellow)]
        + rare.prefix { !["behind", "pinned"].contains($0.key) } + [.number("clusters")]
        + rare.drop { !["behind", "pinned"].contains($0.key) }, rows)
  }

  var record: Record {
    func scopes(_ state: State) -> Field {
      .list(
        status.standings.filter { $0.state == state }.map { standing in
          .map(
            Record([
              ("scope", .text(standing.scope.description)), ("moved", Field(standing.moved.map(\.rawValue))),
              ("problems", Field(standing.problems.map { "\($0.subject): \($0.text)" })),
            ]))
        })
    }
    let findings = status.findings
    return Record(
      State.allCases.filter { $0 != .current }.map { ($0.rawValue, scopes($0)) } + [
        ("current", .int(status.count(.current))),
        ("behind", Field(status.behind.map(\.scope.description))),
        ("pinned", Field(status.pinned.map(\.scope.description))),
        (
          "findings",
          .map(
            Record([
              ("errors", .int(findings.errors)), ("warnings", .int(findings.warnings)),
              ("waived", .int(findings.waived)), ("unverified", .int(findings.unverified)),
            ]))
        ), ("last_change", status.lastChange.map { .map($0.record) } ?? .null),
      ])
  }
}

extension String {
  /// With blanks behind it, or before it, up to a width in columns of the terminal.
  func padded(to width: Int, left: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    return left ? blanks + self : self + blanks
  }
}
