import Manifests
import Strategy

/// Finds one setting, or those that satisfy a comparison, in what a query looks at.
final class SettingSearch {
  /// Something that was found: where in the document, and what it says.
  struct Found: Hashable {
    /// `Kind/name:path`; the setting as it was asked for where that is a parameter or a key.
    let setting: String
    let value: String
  }

  /// The setting as it was written.
  let text: String
  let address: SettingAddress
  private let comparison: Comparison?
  private let tx: any CatalogueReading

  /// What of documents was found, by the blocks that hold them.
  private(set) var blocks: [ID<StoredBlock>: [Found]] = [:]
  private(set) var parameters: [ID<ParameterSet>: [Found]] = [:]
  /// Provider keys that layers set, satisfying or not: they stand before the provider's own.
  private var overrides: [ID<ParameterSet>: [String: [Found]]] = [:]
  private var providers: [ID<ProviderRevision>: [String: [Found]]] = [:]
  private(set) var clusters: [ID<Scope>: [Found]] = [:]
  private var outputs: [ID<OutputSummary>: [Found]] = [:]
  /// The values that the setting has anywhere, for a hint when none satisfies.
  private(set) var otherValues: Set<String> = []
  /// Whether there is such a setting at all.
  private(set) var isKnown = false

  init(
    _ text: String, _ address: SettingAddress, _ comparison: Comparison?, _ tx: any CatalogueReading,
    asOf moment: ID<AuditEntry>?
  ) throws {
    self.text = text
    self.address = address
    self.comparison = comparison
    self.tx = tx
    switch address {
    case .parameter(let name): try findParameter(name)
    case .provider(let key): try findProviderKey(key)
    case .cluster(let property): try findProperty(property, moment)
    case .manifest(let object, let path): try findScalars(object, path)
    case .anything:
      try findParameter(nil)
      try findProviderKey(nil)
      try findScalars(ObjectPattern(parsing: ""), nil)
      isKnown = true
    }
  }

  private func holds(_ value: String, _ type: SettingType? = nil, isVersion: Bool? = nil) -> Bool {
    comparison?.holds(for: value, type: type, isVersion: isVersion ?? address.holdsVersions) ?? true
  }

  // MARK: Parameters and provider keys

  private func findParameter(_ name: String?) throws {
    let all = try tx.parameterValues(name).filter { name != nil || !$0.key.hasPrefix(LayerParameters.providerPrefix) }
    isKnown = !all.isEmpty
    otherValues.formUnion(all.map(\.value))
    let wanted = Dictionary(
      all.filter { holds($0.value) }.map { ($0.id, Found(setting: $0.key, value: $0.value)) }, uniquingKeysWith: { $1 })
    for (value, set) in try tx.parameterSets(withValues: Array(wanted.keys)) {
      if let found = wanted[value] { parameters[set, default: []].append(found) }
    }
  }

