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
  private var blocks: [ID<StoredBlock>: [Found]] = [:]
  /// The values of the parameter that satisfy the comparison, and how many it has in all.
  private(set) var parameterValues: (wanted: [Int64], count: Int) = ([], 0)
  /// The values that the setting has anywhere, for a hint when none satisfies.
  private(set) var otherValues: Set<String> = []
  /// Whether any document has its path.
  private(set) var hasPath = true
  private var paths: [ID<SettingPath>] = []
  /// Whether there is such a setting at all.
  private(set) var isKnown = false
  /// Whether any version may satisfy it.
  private(set) var isPossible = false
  private var foundInOutputs: [ID<OutputSummary>: [Found]] = [:]
  private var foundInParameters: [Recipe: [Found]] = [:]

  /// What parameters and provider keys follow from.
  private struct Recipe: Hashable {
    let parameters: ID<ParameterSet>
    let provider: ID<ProviderRevision>?
  }

  init(
    _ text: String, _ address: SettingAddress, _ comparison: Comparison?, _ tx: any CatalogueReading,
    _ facts: QueryFacts
  ) throws {
    self.text = text
    self.address = address
    self.comparison = comparison
    self.tx = tx
    switch address {
    case .parameter(let name): try findParameter(name)
    case .provider(let key): try findProviderKey(key, facts)
    case .cluster: (isKnown, isPossible) = (true, true)
    case .template:
      otherValues = Set(facts.templates.values)
      (isKnown, isPossible) = (true, otherValues.contains { holds($0) })
    case .manifest(let object, let path): try findScalars(object, path)
    case .anything:
      try findScalars(ObjectPattern(parsing: ""), nil)
      (isKnown, isPossible) = (true, true)
    }
  }

  private func holds(_ value: String, _ type: SettingType? = nil, isVersion: Bool? = nil) -> Bool {
    comparison?.holds(for: value, type: type, isVersion: isVersion ?? address.holdsVersions) ?? true
  }

  // MARK: Parameters and provider keys

  private func findParameter(_ name: String) throws {
    let all = try tx.parameterValues(name)
    parameterValues = (all.filter { holds($0.value) }.map(\.id), all.count)
    otherValues = Set(all.map(\.value))
    isKnown = !all.isEmpty
    isPossible = !parameterValues.wanted.isEmpty
  }

  private func findProviderKey(_ key: String, _ facts: QueryFacts) throws {
    let overrides = try tx.parameterValues(LayerParameters.providerPrefix + key).map(\.value)
    otherValues = Set(overrides + facts.revisions.compactMap { $0.mapping[key] })
    isKnown = !otherValues.isEmpty
    isPossible = otherValues.contains { holds($0) }
  }

  // MARK: Scalars of documents

  private func findScalars(_ object: ObjectPattern, _ pattern: PathPattern?) throws {
    var paths: [ID<SettingPath>: SettingPath] = [:]
    if let pattern {
      let shapes = pattern.shapes.isEmpty ? nil : pattern.shapes
      for record in try tx.settingPaths(shapes: shapes) where pattern.matches(record.path) {
        paths[record.id] = record.path
      }
      (isKnown, hasPath) = (!paths.isEmpty, !paths.isEmpty)
      guard isKnown else { return }
      self.paths = Array(paths.keys)
    }
    let pathIDs = pattern == nil ? nil : Array(paths.keys)
    let values = try wantedValues(pathIDs)
    if let values, values.isEmpty {
      isKnown = try objects().contains(where: object.matches)
      return
    }
    var places = try tx.settingPlaces(paths: pathIDs, values: values.map { Array($0.keys) })
    let manifests = Dictionary(
      try tx.manifests(withIDs: Array(Set(places.map(\.manifest)))).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    if !object.isEverything {
      let allowed = Set(manifests.values.filter(object.matches).map(\.id))
      places = places.filter { allowed.contains($0.manifest) }
      if places.isEmpty, pattern != nil { isKnown = try objects().contains(where: object.matches) }
    }
    try describe(places, manifests, paths, values)
  }

  /// The documents that have the path, whatever they are.
  func objects() throws -> [ManifestRecord] {
    let places = try tx.settingPlaces(paths: paths, values: nil)
    return try tx.manifests(withIDs: Array(Set(places.map(\.manifest))))
  }

  /// The values that satisfy the comparison; nil for all values.
  private func wantedValues(_ paths: [ID<SettingPath>]?) throws -> [ID<SettingValue>: SettingValue]? {
    guard let comparison else { return nil }
    let all: [SettingValueRecord]
    // Versions may be equal and written otherwise; all else that is equal is the same text or number.
    let isNumber = Quantity.value(comparison.wanted) != nil && !comparison.wanted.contains(".")
    let isVersion = VersionNumber(comparison.wanted) != nil && (!isNumber || address.mayHoldVersions)
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
    isPossible = !blocks.isEmpty
  }

  // MARK: What a subject has

  var needsParameters: Bool {
    switch address {
    case .parameter, .provider, .anything: true
    case .cluster, .manifest, .template: false
    }
  }

  var needsBlocks: Bool { !blocks.isEmpty }

  var needsClusters: Bool {
    if case .cluster = address { true } else { false }
  }

  /// How many outputs have what was found, where documents are all that is looked at.
  func outputCount() throws -> Int { try tx.outputCount(ofBlocks: Array(blocks.keys)) }

  /// The outputs that have what was found.
  func matchingOutputs() throws -> Set<ID<OutputSummary>> {
    Set(try tx.outputs(ofBlocks: Array(blocks.keys)).map(\.output))
  }

  /// - Parameter facts: with what is known of the subject.
  func found(_ subject: QuerySubject, _ facts: QueryFacts) -> [Found] {
    switch address {
    case .parameter, .provider: return inParameters(subject, facts)
    case .manifest: return inOutput(subject, facts)
    case .template:
      let template = facts.templates[subject.template] ?? ""
      return holds(template) ? [Found(setting: text, value: template)] : []
    case .anything: return inParameters(subject, facts) + inOutput(subject, facts)
    case .cluster(let property):
      let attributes = subject.cluster.flatMap { facts.clusters[$0.id] } ?? .none
      return property.values(attributes).filter { holds($0) }.map { Found(setting: text, value: $0) }
    }
  }

  private func inOutput(_ subject: QuerySubject, _ facts: QueryFacts) -> [Found] {
    if blocks.isEmpty { return [] }
    if let known = foundInOutputs[subject.output] { return known }
    let found = (facts.blocks[subject.output] ?? []).flatMap { blocks[$0] ?? [] }
    foundInOutputs[subject.output] = found
    return found
  }

  private func inParameters(_ subject: QuerySubject, _ facts: QueryFacts) -> [Found] {
    let recipe = Recipe(parameters: subject.parameters, provider: subject.provider)
    if let known = foundInParameters[recipe] { return known }
    let entries = facts.parameters[recipe.parameters]?.entries ?? []
    let mapping = recipe.provider.flatMap { facts.providers[$0] }?.mapping.entries ?? []
    var found: [Found] = []
    func look(_ setting: String, _ values: [String]) {
      found += values.filter { holds($0) }.map { Found(setting: setting, value: $0) }
    }
    for entry in entries where isMeant(entry.key) { look(entry.key, entry.value.values) }
    for entry in mapping {
      let key = LayerParameters.providerPrefix + entry.key
      // What a layer sets stands before the provider's own.
      if isMeant(key), !entries.contains(where: { $0.key == key }) { look(key, [entry.value]) }
    }
    foundInParameters[recipe] = found
    return found
  }

  private func isMeant(_ key: String) -> Bool {
    switch address {
    case .anything: true
    case .parameter(let name): key == name
    case .provider(let name): key == LayerParameters.providerPrefix + name
    case .cluster, .manifest, .template: false
    }
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
