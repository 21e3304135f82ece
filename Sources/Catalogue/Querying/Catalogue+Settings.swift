import Manifests
import Strategy

extension Catalogue {
  /// One setting of a version.
  package struct VersionSetting: Sendable {
    package enum Kind: String, Sendable { case parameter, provider, manifest }

    package let kind: Kind
    /// Its address, as a query takes it.
    package let address: String
    package let value: String
    /// Of a manifest's scalar: `string`, `int`, `float`, `bool`, `null`, `map`, `list`.
    package let type: String
    /// Where it stands in the output, from 1; nil for parameters and provider keys.
    package let line: Int?
    /// The layer that a parameter comes from.
    package let layer: String?
    /// Which document a scalar is in, and where.
    let place: (manifest: ManifestRecord, path: SettingPath)?

    init(
      _ kind: Kind, _ address: String, _ value: String, type: String = "string", line: Int? = nil,
      layer: String? = nil, place: (manifest: ManifestRecord, path: SettingPath)? = nil
    ) {
      self.kind = kind
      self.address = address
      self.value = value
      self.type = type
      self.line = line
      self.layer = layer
      self.place = place
    }
  }

  package struct VersionSettings: Sendable {
    package let version: Version
    package let settings: [VersionSetting]
    /// What of the documents does not parse, each with its line in the output.
    package let problems: [String]
  }

  /// All settings of a version: parameters, provider keys, then the scalars of its manifests in order.
  package func settings(_ address: VersionAddress) throws -> VersionSettings {
    try store.read { tx in try Catalogue.settings(of: Catalogue.version(address, tx), tx) }
  }

  /// The settings of a file of manifests, or of a document, that is in no catalogue.
  package static func settings(ofFile name: String, _ bytes: [UInt8]) -> (
    settings: [VersionSetting], problems: [String]
  ) {
    let side = DiffSide(file: name, bytes: bytes)
    var settings: [VersionSetting] = []
    var problems: [String] = []
    for block in side.compared {
      guard case .made(let draft) = block.source else { continue }
      for part in draft.manifests {
        let content = part.manifest.content
        let first = block.line + part.line - 1
        let document = ComparedDocument(content, line: first)
        settings += content.settings.map { setting in
          VersionSetting(
            .manifest, "\(content.kind == nil ? "" : document.label):\(setting.path.text)", setting.value.text,
            type: setting.value.type.rawValue, line: first + setting.line - 1)
        }
        problems += content.problems.map { "line \(first + $0.line - 1): \($0.text)" }
      }
    }
    return (settings, problems)
  }

  /// Everything that can be asked for by name: parameters, provider keys, and `Kind:path` with any list item as `[*]`.
  package func settingNames() throws -> [String] {
    try store.read { tx in
      let keys = try tx.parameterKeys().filter { !$0.hasPrefix(LayerParameters.providerPrefix) }
      let provider = Set(try tx.providerRevisions().flatMap { $0.mapping.entries.map(\.key) }).sorted()
      return [LayerParameters.templateKey] + keys + provider.map { LayerParameters.providerPrefix + $0 }
        + (try tx.manifestSettingNames())
    }
  }

  static func settings(of version: Version, _ tx: any CatalogueReading) throws -> VersionSettings {
    let scope = version.scope.scope
    var settings: [VersionSetting] = []
    var mapping: [String: (value: String, layer: String?)] = [:]
    if let id = version.inputs.key.provider, let provider = try tx.provider(id) {
      for entry in provider.mapping.entries { mapping[LayerParameters.providerPrefix + entry.key] = (entry.value, nil) }
    }
    for entry in version.inputs.parameters.entries {
      let layer = entry.layer.scope(seenFrom: scope)?.description ?? entry.layer.rawValue
      if entry.key.hasPrefix(LayerParameters.providerPrefix) {
        mapping[entry.key] = (entry.value.rendered, layer)
      } else {
        settings += entry.value.values.map { VersionSetting(.parameter, entry.key, $0, layer: layer) }
      }
    }
    settings += mapping.sorted { $0.key < $1.key }.map { key, found in
      VersionSetting(.provider, key, found.value, layer: found.layer)
    }
    let documents = try tx.manifestSettings(ofOutput: version.output.digest)
    let qualifiers = Qualifiers(documents.map(\.manifest))
    for document in documents {
      let qualifier = qualifiers.qualifier(of: document.manifest)
      settings += document.settings.map { setting in
        VersionSetting(
          .manifest, "\(qualifier):\(setting.path.text)", setting.value.text, type: setting.value.type.rawValue,
          line: document.line + setting.line - 1, place: (document.manifest, setting.path))
      }
    }
    let problems = documents.flatMap { document in
      document.manifest.placedProblems.map { "line \(document.line + $0.line - 1): \($0.text)" }
    }
    return VersionSettings(version: version, settings: settings, problems: problems)
  }

  /// The settings in which some versions differ.
  package struct Comparison: Sendable {
    package struct Row: Sendable {
      package let address: String
      /// For each version the values it has there, in order; empty where it has none.
      package let values: [[String]]
    }

    package let versions: [Version]
    package let rows: [Row]
    /// How many settings are the same in all.
    package let equalCount: Int
  }

  /// - Parameter wanted: which settings to compare; all with nil.
  package func compare(_ addresses: [VersionAddress], _ wanted: SettingFilter?) throws -> Comparison {
    try store.read { tx in
      let versions = try addresses.map { try Catalogue.version($0, tx) }
      var values: [String: [[String]]] = [:]
      var order: [String] = []
      for (index, version) in versions.enumerated() {
        for setting in try Catalogue.settings(of: version, tx).settings
        where wanted?.allows(setting) ?? true {
          if values[setting.address] == nil {
            values[setting.address] = Array(repeating: [], count: versions.count)
            order.append(setting.address)
          }
          values[setting.address]?[index].append(setting.value)
        }
      }
      let rows = order.map { Comparison.Row(address: $0, values: values[$0] ?? []) }
      let differing = rows.filter { row in !row.values.allSatisfy { $0 == row.values[0] } }
      return Comparison(versions: versions, rows: differing, equalCount: rows.count - differing.count)
    }
  }
}

/// What stands before the `:` of a document's settings, so that no two objects of an output are called the same where
/// their namespace or group can tell them apart.
private struct Qualifiers {
  private var counts: [String: Int] = [:]

  init(_ manifests: [ManifestRecord]) {
    for manifest in Set(manifests) {
      counts[manifest.qualifier, default: 0] += 1
      if let long = manifest.longQualifier { counts[long, default: 0] += 1 }
    }
  }

  func qualifier(of manifest: ManifestRecord) -> String {
    if counts[manifest.qualifier] == 1 { return manifest.qualifier }
    if let long = manifest.longQualifier, counts[long] == 1 { return long }
    guard let kind = manifest.kind, let group = manifest.apiVersion.map(ObjectPattern.group), let name = manifest.name
    else {
      return manifest.qualifier
    }
    return "\(kind).\(group)/\(manifest.namespace.map { "\($0)/" } ?? "")\(name)"
  }

}

extension ManifestRecord {
  /// `Kind/namespace/name`; nil where one of them is missing.
  fileprivate var longQualifier: String? {
    guard let kind, let namespace, let name else { return nil }
    return "\(kind)/\(namespace)/\(name)"
  }
}
