import Strategy

/// One input that is not the same on both sides.
package struct InputChange: Sendable, Hashable {
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

extension InputChange {
  /// How two sides differ: the template, parameters, provider keys whether a layer overrides them or not, and variables that either side looked at.
  /// - Parameter mappings: keeps what mappings differ in, where many sides are compared.
  static func all(
    _ old: InputSide, _ new: InputSide, _ mappings: MappingChanges = MappingChanges()
  ) -> [InputChange] {
    var changes: [InputChange] = []
    if old.templateDigest != new.templateDigest {
      changes.append(
        InputChange(
          kind: .template, key: LayerParameters.templateKey, old: old.template.description,
          new: new.template.description, oldOrigin: nil, newOrigin: nil))
    }
    return changes + parameters(old, new) + mapping(old, new, mappings) + variables(old, new)
  }

  private static func parameters(_ old: InputSide, _ new: InputSide) -> [InputChange] {
    Set((old.parameters.entries + new.parameters.entries).map(\.key)).sorted().compactMap { key in
      let (before, after) = (old.value(of: key), new.value(of: key))
      guard before?.value != after?.value else { return nil }
      return InputChange(
        kind: key.hasPrefix(LayerParameters.providerPrefix) ? .provider : .parameter, key: key,
        old: before?.value, new: after?.value, oldOrigin: before?.origin, newOrigin: after?.origin)
    }
  }

  /// Of keys that no layer overrides.
  private static func mapping(_ old: InputSide, _ new: InputSide, _ mappings: MappingChanges) -> [InputChange] {
    mappings.between(old.provider, new.provider).filter { change in
      old.parameters[change.key] == nil && new.parameters[change.key] == nil
    }
  }

  fileprivate static func mapping(
    _ before: (number: Int, mapping: ProviderMapping)?, _ after: (number: Int, mapping: ProviderMapping)?
  ) -> [InputChange] {
    guard before?.mapping != after?.mapping else { return [] }
    let keys = Set([before, after].compactMap { $0 }.flatMap { $0.mapping.entries.map(\.key) }).sorted()
    return keys.compactMap { key in
      let name = LayerParameters.providerPrefix + key
      let (from, to) = (before?.mapping[key], after?.mapping[key])
      guard from != to else { return nil }
      return InputChange(
        kind: .provider, key: name, old: from, new: to, oldOrigin: before.map(InputSide.origin),
        newOrigin: after.map(InputSide.origin))
    }
  }

  private static func variables(_ old: InputSide, _ new: InputSide) -> [InputChange] {
    let read = Set(old.reads.names).union(new.reads.names)
    return zip(old.variableValues, new.variableValues).compactMap { before, after in
      guard read.contains(before.read), before.value != after.value else { return nil }
      return InputChange(
        kind: .variable, key: before.name, old: before.value.isEmpty ? nil : before.value,
        new: after.value.isEmpty ? nil : after.value, oldOrigin: nil, newOrigin: nil)
    }
  }
}

/// In which keys revisions of mappings differ, each pair compared once. Belongs to one thread.
final class MappingChanges {
  private struct Revision: Hashable {
    let provider: String
    let number: Int
  }

  private var known: [[Revision?]: [InputChange]] = [:]

  func between(
    _ old: (number: Int, mapping: ProviderMapping)?, _ new: (number: Int, mapping: ProviderMapping)?
  ) -> [InputChange] {
    let pair = [old, new].map { $0.map { Revision(provider: $0.mapping.provider, number: $0.number) } }
    if let found = known[pair] { return found }
    let found = InputChange.mapping(old, new)
    known[pair] = found
    return found
  }
}
