/// The version of an API, in the order of Kubernetes: `v2`, then `v1`, then `v1beta2`, then `v1alpha1`.
struct APIVersionOrder: Comparable {
  private let stage: Int
  private let major: Int
  private let minor: Int

  /// nil for what is none.
  init?(_ text: String) {
    guard text.first == "v" else { return nil }
    let digits = text.dropFirst().prefix(while: \.isNumber)
    let rest = text.dropFirst(1 + digits.count)
    guard let major = Int(digits) else { return nil }
    self.major = major
    if rest.isEmpty {
      (stage, minor) = (2, 0)
    } else if rest.hasPrefix("beta"), let minor = Int(rest.dropFirst(4)) {
      (stage, self.minor) = (1, minor)
    } else if rest.hasPrefix("alpha"), let minor = Int(rest.dropFirst(5)) {
      (stage, self.minor) = (0, minor)
    } else {
      return nil
    }
  }

  static func < (left: APIVersionOrder, right: APIVersionOrder) -> Bool {
    (left.stage, left.major, left.minor) < (right.stage, right.major, right.minor)
  }
}
