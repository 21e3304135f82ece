import Manifests
import Strategy

/// Scopes by a pattern: `payments`, `*/production`, `pay*/prod*/eu-*`; whatever lies beneath matches too.
package struct ScopePattern: Sendable {
  private let parts: [Glob]
  package let text: String

  /// - Throws: ``CatalogueError/badScope(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    self.text = text
    if text == "/" {
      parts = []
      return
    }
    let words = text.split(separator: "/", omittingEmptySubsequences: false)
    guard words.count <= 3, words.allSatisfy({ !$0.isEmpty }) else {
      throw .badScope(text, problem: "expected TEAM[/ENVIRONMENT[/CLUSTER]], each with '*' for any characters")
    }
    parts = words.map { Glob(String($0)) }
  }

  /// Whether a scope matches, or lies beneath one that does.
  package func contains(_ scope: Scope) -> Bool {
    let names = [scope.layer == .everyTeam ? "*" : scope.team, scope.environment, scope.cluster].compactMap { $0 }
    return names.count >= parts.count && zip(parts, names).allSatisfy { $0.matches($1) }
  }
}
