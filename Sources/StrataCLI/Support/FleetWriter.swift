import Catalogue
import Strategy

/// Writes a fleet as the YAML that `strata apply` reads, in a fixed order.
struct FleetWriter {
  private(set) var bytes: [UInt8] = []
  private var depth = 0

  static func document(_ fleet: FleetOutline) -> [UInt8] {
    var writer = FleetWriter()
    writer.write(fleet)
    return writer.bytes
  }

  private init() {}

  /// The parameters of one layer, as a document of its own.
  static func document(_ layer: LayerParameters) -> [UInt8] {
    var writer = FleetWriter()
    for entry in layer.entries { writer.line(entry.key, value: entry.value) }
    return writer.bytes
  }

  private mutating func write(_ fleet: FleetOutline) {
    line("format_version") { $0 += "1".utf8 }
    if let everyone = fleet.everyone { write("everyone", everyone) }
    section("environments", fleet.environments) { writer, environment in
      writer.write(environment.name, environment.layer)
    }
    section("providers", fleet.providers) { writer, provider in
      writer.section(provider.mapping.provider) { writer in
        writer.line("title", text: provider.title)
        writer.section("mapping", provider.mapping.entries, isAlwaysThere: true) { $0.line($1.key, text: $1.value) }
      }
    }
    section("teams", fleet.teams, isAlwaysThere: true) { writer, team in writer.write(team) }
  }

  private mutating func write(_ team: FleetOutline.Team) {
    guard team.layer != nil || !team.environments.isEmpty else { return line(team.name) { $0 += "{}".utf8 } }
    section(team.name) { writer in
      if let layer = team.layer { writer.write("parameters", layer) }
      writer.section("environments", team.environments) { $0.write($1) }
    }
  }

  private mutating func write(_ environment: FleetOutline.Environment) {
    guard environment.layer != nil || !environment.clusters.isEmpty else {
      return line(environment.name) { $0 += "{}".utf8 }
    }
    section(environment.name) { writer in
      if let layer = environment.layer { writer.write("parameters", layer) }
      writer.section("clusters", environment.clusters) { $0.write($1) }
    }
  }

  private mutating func write(_ cluster: FleetOutline.Cluster) {
    guard cluster.layer != nil || cluster.attributes != .none else { return line(cluster.name) { $0 += "{}".utf8 } }
    section(cluster.name) { writer in
      let attributes = cluster.attributes
      if !attributes.kubernetes.isEmpty { writer.line("kubernetes", text: attributes.kubernetes) }
      if !attributes.region.isEmpty { writer.line("region", text: attributes.region) }
      writer.section("selectors", attributes.selectors) { $0.line($1.key, text: $1.value) }
      if let layer = cluster.layer { writer.write("parameters", layer) }
    }
  }

  private mutating func write(_ key: String, _ layer: LayerParameters) {
    section(key, layer.entries, isAlwaysThere: true) { $0.line($1.key, value: $1.value) }
  }

  // MARK: Lines

  /// - Parameter isAlwaysThere: whether a section of nothing is written as `{}`, and not left out.
  private mutating func section<Element>(
    _ key: String, _ elements: [Element], isAlwaysThere: Bool = false,
    _ write: (inout FleetWriter, Element) -> Void
  ) {
    guard !elements.isEmpty else {
      if isAlwaysThere { line(key) { $0 += "{}".utf8 } }
      return
    }
    section(key) { writer in
      for element in elements { write(&writer, element) }
    }
  }

  private mutating func section(_ key: String, _ write: (inout FleetWriter) -> Void) {
    start(key)
    bytes.append(UInt8(ascii: "\n"))
    depth += 1
    write(&self)
    depth -= 1
  }

  private mutating func line(_ key: String, text: String) {
    line(key) { YAMLScalar.append(text, to: &$0) }
  }

  private mutating func line(_ key: String, value: ParameterValue?) {
    line(key) { bytes in
      switch value {
      case nil: bytes += "null".utf8
      case .text(let text): YAMLScalar.append(text, to: &bytes)
      case .list(let texts):
        bytes.append(UInt8(ascii: "["))
        for (index, text) in texts.enumerated() {
          if index > 0 { bytes += ", ".utf8 }
          YAMLScalar.append(text, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
      }
    }
  }

  private mutating func line(_ key: String, _ write: (inout [UInt8]) -> Void) {
    start(key)
    bytes.append(UInt8(ascii: " "))
    write(&bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  private mutating func start(_ key: String) {
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    YAMLScalar.append(key, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}
