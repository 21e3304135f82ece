import Manifests
import Strategy

extension Catalogue {
  /// The versions of a strategy in which settings changed.
  package struct SettingHistory: Sendable {
    package struct Value: Sendable, Hashable {
      package let address: String
      package let value: String
    }

    package struct Change: Sendable {
      package let version: Version
      /// What the version before had otherwise or not at all; empty for what was added.
      package let old: [Value]
      package let new: [Value]
    }

    package let scope: Scope
    /// The newest first.
    package let changes: [Change]
    package let versionCount: Int
  }

  /// - Parameter setting: an address as queries take it, or a glob over addresses.
  /// - Throws: ``CatalogueError/noSetting(_:_:)`` where no version has it.
  package func history(of setting: String, _ scope: Scope) throws -> SettingHistory {
    let filter = SettingFilter(setting)
    return try store.read { tx in
      let record = try Catalogue.record(scope, tx)
      let versions = try tx.versions(record.id)
      guard let newest = versions.last else { throw try Catalogue.missing(record, tx) }
      var changes: [SettingHistory.Change] = []
      var before: [SettingHistory.Value] = []
      var last: Version?
      for version in versions {
        if let last, last.output.digest == version.output.digest, last.inputs.key == version.inputs.key { continue }
        let now = try Catalogue.values(of: version, setting, filter, tx)
        if now != before {
          let (old, new) = (Set(before), Set(now))
          changes.append(
            .init(version: version, old: before.filter { !new.contains($0) }, new: now.filter { !old.contains($0) }))
        }
        (before, last) = (now, version)
      }
      guard !changes.isEmpty else { throw CatalogueError.noSetting(setting, newest.address) }
      return SettingHistory(scope: scope, changes: changes.reversed(), versionCount: versions.count)
    }
  }

  private static func values(
    of version: Version, _ text: String, _ filter: SettingFilter, _ tx: any CatalogueReading
  ) throws -> [SettingHistory.Value] {
    switch try? SettingAddress(parsing: text) {
    case .template: return [.init(address: text, value: version.inputs.template.description)]
    case .cluster(.kubernetes): return known(text, version.inputs.key.variables.kubernetes)
    case .cluster(.region): return known(text, version.inputs.key.variables.region)
    default:
      return try settings(of: version, tx).settings.filter(filter.allows).map {
        .init(address: $0.address, value: $0.value)
      }
    }
  }

  private static func known(_ address: String, _ value: String) -> [SettingHistory.Value] {
    value.isEmpty ? [] : [.init(address: address, value: value)]
  }
}
