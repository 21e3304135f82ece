internal import Catalogue
internal import Strategy

/// The columns of inputs in a query, and the tables they come from, where `i` is the table itself.
enum InputsColumns {
  static let key = """
    i.template_revision_id, i.provider_revision_id, i.root_revision_id, i.every_team_revision_id, \
    i.team_revision_id, i.environment_revision_id, i.cluster_revision_id, \
    i.team AS input_team, i.environment AS input_environment, i.cluster AS input_cluster, i.region, i.kubernetes
    """
  static let keyCount: Int32 = 12

  /// ``key``, then everything it refers to.
  static let sql = """
    \(key), t.name AS template_name, t.version AS template_version, t.digest AS template_digest, \
    pr.provider, pr.number AS provider_number, pr.digest AS provider_digest, \
    l1.digest AS root_digest, l2.digest AS every_team_digest, l3.digest AS team_digest, \
    l4.digest AS environment_digest, l5.digest AS cluster_digest, \
    ps.id AS parameter_set_id, ps.digest AS parameter_digest, ps.content AS parameters, \
    rs.id AS read_set_id, rs.digest AS read_digest, rs.content AS reads
    """
  static let count: Int32 = keyCount + 17

  static let joins = """
    LEFT JOIN template_revision t ON t.id = i.template_revision_id
    LEFT JOIN provider_revision pr ON pr.id = i.provider_revision_id
    LEFT JOIN profile_revision l1 ON l1.id = i.root_revision_id
    LEFT JOIN profile_revision l2 ON l2.id = i.every_team_revision_id
    LEFT JOIN profile_revision l3 ON l3.id = i.team_revision_id
    LEFT JOIN profile_revision l4 ON l4.id = i.environment_revision_id
    LEFT JOIN profile_revision l5 ON l5.id = i.cluster_revision_id
    LEFT JOIN parameter_set ps ON ps.id = i.parameter_set_id
    LEFT JOIN read_set rs ON rs.id = i.read_set_id
    """
}

extension Transaction {
  /// The key whose columns begin at `first`.
  func readInputKey(_ row: Row, at first: Int32) throws -> InputKey {
    let provider = try row.optional(first + 1) { try row.id($0, of: ProviderRevision.self) }
    var layers: [ID<ProfileRevision>?] = []
    layers.reserveCapacity(InputKey.layerCount)
    for column in first + 2..<first + 2 + Int32(InputKey.layerCount) {
      layers.append(try row.optional(column) { try row.id($0) })
    }
    let variables = ScopeVariables(
      team: try row.text(first + 7), environment: try row.text(first + 8), cluster: try row.text(first + 9),
      region: try row.text(first + 10), kubernetes: try row.text(first + 11))
    return InputKey(template: try row.id(first), provider: provider, layers: layers, variables: variables)
  }

  /// The inputs whose columns begin at `first`.
  func readInputs(_ row: Row, at first: Int32) throws -> Inputs {
    let key = try readInputKey(row, at: first)
    let next = first + InputsColumns.keyCount
    let template = TemplateReference(name: try row.text(next), version: try row.text(next + 1))
    let hasProvider = key.provider != nil
    var layerDigests: [Digest?] = []
    layerDigests.reserveCapacity(InputKey.layerCount)
    for (layer, column) in zip(key.layers, next + 6..<next + 6 + Int32(InputKey.layerCount)) {
      layerDigests.append(layer == nil ? nil : try row.digest(column))
    }
    return Inputs(
      key: key, template: template, templateDigest: try row.digest(next + 2),
      provider: hasProvider ? try row.text(next + 3) : nil,
      providerNumber: hasProvider ? try row.number(next + 4) : nil,
      providerDigest: hasProvider ? try row.digest(next + 5) : nil, layerDigests: layerDigests,
      parameters: try readParameterSet(row, at: next + 11), reads: try readReadSet(row, at: next + 14))
  }

  /// The set whose id, digest and content begin at `first`. Versions that share a set have it read once.
  func readParameterSet(_ row: Row, at first: Int32) throws -> ParameterSet {
    let id = try row.integer(first)
    if let known = knownParameterSets[id] { return known }
    guard let set = ParameterSet(canonical: try row.text(first + 2)) else {
      throw corrupt("parameter set \(id): its content is not a map of layers and values")
    }
    guard set.digest == (try row.digest(first + 1)) else {
      throw corrupt("parameter set \(id): digest does not match")
    }
    knownParameterSets[id] = set
    return set
  }

  /// As ``readParameterSet(_:at:)``.
  func readReadSet(_ row: Row, at first: Int32) throws -> ReadSet {
    let id = try row.integer(first)
    if let known = knownReadSets[id] { return known }
    guard let set = ReadSet(canonical: try row.text(first + 2)) else {
      throw corrupt("read set \(id): its content is not a list of names")
    }
    guard set.digest == (try row.digest(first + 1)) else { throw corrupt("read set \(id): digest does not match") }
    knownReadSets[id] = set
    return set
  }
}
