import Strategy

/// A fleet of any size, always the same for a size and seed, as a file that `strata apply` reads.
///
/// One team for every fifty clusters, three environments each, and the clusters spread over them. Every environment
/// and cluster has a layer with all required arguments, whose values go through the template's combinations; the
/// optional ones stay at their defaults.
struct FleetGenerator {
  let clusterCount: Int
  var teamCount: Int { max(1, clusterCount / 50) }
  /// Environments and clusters, each with versions of its own.
  var strategyCount: Int { 3 * teamCount + clusterCount }

  private let combinations: [[(name: String, value: ParameterValue)]]
  private let seed: Int

  private static let environments = ["development", "staging", "production"]
  private static let regions = ["eu-west-1", "eu-central-1", "us-east-1", "us-west-2", "ap-south-1"]
  private static let tiers = ["gold", "silver", "bronze"]

  init(_ template: Template, clusters: Int, seed: Int = 0) throws {
    let required = Set(template.frontMatter.arguments.filter(\.isRequired).map(\.name))
    var combinations: [[(name: String, value: ParameterValue)]] = []
    try Matrix(template).forEach { _, values in combinations.append(values.filter { required.contains($0.name) }) }
    self.combinations = combinations
    self.seed = seed
    clusterCount = clusters
  }

  /// The fleet as YAML.
  func yaml() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(clusterCount * 400 + 4096)
    bytes += "teams:\n".utf8
    for team in 0..<teamCount {
      bytes += "  team-\(team):\n    environments:\n".utf8
      for (index, name) in Self.environments.enumerated() {
        bytes += "      \(name):\n        parameters: \(parameters(3 * team + index))\n        clusters:\n".utf8
        let turn = team + index * teamCount
        for cluster in stride(from: turn, to: clusterCount, by: 3 * teamCount) { append(cluster, to: &bytes) }
        if turn >= clusterCount { bytes += "          {}\n".utf8 }
      }
    }
    return bytes
  }

  /// Queries of few answers: the values of all required arguments but those of one, which is left open in turn.
  func questions() -> [[String]] {
    stride(from: 0, to: combinations.count, by: max(1, combinations.count / 64)).map { index in
      let values = combinations[index]
      return values.indices.filter { $0 != index % values.count }.map {
        "\(values[$0].name) = \(values[$0].value.written)"
      }
    }
  }

  private func append(_ cluster: Int, to bytes: inout [UInt8]) {
    let (kubernetes, region) = (32 + pick(cluster, 4), Self.regions[pick(cluster / 4, Self.regions.count)])
    let tier = Self.tiers[pick(cluster / 20, Self.tiers.count)]
    bytes +=
      """
                c-\(cluster):
                  kubernetes: "1.\(kubernetes)"
                  region: \(region)
                  selectors: {tier: \(tier)}
                  parameters: \(parameters(3 * teamCount + cluster))

      """.utf8
  }

  /// A stride that shares no factor with the number of combinations visits them all.
  private func parameters(_ index: Int) -> String {
    guard !combinations.isEmpty else { return "{}" }
    let values = combinations[pick(index &* 1009, combinations.count)]
    return "{" + values.map { "\($0.name): \($0.value.written)" }.joined(separator: ", ") + "}"
  }

  private func pick(_ number: Int, _ count: Int) -> Int { ((number &+ seed) % count + count) % count }
}
