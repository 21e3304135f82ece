import Foundation
import Testing

/// Catalogues that several tests start from.
extension Workplace {
  /// One strategy and its first version.
  static func withStrategy() async throws -> Workplace {
    let place = try Workplace()
    try await place.strata("init")
    try await place.strata("profile set payments/production \(production)")
    try await place.strata("generate payments/production")
    return place
  }

  static let production = """
    application_architecture=microservices environment_type=production cluster_size=large \
    workload_type=web-services cloud_provider=aws scaling_requirements=auto-scaling
    """

  /// One strategy with two versions, which differ in a parameter.
  static func withTwoVersions() async throws -> Workplace {
    let place = try await withStrategy()
    try await place.strata("profile set payments/production cluster_size=small")
    try await place.strata("generate payments/production -m 'smaller: \"yes\"'")
    return place
  }

  /// A layer of each of the five kinds, and nothing generated.
  static func withLayers() async throws -> Workplace {
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

  /// A small template with one argument, `name`.
  static func note(version: String, body: String) -> String {
    "---\nname: note\nversion: \(version)\narguments:\n  - name: name\n    required: true\n---\n\(body)"
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
  }

  /// The numbers of a strategy's versions, oldest first.
  func versions(of scope: String) async throws -> [Int] {
    let log = try Tree(json: try await strata("log \(scope) -o json").out)
    return (log["versions"]?.items ?? []).compactMap { $0["version"]?.number }.reversed()
  }
}
