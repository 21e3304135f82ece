import Strategy

/// How two versions differ: in what made them, and in what came out.
package struct VersionDiff: Sendable {
  /// One input that is not the same on both sides.
  package struct InputChange: Sendable {
    package enum Kind: String, Sendable { case template, parameter, provider, variable }

    package let kind: Kind
    package let key: String
    /// Nil where that side has no such input.
    package let old: String?
    package let new: String?
    /// The scope that set it; `default` for a template's default, nil where the notion does not apply.
    package let oldOrigin: String?
    package let newOrigin: String?
  }

  package let old: Version
  package let new: Version
  package let inputs: [InputChange]
  package let text: TextDiff

  package var isEmpty: Bool { text.isEmpty && inputs.isEmpty }
}

extension Catalogue {
  /// The difference between two versions; with one address, between it and its parent.
  package func diff(_ left: VersionAddress, _ right: VersionAddress?, context: Int) throws -> VersionDiff {
    try store.read { tx in
      let (old, new) = try Catalogue.sides(left, right, tx)
      let text =
        old.output.digest == new.output.digest
        ? TextDiff(old: [UInt8](), new: [], context: context)
        : TextDiff(
          old: try tx.blocks(ofOutput: old.output.digest), new: try tx.blocks(ofOutput: new.output.digest),
          context: context)
      return VersionDiff(old: old, new: new, inputs: try inputChanges(old, new, tx), text: text)
    }
  }

  private static func sides(
    _ left: VersionAddress, _ right: VersionAddress?, _ tx: any CatalogueReading
  ) throws -> (Version, Version) {
    let first = try version(left, tx)
    if let right { return (first, try version(right, tx)) }
    guard let parent = try tx.version(first.scope.id, number: first.number - 1) else {
      throw CatalogueError.noParent(VersionAddress(scope: first.scope.scope, selector: .number(first.number)))
    }
    return (parent, first)
  }

  private func inputChanges(_ old: Version, _ new: Version, _ tx: any CatalogueReading) throws -> [VersionDiff
    .InputChange]
  {
    var changes: [VersionDiff.InputChange] = []
    if old.inputs.templateDigest != new.inputs.templateDigest {
      changes.append(
        .init(
          kind: .template, key: "template", old: old.inputs.template.description, new: new.inputs.template.description,
          oldOrigin: nil, newOrigin: nil))
    }
    let keys = Set((old.inputs.parameters.entries + new.inputs.parameters.entries).map(\.key)).sorted()
    for key in keys {
      let (before, after) = (old.inputs.parameters[key], new.inputs.parameters[key])
      guard before?.value != after?.value else { continue }
      changes.append(
        .init(
          kind: key.hasPrefix(LayerParameters.providerPrefix) ? .provider : .parameter, key: key,
          old: before?.value.written, new: after?.value.written, oldOrigin: before.map { origin($0, old) },
          newOrigin: after.map { origin($0, new) }))
    }
    return changes + (try mappingChanges(old, new, tx)) + variableChanges(old, new)
  }

  private func origin(_ entry: ParameterSet.Entry, _ version: Version) -> String {
    entry.layer.scope(seenFrom: version.scope.scope)?.description ?? entry.layer.rawValue
  }

  /// Keys of the provider mappings that differ, as far as no layer overrides them on both sides.
  private func mappingChanges(
    _ old: Version, _ new: Version, _ tx: any CatalogueReading
  ) throws -> [VersionDiff.InputChange] {
    guard old.inputs.providerDigest != new.inputs.providerDigest else { return [] }
    let before = try old.inputs.key.provider.flatMap { try tx.provider($0) }
    let after = try new.inputs.key.provider.flatMap { try tx.provider($0) }
    let keys = Set([before, after].compactMap { $0 }.flatMap { $0.mapping.entries.map(\.key) }).sorted()
    return keys.compactMap { key in
      let (from, to) = (before?.mapping[key], after?.mapping[key])
      guard from != to else { return nil }
      return .init(
        kind: .provider, key: LayerParameters.providerPrefix + key, old: from, new: to,
        oldOrigin: before.map { "\($0.mapping.provider) revision \($0.number)" },
        newOrigin: after.map { "\($0.mapping.provider) revision \($0.number)" })
    }
  }

  private func variableChanges(_ old: Version, _ new: Version) -> [VersionDiff.InputChange] {
    let read = Set(old.inputs.reads.names).union(new.inputs.reads.names)
    let (before, after) = (old.inputs.key.variables, new.inputs.key.variables)
    let variables = [
      ("@team", "@team", before.team, after.team),
      ("@environment", "@environment", before.environment, after.environment),
      ("@cluster", "@cluster.name", before.cluster, after.cluster),
      ("@cluster", "@cluster.region", before.region, after.region),
      ("@cluster", "@cluster.kubernetes", before.kubernetes, after.kubernetes),
    ]
    return variables.filter { read.contains($0.0) && $0.2 != $0.3 }.map { variable in
      .init(
        kind: .variable, key: variable.1, old: variable.2.isEmpty ? nil : variable.2,
        new: variable.3.isEmpty ? nil : variable.3, oldOrigin: nil, newOrigin: nil)
    }
  }
}
