import ArgumentParser
import Catalogue
import Strategy

/// Which clusters a command looks at.
struct ClusterFilterOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Only beneath these scopes, as in 'payments' or '*/production'.", valueName: "glob"),
    completion: .scopes)
  var scope: [String] = []

  @Option(name: .long, help: ArgumentHelp("Only clusters with this selector; may be repeated.", valueName: "key=value"))
  var selector: [String] = []

  func filter() throws -> Catalogue.ClusterFilter {
    Catalogue.ClusterFilter(
      scopes: try scope.map { try ScopePattern(parsing: $0) },
      selectors: try settings(selector).map { ClusterAttributes.Selector(key: $0.key, value: $0.value) })
  }
}

struct ClusterList: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List clusters with the version each runs, and how far behind it is.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions
  @OptionGroup var filter: ClusterFilterOptions

  func run(_ context: Context) throws {
    let clusters = try context.catalogue().clusters(filter.filter())
    let columns: [Column] = [
      .text("cluster"), .text("kubernetes", isOptional: true), .text("region", isOptional: true),
      .text("selectors", isOptional: true), .text("runs"),
      .text("reason", style: { $0 == .text("pinned") ? .yellow : [] }), .text("latest"), .number("behind"),
    ]
    try context.console.page(Rows(columns, clusters.map(\.fields)), as: output.format, under: "clusters")
    guard clusters.isEmpty else { return }
    let isFiltered = !filter.scope.isEmpty || !filter.selector.isEmpty
    context.console.note(isFiltered ? "no cluster matches" : "no cluster: strata cluster add TEAM/ENVIRONMENT/CLUSTER")
  }
}

extension FleetCluster {
  /// As lists show it.
  var fields: Record {
    Record([
      ("cluster", .text(scope.description)), ("kubernetes", Field(attributes.kubernetes.nonEmpty)),
      ("region", Field(attributes.region.nonEmpty)),
      ("selectors", .map(Record(attributes.selectors.map { ($0.key, .text($0.value)) }))),
      ("runs", Field(ClusterText.version(strategy, running))), ("reason", Field(reason?.rawValue)),
      ("latest", Field(ClusterText.version(latestStrategy, latest))), ("behind", Field(behind)),
    ])
  }
}

extension String {
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
