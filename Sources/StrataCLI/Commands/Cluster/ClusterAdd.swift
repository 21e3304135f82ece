import ArgumentParser
import Catalogue
import Strategy

/// What can be said of a cluster.
struct ClusterOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Its Kubernetes version, as in 1.31; '' where unknown.", valueName: "version"))
  var kubernetes: String?

  @Option(name: .long, help: "Its region; '' where unknown.")
  var region: String?

  @Option(name: .long, help: ArgumentHelp("A selector to find it by; may be repeated.", valueName: "key=value"))
  var selector: [String] = []

  /// - Throws: for a selector that is no KEY=VALUE, and a key given twice.
  func applied(to old: ClusterAttributes, removing removed: [String] = []) throws -> ClusterAttributes {
    let added = try settings(selector).map { ClusterAttributes.Selector(key: $0.key, value: $0.value) }
    for key in removed where !old.selectors.contains(where: { $0.key == key }) {
      throw CatalogueError.missingKey(
        key, in: "the cluster's list of selectors", nearest: Nearest.likely(key, among: old.selectors.map(\.key)))
    }
    let gone = Set(added.map(\.key)).union(removed)
    return ClusterAttributes(
      kubernetes: kubernetes ?? old.kubernetes, region: region ?? old.region,
      selectors: old.selectors.filter { !gone.contains($0.key) } + added)
  }
}

struct ClusterAdd: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register a cluster in an environment.",
    discussion: """
      Example: strata cluster add payments/production/eu-1 --kubernetes 1.31 --region eu-west-1 --selector tier=gold
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions
  @OptionGroup var attributes: ClusterOptions

  @Argument(help: "TEAM/ENVIRONMENT/CLUSTER.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let change = try context.catalogue(recording: recording).addCluster(scope, message: recording.message) { old in
      try attributes.applied(to: old)
    }
    try context.console.write(change)
  }
}

struct ClusterSet: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    abstract: "Change what is known of a cluster.",
    discussion: "Its parameters are a layer: strata profile set TEAM/ENVIRONMENT/CLUSTER KEY=VALUE.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions
  @OptionGroup var attributes: ClusterOptions

  @Option(name: .long, help: ArgumentHelp("A selector to take away; may be repeated.", valueName: "key"))
  var removeSelector: [String] = []

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  func validate() throws {
    if attributes.kubernetes == nil, attributes.region == nil, attributes.selector.isEmpty, removeSelector.isEmpty {
      throw ValidationError("expected --kubernetes, --region, --selector or --remove-selector")
    }
  }

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    let change = try context.catalogue(recording: recording).setCluster(scope, message: recording.message) { old in
      try attributes.applied(to: old, removing: removeSelector)
    }
    try context.console.write(change)
  }
}

extension Console {
  /// What a change of a cluster did.
  fileprivate func write(_ change: Catalogue.ClusterChange) throws {
    for created in change.created { try out(created.text) }
    guard change.isChange else { return try out("\(change.scope): nothing changed") }
    if change.created.isEmpty { try out("\(change.scope)") }
    for (name, old, new) in ClusterText.differences(change.old, change.new) { try out("  \(name): \(old) → \(new)") }
    if change.hasStrategy { note("next: strata generate \(change.scope)") }
  }
}

/// Clusters in words.
enum ClusterText {
  static func selectors(_ attributes: ClusterAttributes) -> String {
    attributes.selectors.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  static func differences(
    _ old: ClusterAttributes, _ new: ClusterAttributes
  ) -> [(name: String, old: String, new: String)] {
    [
      ("kubernetes", old.kubernetes, new.kubernetes), ("region", old.region, new.region),
      ("selectors", selectors(old), selectors(new)),
    ].filter { $0.1 != $0.2 }.map { ($0.0, $0.1.isEmpty ? "(none)" : $0.1, $0.2.isEmpty ? "(none)" : $0.2) }
  }

  static func version(_ scope: Scope?, _ version: VersionKey?) -> String? {
    scope.flatMap { scope in version.map { "\(scope)@\($0.number)" } }
  }
}
