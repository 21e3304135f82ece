package import Manifests
import Strategy

/// Which settings are meant.
package enum SettingAddress: Sendable, Hashable {
  /// An argument of the template: `cloud_provider`.
  case parameter(String)
  /// The template that a version was made from: `template`, as `NAME@VERSION`.
  case template
  /// A key of the provider's mapping: `provider.instance.worker`.
  case provider(String)
  /// Something that is known of the cluster: `cluster.kubernetes`, `cluster.region`, `cluster.selector.tier`.
  case cluster(ClusterProperty)
  /// A scalar of a manifest: `Deployment/web:spec.replicas`, `:cluster.region`.
  case manifest(ObjectPattern, PathPattern)
  /// Any setting whatever: `*`.
  case anything

  package enum ClusterProperty: Sendable, Hashable {
    case kubernetes
    case region
    case selector(String)

    func values(_ attributes: ClusterAttributes) -> [String] {
      switch self {
      case .kubernetes: attributes.kubernetes.isEmpty ? [] : [attributes.kubernetes]
      case .region: attributes.region.isEmpty ? [] : [attributes.region]
      case .selector(let key): attributes.selectors.filter { $0.key == key }.map(\.value)
      }
    }
  }

  /// - Throws: ``CatalogueError/badTerm(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    if text == "*" {
      self = .anything
    } else if text == LayerParameters.templateKey {
      self = .template
    } else if let colon = SettingAddress.colon(in: text) {
      do {
        self = .manifest(
          try ObjectPattern(parsing: String(text[..<colon])),
          try PathPattern(parsing: String(text[text.index(after: colon)...])))
      } catch {
        throw .badTerm(text, problem: "\(quoted(error.text)) at column \(error.column): \(error.sentence)")
      }
    } else if text.hasPrefix(LayerParameters.providerPrefix) {
      let key = String(text.dropFirst(LayerParameters.providerPrefix.count))
      guard ProviderMapping.isKey(key) else {
        throw .badTerm(
          text, problem: "\(quoted(key)) is no provider key: expected words with dots, as in storage.default")
      }
      self = .provider(key)
    } else if text.hasPrefix("cluster.") {
      self = .cluster(try SettingAddress.property(text))
    } else if SettingAddress.parameterRule.allows(text) {
      self = .parameter(text)
    } else {
      throw .badTerm(
        text,
        problem: text.isEmpty
          ? "expected a setting"
          : "\(quoted(text)) is no setting: expected PARAMETER, provider.KEY, Kind:path, Kind/name:path, :path or '*'")
    }
  }

  private static func property(_ text: String) throws(CatalogueError) -> ClusterProperty {
    let name = text.dropFirst("cluster.".count)
    if name == "kubernetes" { return .kubernetes }
    if name == "region" { return .region }
    if name.hasPrefix("selector."), name.count > "selector.".count {
      return .selector(String(name.dropFirst("selector.".count)))
    }
    throw .badTerm(
      text,
      problem:
        "expected cluster.kubernetes, cluster.region or cluster.selector.KEY; a path in a document begins with ':'")
  }

  private static let parameterRule = NameRule(.any, firstMayBeDigit: false, others: "_-", byteLimit: 64)

  /// The last `:` that stands outside brackets: names such as `system:node` hold some.
  private static func colon(in text: String) -> String.Index? {
    var scan = BracketScan()
    var last: String.Index?
    for index in text.indices where scan.isOutside(text[index]) && text[index] == ":" { last = index }
    return last
  }

  /// Whether its values are versions whatever they look like: those of keys that say so.
  var holdsVersions: Bool {
    switch self {
    case .cluster(.kubernetes): true
    case .parameter(let name), .provider(let name): SettingAddress.namesVersion(name)
    case .manifest, .anything, .cluster, .template: false
    }
  }

  /// Whether a key's last word is about versions: `version`, `kubernetesVersion`, `kubernetes_version`.
  static func namesVersion(_ key: String) -> Bool {
    let last = key.lowercased()
    return last.hasSuffix("version") || last.hasSuffix("kubernetes")
  }
}
