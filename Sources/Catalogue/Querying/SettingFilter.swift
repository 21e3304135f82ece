import Manifests
import Strategy

/// Settings by their addresses: a glob over the whole address, or an address as queries take it, which also means
/// `Deployment:spec.replicas` of every Deployment.
package struct SettingFilter: Sendable {
  private let glob: Glob
  private let address: SettingAddress?

  package init(_ text: String) {
    glob = Glob(text)
    address = try? SettingAddress(parsing: text)
  }

  package func allows(_ setting: Catalogue.VersionSetting) -> Bool {
    if glob.matches(setting.address) { return true }
    guard case .manifest(let object, let pattern) = address, let place = setting.place else { return false }
    return object.matches(place.manifest) && pattern.matches(place.path)
  }
}
