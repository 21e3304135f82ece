package import Strategy

/// Changes that are assumed and not made.
package struct WhatIf: Sendable {
  /// One parameter of one layer: `payments/production:cluster_size=large`.
  package struct Setting: Sendable, Hashable {
    package let scope: Scope
    package let key: String
    /// As it is written: `a,b` for several values, `null` to unset what is inherited.
    package let value: String

    package init(scope: Scope, key: String, value: String) {
      self.scope = scope
      self.key = key
      self.value = value
    }
  }

  /// One key of one provider's mapping: `aws:storage.default=io2`.
  package struct ProviderSetting: Sendable, Hashable {
    package let provider: String
    package let key: String
    package let value: String

    package init(provider: String, key: String, value: String) {
      self.provider = provider
      self.key = key
      self.value = value
    }
  }

  /// A template that all take, whatever their layers say.
  package enum TemplateChoice: Sendable {
    case reference(TemplateReference)
    case file(name: String, bytes: [UInt8])
  }

  package let settings: [Setting]
  package let providerSettings: [ProviderSetting]
  package let template: TemplateChoice?

  package static let nothing = WhatIf(settings: [], providerSettings: [], template: nil)

  package init(settings: [Setting], providerSettings: [ProviderSetting], template: TemplateChoice?) {
    self.settings = settings
    self.providerSettings = providerSettings
    self.template = template
  }

  package var isNothing: Bool { settings.isEmpty && providerSettings.isEmpty && template == nil }
}

extension WhatIf.Setting {
  /// `SCOPE:KEY=VALUE`
  /// - Throws: ``CatalogueError/badSetting(_:)`` or ``CatalogueError/badScope(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    guard let (scope, key, value) = WhatIf.parts(text) else { throw .badWhatIf(text, expected: "SCOPE:KEY=VALUE") }
    self.init(scope: try Scope(parsing: scope), key: key, value: value)
  }
}

extension WhatIf.ProviderSetting {
  /// `PROVIDER:KEY=VALUE`
  /// - Throws: ``CatalogueError/badSetting(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    guard let (provider, key, value) = WhatIf.parts(text) else {
      throw .badWhatIf(text, expected: "PROVIDER:KEY=VALUE")
    }
    self.init(provider: provider, key: key, value: value)
  }
}

extension WhatIf {
  fileprivate static func parts(_ text: String) -> (String, String, String)? {
    let halves = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, !halves[0].isEmpty else { return nil }
    let pair = halves[1].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard pair.count == 2, !pair[0].isEmpty else { return nil }
    return (String(halves[0]), String(pair[0]), String(pair[1]))
  }
}
