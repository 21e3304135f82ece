package import Manifests
import Strategy

/// One condition of a query: `cloud_provider = aws`, `Deployment:spec.replicas > 3`, `!:spec.tls`, `!image ~ *:latest`.
package struct QueryTerm: Sendable {
  package let text: String
  /// The setting as it was written.
  package let setting: String
  package let address: SettingAddress
  /// What a value of the setting must satisfy; nil where it only has to be there.
  package let comparison: Comparison?
  /// Whether no setting of the address may satisfy it.
  package let isNegated: Bool

  /// - Throws: ``CatalogueError/badTerm(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    self.text = text
    let split = QueryTerm.split(text)
    var setting = QueryTerm.trimmed(text[..<split.setting])
    isNegated = setting.hasPrefix("!")
    if isNegated { setting = QueryTerm.trimmed(setting.dropFirst()) }
    self.setting = String(setting)
    do {
      address = try SettingAddress(parsing: self.setting)
    } catch {
      guard case .badTerm(let part, let problem) = error, part != text else { throw error }
      throw .badTerm(text, problem: problem)
    }
    comparison = split.comparison.map { Comparison($0.0, String(QueryTerm.trimmed(text[$0.1...]))) }
    if isNegated, comparison == nil, address == .anything {
      throw .badTerm(text, problem: "every version has settings: expected !SETTING or !SETTING = VALUE")
    }
  }

  private static let signs: [(String, Comparison.Operator)] = [
    ("!=", .notEqual), ("<=", .lessOrEqual), (">=", .greaterOrEqual), ("==", .equal), ("=", .equal), ("<", .less),
    (">", .greater), ("~", .like), (" lt ", .less), (" le ", .lessOrEqual), (" gt ", .greater),
    (" ge ", .greaterOrEqual),
  ]

  /// Where the setting ends; and the operator behind it with the place where the value begins.
  private static func split(
    _ text: String
  ) -> (setting: String.Index, comparison: (Comparison.Operator, String.Index)?) {
    var scan = BracketScan()
    for index in text.indices {
      guard scan.isOutside(text[index]), index > text.startIndex else { continue }
      let rest = text[index...]
      if let sign = signs.first(where: { rest.hasPrefix($0.0) }) {
        return (index, (sign.1, text.index(index, offsetBy: sign.0.count)))
      }
    }
    return (text.endIndex, nil)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }
}
