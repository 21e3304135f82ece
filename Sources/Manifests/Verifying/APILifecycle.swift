/// What becomes of an API of Kubernetes itself from version to version.
enum APILifecycle {
  enum State: Equatable {
    /// Served, as far as is known; so are the APIs of others.
    case served
    /// - Parameters:
    ///   - removal: the version that no longer serves it, where that is known.
    ///   - replacement: `policy/v1`, or `discovery.k8s.io/v1 EndpointSlice` where the kind is another; where there is
    ///     one.
    case deprecated(since: String, removal: String?, replacement: String?)
    case removed(in: String, replacement: String?)
    case future(since: String)
    /// A group of Kubernetes' own, but not with this version or this kind: `apps/v3`, or a Deployment of `v1`.
    case unknown(replacement: String?)
  }

  static func state(of kind: String, in apiVersion: String, on kubernetes: VersionNumber) -> State {
    let group = group(of: apiVersion)
    guard let kinds = releases[group] else { return .served }
    guard let release = kinds[kind]?.first(where: { $0.apiVersion == apiVersion }) else {
      return missing(kind, apiVersion, kinds, on: kubernetes)
    }
    let replacement = { release.replacement ?? best(for: kind, in: release.successor ?? group, on: kubernetes) }
    if let removed = release.removed, removed.number <= kubernetes {
      return .removed(in: removed.text, replacement: replacement())
    }
    if kubernetes < release.since.number { return .future(since: release.since.text) }
    if let deprecated = release.deprecated, deprecated.number <= kubernetes {
      return .deprecated(since: deprecated.text, removal: release.removed?.text, replacement: replacement())
    }
    return .served
  }

  /// Whether the APIs of a group are those of Kubernetes itself.
  static func isBuiltIn(_ group: String) -> Bool { releases[group] != nil }

  /// What is wrong with an object's API; nil where it is served and will be.
  static func finding(for object: ObjectFacts, on kubernetes: VersionNumber) -> Finding? {
    let name = "\(object.apiVersion) \(object.kind)"
    let use = { (replacement: String?) in replacement.map { "use '\($0)'" } }
    let found: (rule: Rule, message: String, hint: String?)
    switch state(of: object.kind, in: object.apiVersion, on: kubernetes) {
    case .served: return nil
    case .deprecated(let since, let removal, let replacement):
      let end = removal.map { " and gone from \($0) on" } ?? ""
      found = (.deprecatedAPI, "'\(name)' is deprecated since Kubernetes \(since)\(end)", use(replacement))
    case .removed(let version, let replacement):
      found = (
        .removedAPI, "Kubernetes serves no '\(name)' since \(version)", use(replacement) ?? "nothing replaces it"
      )
    case .future(let since): found = (.futureAPI, "Kubernetes serves no '\(name)' before \(since)", nil)
    case .unknown(let replacement):
      found = (.removedAPI, "Kubernetes serves no '\(name)'", use(replacement))
    }
    return Finding(
      found.rule, object: object.label, path: "apiVersion", line: object.line, subject: name, message: found.message,
      hint: found.hint)
  }

  // MARK: Looking up

  /// What is not in the table: a kind that nobody has heard of is left to schemas, as long as its version is one.
  private static func missing(
    _ kind: String, _ apiVersion: String, _ kinds: [String: [APIRelease]], on kubernetes: VersionNumber
  ) -> State {
    if apiVersion == "extensions/v1beta1" { return .removed(in: "1.22", replacement: place(of: kind, on: kubernetes)) }
    if kinds[kind] != nil { return .unknown(replacement: best(for: kind, in: group(of: apiVersion), on: kubernetes)) }
    if let place = place(of: kind, on: kubernetes) { return .unknown(replacement: place) }
    let isVersion = kinds.values.contains { $0.contains { $0.apiVersion == apiVersion } }
    return isVersion ? .served : .unknown(replacement: nil)
  }

  /// The best version of the one group that has the kind.
  private static func place(of kind: String, on kubernetes: VersionNumber) -> String? {
    let groups = releases.keys.filter { releases[$0]?[kind] != nil }.sorted()
    return groups.lazy.compactMap { best(for: kind, in: $0, on: kubernetes) }.first
  }

  /// The most mature version of a kind that is served and not deprecated.
  private static func best(for kind: String, in group: String, on kubernetes: VersionNumber) -> String? {
    releases[group]?[kind]?.filter { $0.isGood(on: kubernetes) }.max {
      $0.maturity.lexicographicallyPrecedes($1.maturity)
    }?.apiVersion
  }

  private static func group(of apiVersion: String) -> String {
    apiVersion.lastIndex(of: "/").map { String(apiVersion[..<$0]) } ?? ""
  }

  /// By group and kind.
  private static let releases: [String: [String: [APIRelease]]] = {
    var releases: [String: [String: [APIRelease]]] = [:]
    for release in APIRelease.all {
      for kind in release.kinds {
        releases[group(of: release.apiVersion), default: [:]][String(kind), default: []].append(release)
      }
    }
    return releases
  }()
}
