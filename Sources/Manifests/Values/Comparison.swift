/// What a term of a query wants of a value: an operator and the value to compare with, which is read once.
///
/// `= != < <= > >=` compare by the first of these rules that fits:
///
/// 1. The same text is equal.
/// 2. Booleans and nulls compare as text.
/// 3. Where both are versions, and one of them clearly (it begins with a `v`, has two points or more, or has a point and
///    a pre-release) or the setting is one for versions, they compare as versions: `1.29 > 1.9`.
/// 4. Where both are numbers or Kubernetes quantities, they compare by value: `500m = 0.5`, `2Gi = 2048Mi`.
/// 5. All else compares as text, character by character.
///
/// `~` wants the whole text to match a ``Glob``.
package struct Comparison: Sendable {
  package enum Operator: String, Sendable, Hashable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case like = "~"
  }

  package let op: Operator
  package let wanted: String
  private let quantity: Double?
  private let version: VersionNumber?
  private let glob: Glob

  package init(_ op: Operator, _ wanted: String) {
    self.op = op
    self.wanted = wanted
    quantity = Quantity.value(wanted)
    version = VersionNumber(wanted)
    glob = Glob(wanted)
  }

  /// - Parameters:
  ///   - text: the value of a setting.
  ///   - type: its type; nil where it is not known, as of a parameter.
  ///   - isVersion: whether the setting holds versions, whatever its value looks like.
  package func holds(for text: String, type: SettingType? = nil, isVersion: Bool = false) -> Bool {
    switch op {
    case .like: glob.matches(text)
    case .equal: order(text, type, isVersion) == 0
    case .notEqual: order(text, type, isVersion) != 0
    case .less: order(text, type, isVersion) < 0
    case .lessOrEqual: order(text, type, isVersion) <= 0
    case .greater: order(text, type, isVersion) > 0
    case .greaterOrEqual: order(text, type, isVersion) >= 0
    }
  }

  /// Below zero where `text` comes before what is wanted, zero where they are equal.
  private func order(_ text: String, _ type: SettingType?, _ isVersion: Bool) -> Int {
    if text.utf8.elementsEqual(wanted.utf8) { return 0 }
    if type != .bool, type != .null {
      if let version, let other = VersionNumber(text), isVersion || version.isClear || other.isClear {
        return other < version ? -1 : other == version ? 0 : 1
      }
      if let quantity, let other = Quantity.value(text) { return other < quantity ? -1 : other == quantity ? 0 : 1 }
    }
    return text.utf8.lexicographicallyPrecedes(wanted.utf8) ? -1 : 1
  }
}
