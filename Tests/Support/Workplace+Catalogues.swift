import Foundation
import Testing

/// Catalogues that several tests start from.
extension Workplace {
  /// One strategy and its first version.
  package static func withStrategy() async throws -> Workplace {
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata("profile set payments/production \(production)")
    try await place.strata("generate payments/production")
    return place
  }

  package static let production = """
    application_architecture=microservices environment_type=production cluster_size=large \
    workload_type=web-services cloud_provider=aws scaling_requirements=auto-scaling
    """

  /// One strategy with two versions, which differ in a parameter.
  package static func withTwoVersions() async throws -> Workplace {
    let place = try await withStrategy()
    try await place.strata("profile set payments/production cluster_size=small")
    try await place.strata("generate payments/production -m 'smaller: \"yes\"'")
    return place
  }

  /// A layer of each of the five kinds, and nothing generated.
  package static func withLayers() async throws -> Workplace {
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata("profile set / namespace=apps cluster_size=small")
    try await place.strata("profile set */production environment_type=production cluster_size=large")
    try await place.strata(
      "profile set payments application_architecture=microservices cloud_provider=aws workload_type=web-services"
        + " scaling_requirements=auto-scaling,predictive")
    try await place.strata("profile set payments/production domain=pay.example.com")
    try await place.strata(
      "profile set payments/production/eu-1 cluster_size=medium provider.instance.worker=m6i.large")
    return place
  }

  /// Two teams with five clusters, one of which has a layer of its own, and a version of every strategy.
  package static func withFleet() async throws -> Workplace {
    let place = try Workplace()
    try place.write("strata.db", try await made.value)
    return place
  }

  /// It is made once: many tests start from it.
  private static let made = Task {
    let place = try Workplace()
    try await place.strata("init")
    try place.write("site.md", site)
    try await place.strata("template import site.md")
    try await place.strata("apply -f -", input: fleet)
    try await place.strata("generate --all")
    return try place.read("strata.db")
  }

  private static let fleet = """
    everyone: {template: site, size: small, cloud_provider: aws}
    teams:
      payments:
        environments:
          staging:
            clusters:
              eu-1: {kubernetes: "1.32", region: eu-west-1}
          production:
            parameters: {size: large}
            clusters:
              eu-1: {kubernetes: "1.31", region: eu-west-1, selectors: {tier: gold}}
              eu-2: {kubernetes: "1.30", region: eu-central-1, selectors: {tier: silver}}
              us-1: {kubernetes: "1.9", region: us-east-1, selectors: {tier: gold}, parameters: {size: medium}}
      search:
        parameters: {cloud_provider: gcp}
        environments:
          production:
            clusters:
              eu-1: {kubernetes: "1.31", region: europe-west4, selectors: {tier: gold}}
    """

  private static let site = """
    ---
    name: site
    version: 1.0.0
    provider_argument: cloud_provider
    arguments:
      - name: size
        enum: [small, medium, large]
      - name: cloud_provider
        enum: [aws, gcp]
      - name: owner
        default: nobody
    ---
    # {{@team}}/{{@environment}} at {{@cluster.name}} {{@cluster.region}} {{@cluster.kubernetes}}

    ```yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: "{{@team}}"}
    spec:
      replicas: {{#if (eq size "large")}}12{{else}}3{{/if}}
      template: {spec: {containers: [{name: web, image: "shop/web:1.4", resources: {limits: {memory: 2Gi}}}]}}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: notes}
    data:
      text: |
        {{owner}}
        and others
      "a.b/c]": "\\e[31mred"
      storage: {{provider "storage.default"}}
    ```

    """

  /// A small template with one argument, `name`.
  package static func note(version: String, body: String) -> String {
    "---\nname: note\nversion: \(version)\narguments:\n  - name: name\n    required: true\n---\n\(body)"
  }

  package func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  /// The numbers of a strategy's versions, oldest first.
  package func versions(of scope: String) async throws -> [Int] {
    let log = try Tree(json: try await strata("log \(scope) -o json").out)
    return (log["versions"]?.items ?? []).compactMap { $0["version"]?.number }.reversed()
  }
}