  private func findProviderKey(_ key: String?) throws {
    let name = key.map { LayerParameters.providerPrefix + $0 }
    let set = try tx.parameterValues(name).filter { $0.key.hasPrefix(LayerParameters.providerPrefix) }
    let byID = Dictionary(set.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    for (value, set) in try tx.parameterSets(withValues: Array(byID.keys)) {
      guard let entry = byID[value] else { continue }
      let found = holds(entry.value) ? [Found(setting: entry.key, value: entry.value)] : []
      overrides[set, default: [:]][entry.key, default: []] += found
    }
    otherValues.formUnion(set.map(\.value))
    for revision in try tx.providerRevisions() {
      for entry in revision.mapping.entries where key == nil || entry.key == key {
        isKnown = true
        otherValues.insert(entry.value)
        guard holds(entry.value) else { continue }
        let setting = LayerParameters.providerPrefix + entry.key
        providers[revision.id, default: [:]][setting, default: []].append(Found(setting: setting, value: entry.value))
      }
    }
    if !set.isEmpty { isKnown = true }
  }

  private func findProperty(_ property: SettingAddress.ClusterProperty, _ moment: ID<AuditEntry>?) throws {
    for cluster in try tx.clusters(nil, asOf: moment) {
      for value in property.values(cluster.attributes) {
        isKnown = true
        otherValues.insert(value)
        if holds(value) { clusters[cluster.scope.id, default: []].append(Found(setting: text, value: value)) }
      }
    }
  }

  // MARK: Scalars of documents

  private func findScalars(_ object: ObjectPattern, _ pattern: PathPattern?) throws {
    var paths: [ID<SettingPath>: SettingPath] = [:]
    if let pattern {
      let shapes = pattern.shapes.isEmpty ? nil : pattern.shapes
      for record in try tx.settingPaths(shapes: shapes) where pattern.matches(record.path) {
        paths[record.id] = record.path
      }
      isKnown = !paths.isEmpty
      guard isKnown else { return }
    }
    let pathIDs = pattern == nil ? nil : Array(paths.keys)
    let values = try wantedValues(pathIDs)
    if let values, values.isEmpty { return }
    var places = try tx.settingPlaces(paths: pathIDs, values: values.map { Array($0.keys) })
    let manifests = Dictionary(
      try tx.manifests(withIDs: Array(Set(places.map(\.manifest)))).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    if !object.isEverything {
      let allowed = Set(manifests.values.filter(object.matches).map(\.id))
      places = places.filter { allowed.contains($0.manifest) }
    }
    try describe(places, manifests, paths, values)
  }

  /// The values that satisfy the comparison; nil for all values.
  private func wantedValues(_ paths: [ID<SettingPath>]?) throws -> [ID<SettingValue>: SettingValue]? {
    guard let comparison else { return nil }
    let all: [SettingValueRecord]
    // Versions may be equal and written otherwise; all else that is equal is the same text or number.
    let isVersion = comparison.wanted.contains(".") && VersionNumber(comparison.wanted) != nil
    if comparison.op == .equal, !isVersion {
      all = try tx.settingValues(equalTo: comparison.wanted, number: Quantity.value(comparison.wanted))
    } else {
      all = try tx.settingValues(ofPaths: paths)
    }
    let wanted = all.filter { holds($0.value.text, $0.value.type, isVersion: address.mayHoldVersions) }
    return Dictionary(wanted.map { ($0.id, $0.value) }, uniquingKeysWith: { $1 })
  }

  /// Puts what was found into words, under the blocks that hold it.
  private func describe(
    _ places: [SettingPlace], _ manifests: [ID<Manifest>: ManifestRecord], _ known: [ID<SettingPath>: SettingPath],
    _ values: [ID<SettingValue>: SettingValue]?
  ) throws {
    var (paths, values) = (known, values ?? [:])
    let missingPaths = Set(places.map(\.path)).subtracting(paths.keys)
    for record in try tx.settingPaths(withIDs: Array(missingPaths)) { paths[record.id] = record.path }
    let missingValues = Set(places.map(\.value)).subtracting(values.keys)
    for record in try tx.settingValues(withIDs: Array(missingValues)) { values[record.id] = record.value }
    var byManifest: [ID<Manifest>: [Found]] = [:]
    for place in places {
      guard let manifest = manifests[place.manifest], let path = paths[place.path], let value = values[place.value]
      else { continue }
      let found = Found(setting: "\(manifest.qualifier):\(path.text)", value: value.text)
      byManifest[place.manifest, default: []].append(found)
    }
    for (manifest, block) in try tx.blocks(ofManifests: Array(byManifest.keys)) {
      blocks[block, default: []] += byManifest[manifest] ?? []
    }
  }

  // MARK: What a subject has

  /// How many outputs have what was found, where documents are all that is looked at.
  func outputCount() throws -> Int { try tx.outputCount(ofBlocks: Array(blocks.keys)) }

  /// The outputs that have what was found.
  func matchingOutputs() throws -> [ID<OutputSummary>] {
    Array(Set(try tx.outputs(ofBlocks: Array(blocks.keys)).map(\.output)))
  }

  /// To be called before ``found(_:)``, with all that it will be asked for.
  func prepare(_ subjects: [QuerySubject], _ blocksOfOutputs: [ID<OutputSummary>: [ID<StoredBlock>]]) {
    guard !blocks.isEmpty else { return }
    for output in Set(subjects.map(\.output)) where outputs[output] == nil {
      outputs[output] = (blocksOfOutputs[output] ?? []).flatMap { blocks[$0] ?? [] }
    }
  }

  var hasProviderKeys: Bool { !providers.isEmpty || overrides.values.contains { $0.values.contains { !$0.isEmpty } } }

  func found(_ subject: QuerySubject) -> [Found] {
    var found = parameters[subject.parameters] ?? []
    let overrides = overrides[subject.parameters] ?? [:]
    found += overrides.values.flatMap { $0 }
    for (key, entries) in subject.provider.flatMap({ providers[$0] }) ?? [:] where overrides[key] == nil {
      found += entries
    }
    if let cluster = subject.cluster { found += clusters[cluster.id] ?? [] }
    return found + (outputs[subject.output] ?? [])
  }
}

extension ObjectPattern {
  func matches(_ manifest: ManifestRecord) -> Bool {
    matches(
      apiVersion: manifest.apiVersion, kind: manifest.kind, namespace: manifest.namespace, name: manifest.name)
  }
}

extension ManifestRecord {
  /// What stands before the `:` of its settings: `Kind/name`; nothing for what is no Kubernetes object.
  package var qualifier: String {
    guard let kind else { return "" }
    return name.map { "\(kind)/\($0)" } ?? kind
  }
}

extension SettingAddress {
  /// Whether the last key of a path in a document is about versions.
  var mayHoldVersions: Bool {
    guard case .manifest(_, let path) = self, let key = path.lastKey else { return holdsVersions }
    return SettingAddress.namesVersion(key)
  }
}
