import Strategy

/// Where a layer applies.
package enum Scope: Hashable, Sendable {
  /// `/`: everyone.
  case root
  /// `*/environment`: that environment of every team.
  case everyTeam(environment: String)
  case team(String)
  case environment(team: String, environment: String)
  case cluster(team: String, environment: String, cluster: String)

  /// - Throws: ``CatalogueError/badScope(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    if text == "/" {
      self = .root
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard !text.isEmpty, parts.count <= 3 else {
      throw .badScope(text, problem: "expected /, TEAM, TEAM/ENVIRONMENT, TEAM/ENVIRONMENT/CLUSTER or */ENVIRONMENT")
    }
    for (index, part) in parts.enumerated() where !(index == 0 && part == "*" && parts.count == 2) {
      guard Scope.isName(part) else {
        throw .badScope(
          text,
          problem: "\(part.isEmpty ? "a part is empty" : "\(quoted(part)) is not a name"): expected \(Scope.nameRule)")
      }
    }
    switch parts.count {
    case 1: self = .team(parts[0])
    case 2 where parts[0] == "*": self = .everyTeam(environment: parts[1])
    case 2: self = .environment(team: parts[0], environment: parts[1])
    default: self = .cluster(team: parts[0], environment: parts[1], cluster: parts[2])
    }
  }

  package static let nameRule = "lower-case letters, digits and '-', at most 63, a letter or digit at both ends"

  /// A DNS label (RFC 1123), as Kubernetes wants names.
  package static func isName(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, let last = bytes.last, bytes.count <= 63 else { return false }
    func isAlphanumeric(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
    return isAlphanumeric(first) && isAlphanumeric(last)
      && bytes.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
  }

  /// The layers that a scope's parameters are merged from, the later winning.
  package var layers: [Scope] {
    switch self {
    case .root: [.root]
    case .everyTeam: [.root, self]
    case .team: [.root, self]
    case .environment(let team, let environment):
      [.root, .everyTeam(environment: environment), .team(team), self]
    case .cluster(let team, let environment, _):
      Scope.environment(team: team, environment: environment).layers + [self]
    }
  }

  /// Whether the scope can have versions of its own.
  package var isStrategy: Bool {
    switch self {
    case .environment, .cluster: true
    case .root, .everyTeam, .team: false
    }
  }

  /// Whether `other` is this scope or lies beneath it.
  package func contains(_ other: Scope) -> Bool {
    switch self {
    case .root: true
    case .everyTeam(let environment): other == self || other.environment == environment
    case .team(let team): other.team == team
    case .environment(let team, let environment): other.team == team && other.environment == environment
    case .cluster: other == self
    }
  }

  /// The team's name; nil for the scopes that are not within one team.
  package var team: String? {
    switch self {
    case .root, .everyTeam: nil
    case .team(let team), .environment(let team, _), .cluster(let team, _, _): team
    }
  }

  package var environment: String? {
    switch self {
    case .root, .team: nil
    case .everyTeam(let environment), .environment(_, let environment), .cluster(_, let environment, _): environment
    }
  }

  package var cluster: String? {
    if case .cluster(_, _, let cluster) = self { cluster } else { nil }
  }

  /// Which of the five kinds of layer it is.
  package var layer: Layer {
    switch self {
    case .root: .root
    case .everyTeam: .everyTeam
    case .team: .team
    case .environment: .environment
    case .cluster: .cluster
    }
  }
}

extension Scope: CustomStringConvertible {
  package var description: String {
    switch self {
    case .root: "/"
    case .everyTeam(let environment): "*/\(environment)"
    case .team(let team): team
    case .environment(let team, let environment): "\(team)/\(environment)"
    case .cluster(let team, let environment, let cluster): "\(team)/\(environment)/\(cluster)"
    }
  }
}

extension Scope {
  /// As it is typed at a shell, which would take a bare `*` for file names.
  package var typed: String { description.contains("*") ? "'\(description)'" : description }
}

/// Alphabetical within each kind of path: `/` first, a team before what lies beneath it.
extension Scope: Comparable {
  package static func < (left: Scope, right: Scope) -> Bool {
    let (a, b) = (left.parts, right.parts)
    if a.team != b.team { return a.team < b.team }
    if a.environment != b.environment { return a.environment < b.environment }
    return a.cluster < b.cluster
  }

  /// The parts of the path; what a scope does not have, and the team of `*/environment`, is empty.
  private var parts: (team: String, environment: String, cluster: String) {
    (team ?? "", environment ?? "", cluster ?? "")
  }
}

/// The kind of layer a value comes from.
package enum Layer: String, Sendable, CaseIterable {
  /// The template's own default.
  case standard = "default"
  case root = "/"
  case everyTeam = "*/environment"
  case team = "team"
  case environment = "team/environment"
  case cluster = "team/environment/cluster"

  /// The scope of this layer as `scope` sees it; nil for the template's default.
  package func scope(seenFrom scope: Scope) -> Scope? {
    scope.layers.first { $0.layer == self }
  }
}
