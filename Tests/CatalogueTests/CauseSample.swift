import Catalogue
import Strategy

/// A catalogue whose template shows every way in which inputs come together: alone, both of two, either of two.
struct CauseSample {
  let shelf: Shelf
  var catalogue: Catalogue { shelf.catalogue }

  static let template = """
    ---
    name: plan
    version: 1.0.0
    provider_argument: cloud
    arguments:
      - {name: cloud, enum: [aws, gcp], default: aws}
      - {name: size, enum: [small, medium, large], default: small}
      - {name: tier, enum: [silver, gold], default: silver}
      - {name: unused, enum: [a, b], default: a}
      - {name: namespace, pattern: "^[a-z]+$", default: app}
    ---
    # Sizes

    Size {{size}}.

    ## Workload

    ```yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: {{namespace}} }
    spec:
      replicas: {{#if (eq size "large")}}5{{else}}2{{/if}}
    {{#if (and (eq size "large") (eq tier "gold"))}}
      priority: high
    {{/if}}
    {{#if (or (eq size "large") (eq tier "gold"))}}
      watched: true
    {{/if}}
      storage: {{provider "storage.default"}}
    ```

    """

  /// - Parameter now: what the clock says, in milliseconds since 1970.
  init(now: @escaping @Sendable () -> Int64 = { 0 }) throws {
    shelf = try Shelf(template: CauseSample.template, now: now)
    _ = try catalogue.setProvider("gcp", [("storage.default", "pd-ssd")], message: "")
  }

  func set(_ scope: String, _ settings: [(String, String)], message: String = "") throws {
    _ = try catalogue.setProfile(Scope(parsing: scope), settings.map { (key: $0.0, value: $0.1) }, message: message)
  }

  @discardableResult
  func generate(_ scope: String = "/") throws -> Catalogue.GenerateReport {
    try catalogue.generate(.init(scopes: [Scope(parsing: scope)], message: ""))
  }

  func plan(
    _ scopes: [String] = [], set settings: [String] = [], provider: [String] = [], template: String? = nil,
    isSaved: Bool = false
  ) throws -> Catalogue.PlanReport {
    let whatIf = WhatIf(
      settings: try settings.map { try WhatIf.Setting(parsing: $0) },
      providerSettings: try provider.map { try WhatIf.ProviderSetting(parsing: $0) },
      template: template.map { .file(name: "new.md", bytes: Array($0.utf8)) })
    return try catalogue.plan(.init(scopes: scopes.map { try Scope(parsing: $0) }, whatIf: whatIf, isSaved: isSaved))
  }

  func diff(_ old: String, _ new: String? = nil, asOf time: Timestamp? = nil, why: Bool = false) throws -> VersionDiff {
    try catalogue.diff(
      .init(
        old: .version(VersionAddress(parsing: old)), new: try new.map { .version(try VersionAddress(parsing: $0)) },
        asOf: time, context: 0, findsCauses: why))
  }
}

extension Catalogue.PlanReport {
  /// The strategies of each group with what moved: `a/production profile`.
  var lines: [String] {
    groups.map { group in
      group.strategies.map(\.scope.description).joined(separator: " ") + " "
        + group.inputs.map { "\($0.key):\($0.old ?? "-")→\($0.new ?? "-")" }.joined(separator: " ")
    }
  }
}
