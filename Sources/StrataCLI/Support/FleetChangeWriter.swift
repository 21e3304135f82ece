import Catalogue
import Strategy

/// What applying a fleet file did: a row for each thing that changed, and the sum of it.
enum FleetChangeWriter {
  static func write(
    _ change: FleetChange, as format: OutputFormat, isDryRun: Bool, to console: Console
  ) throws {
    for slip in change.slips {
      console.warning("\(slip.new) is new", hints: ["did you mean '\(slip.known)', which the file does not mention?"])
    }
    let rows = change.rows.map { row in
      Record([
        ("action", .text(row.action.rawValue)), ("kind", .text(row.kind.rawValue)), ("name", .text(row.name)),
        ("changes", changes(of: row, as: format)),
      ])
    }
    let columns: [Column] = [
      .text("action", style: { $0 == .text(FleetChange.Action.retired.rawValue) ? .red : .green }), .text("kind"),
      .text("name"), .text("changes", isOptional: true),
    ]
    let head = Record([("dry_run", .bool(isDryRun)), ("head", Field(change.audit?.digest.hex))])
    if !(rows.isEmpty && format == .table) {
      try console.write(Rows(columns, rows), as: format, under: "changes", with: head)
    }
    guard !rows.isEmpty else { return console.note("nothing changed") }
    console.note(summary(of: change) + (isDryRun ? " (dry run: nothing was written)" : ""))
    if !isDryRun { console.note("next: strata plan") }
  }

  /// Texts for people, and old and new apart for programs.
  private static func changes(of row: FleetChange.Row, as format: OutputFormat) -> Field {
    switch format {
    case .json, .yaml:
      return .list(
        row.changes.map {
          .map(Record([("key", .text($0.key)), ("old", Field($0.old)), ("new", Field($0.new))]))
        })
    case .table, .csv:
      return Field(
        row.changes.map { change in
          guard let old = change.old else { return "\(change.key)=\(change.new ?? "")" }
          return "\(change.key): \(old) → \(change.new ?? "(not set)")"
        })
    }
  }

  /// `6 teams and 18 environments registered, 1 layer changed`
  private static func summary(of change: FleetChange) -> String {
    let actions: [FleetChange.Action] = [.registered, .returned, .changed, .retired]
    let kinds: [FleetChange.Kind] = [.layer, .provider, .team, .environment, .cluster]
    var counts: [FleetChange.Action: [FleetChange.Kind: Int]] = [:]
    for row in change.rows { counts[row.action, default: [:]][row.kind, default: 0] += 1 }
    return actions.compactMap { action in
      let parts = kinds.compactMap { kind in
        counts[action]?[kind].map { "\($0) \(kind.rawValue)\($0 == 1 ? "" : "s")" }
      }
      guard let last = parts.last else { return nil }
      let list = parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " and " + last : last
      return "\(list) \(action.rawValue)"
    }.joined(separator: ", ")
  }
}
