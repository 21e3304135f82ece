package import Manifests

/// A release of Kubernetes, `1.31`: its patches serve the same APIs.
package struct KubernetesVersion: Sendable, Hashable {
  /// `1.31`
  package let text: String
  package let number: VersionNumber

  /// The newest one whose APIs are known.
  package static let newest = KubernetesVersion(major: 1, minor: 37)

  /// Reads `1.31`, `v1.31.4`, `1.31.4-eks-1`; nil where that is no version of Kubernetes.
  package init?(_ text: String) {
    let digits = text.hasPrefix("v") ? text.dropFirst() : text[...]
    let parts = digits.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }.split(separator: ".")
    guard VersionNumber(text) != nil, parts.count >= 2, let major = UInt64(parts[0]), let minor = UInt64(parts[1]),
      major == 1, minor < 1000
    else { return nil }
    self.init(major: major, minor: minor)
  }

  /// Reads what somebody typed.
  /// - Throws: ``CatalogueError/badKubernetesVersion(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    guard let version = KubernetesVersion(text) else { throw .badKubernetesVersion(text) }
    self = version
  }

  private init(major: UInt64, minor: UInt64) {
    text = "\(major).\(minor)"
    number = VersionNumber(major: major, minor: minor)
  }

  package static func == (left: KubernetesVersion, right: KubernetesVersion) -> Bool { left.text == right.text }
  package func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension KubernetesVersion: Comparable {
  package static func < (left: KubernetesVersion, right: KubernetesVersion) -> Bool { left.number < right.number }
}

extension KubernetesVersion: CustomStringConvertible {
  package var description: String { text }
}
