import ArgumentParser
import Catalogue
import Strategy

/// Renaming and retiring, which teams, environments and clusters share.
enum ScopeMoves {
  static func rename(_ text: String, as kind: Kind, to name: String, _ recording: RecordOptions, _ context: Context)
    throws
  {
    let scope = try kind.parse(text)
    let move = try context.catalogue(recording: recording).rename(scope, to: name, message: recording.message)
    try context.console.out("\(move.old) is called \(move.new) now\(beneath(move))")
    if move.scopes.contains(where: \.isStrategy) {
      context.console.note("templates that print names see the new one: strata generate \(generated(move.new).typed)")
    }
  }

  static func retire(_ text: String, as kind: Kind, _ recording: RecordOptions, _ context: Context) throws {
    let scope = try kind.parse(text)
    let move = try context.catalogue(recording: recording).retire(scope, message: recording.message)
    try context.console.out("retired \(move.old)\(beneath(move))")
    context.console.note("its history stays: strata log, show and diff go on working")
  }

  /// What there certainly is a strategy beneath: not every cluster has its own.
  private static func generated(_ scope: Scope) -> Scope {
    guard case .cluster(let team, let environment, _) = scope else { return scope }
    return .environment(team: team, environment: environment)
  }

  private static func beneath(_ move: Catalogue.ScopeMove) -> String {
    let environments = move.scopes.count { $0.layer == .environment && $0 != move.new }
    let clusters = move.scopes.count { $0.layer == .cluster && $0 != move.new }
    let parts = [(environments, "environment"), (clusters, "cluster")].filter { $0.0 > 0 }
    guard !parts.isEmpty else { return "" }
    return ", with \(parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: " and "))"
  }

  /// Which kind of scope a command is about.
  enum Kind {
    case team, environment, cluster

    func parse(_ text: String) throws -> Scope {
      let scope = try Scope(parsing: text)
      switch (self, scope) {
      case (.team, .team), (.environment, .environment), (.environment, .everyTeam), (.cluster, .cluster):
        return scope
      case (.team, _): throw CatalogueError.badScope(text, problem: "expected TEAM")
      case (.environment, .team(let name)):
        throw CatalogueError.badScope(text, problem: "expected TEAM/ENVIRONMENT, or '*/\(name)' for every team's")
      case (.environment, _): throw CatalogueError.badScope(text, problem: "expected TEAM/ENVIRONMENT or */ENVIRONMENT")
      case (.cluster, _): throw CatalogueError.notACluster(scope)
      }
    }
  }
}

struct ClusterRename: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "rename", abstract: "Give a cluster another name; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  @Argument(help: "Its new name, without team and environment.")
  var name: String

  func run(_ context: Context) throws { try ScopeMoves.rename(scope, as: .cluster, to: name, recording, context) }
}

struct ClusterRetire: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "retire", abstract: "Take a cluster out of use; its history stays.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The cluster.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws { try ScopeMoves.retire(scope, as: .cluster, recording, context) }
}
