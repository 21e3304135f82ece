import ArgumentParser
import Catalogue
import Strategy

struct ClusterShow: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show one cluster: what it runs, its own parameters, and every change.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let details = try context.catalogue().cluster(Scope(parsing: scope))
    let parameters = Record(details.layer.entries.map { ($0.key, Field($0.value)) })
    let head = details.cluster.fields.merging(Record([("parameters", .map(parameters))]))
    let rows = ClusterShow.history(details)
    if output.format == .table { try context.console.write(head, as: .table) }
    let columns: [Column] = [
      .text("time"), .text("author"), .text("change"), .text("message", isOptional: true),
    ]
    if output.format == .table, !rows.isEmpty { try context.console.out("") }
    guard output.format != .table || !rows.isEmpty else { return }
    try context.console.page(
      Rows(columns, rows), as: output.format, under: "history", with: output.format == .table ? [:] : head)
  }

  /// Revisions and pins, newest first.
  private static func history(_ details: Catalogue.ClusterDetails) -> [Record] {
    let previous = [ClusterAttributes.none] + details.revisions.dropLast().map(\.attributes)
    let revisions = zip(details.revisions, previous).map { revision, before in
      let changes = ClusterText.differences(before, revision.attributes).map { "\($0.name): \($0.old) → \($0.new)" }
      return (revision.audit, changes.isEmpty ? "registered" : changes.joined(separator: ", "))
    }
    let cluster = details.cluster.scope
    let pins = details.pins.map { pin in
      let strategy = pin.version.map { $0.scope == pin.cluster ? cluster : cluster.environmentScope }
      return (pin.audit, ClusterText.version(strategy, pin.version).map { "pinned to \($0)" } ?? "unpinned")
    }
    return (revisions + pins).sorted { $0.0.id.rawValue > $1.0.id.rawValue }.map { audit, change in
      Record(audit.fields + [("change", .text(change))])
    }
  }
}

extension Scope {
  /// The environment that a cluster belongs to; the scope itself for all others.
  fileprivate var environmentScope: Scope {
    guard case .cluster(let team, let environment, _) = self else { return self }
    return .environment(team: team, environment: environment)
  }
}
