import Strategy

extension ClusterAttributes {
  /// Why a Kubernetes version cannot be one.
  package static func problem(kubernetes text: String) -> String? {
    let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
    let isVersion =
      parts.count >= 2 && parts.prefix(2).allSatisfy { isNumber($0) }
      && (parts.count == 2 || (parts[2].first?.isASCIIDigit == true && restRule.allows(parts[2])))
    if text.isEmpty || isVersion { return nil }
    return "Kubernetes version \(quoted(text)): expected MAJOR.MINOR or MAJOR.MINOR.PATCH, as in 1.31"
  }

  /// Why a region cannot be one.
  package static func problem(region text: String) -> String? {
    if text.isEmpty || regionRule.allows(text) { return nil }
    return "region \(quoted(text)): expected letters, digits, '-', '_' and '.', at most 63, a letter or digit first"
  }

  /// Why a selector cannot be one. Selectors are like labels of Kubernetes: `[PREFIX/]NAME=VALUE`.
  package static func problem(selector key: String, value: String) -> String? {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last, nameRule.allows(name),
      parts.count == 1 || prefixRule.allows(parts[0])
    else {
      return "selector key \(quoted(key)): expected [PREFIX/]NAME of letters, digits, '-', '_' and '.', as in tier"
    }
    if value.isEmpty || nameRule.allows(value) { return nil }
    return "selector value \(quoted(value)) of '\(key)': expected letters, digits, '-', '_' and '.', at most 63"
  }

  private static let regionRule = NameRule(.any, firstMayBeDigit: true, others: "-_.", byteLimit: 63)
  private static let restRule = NameRule(.any, firstMayBeDigit: true, others: "-_.+", byteLimit: 63)
  private static let nameRule = NameRule(.any, firstMayBeDigit: true, others: "-_.", byteLimit: 63)
  private static let prefixRule = NameRule(.lower, firstMayBeDigit: true, others: "-.", byteLimit: 253)

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.count <= 4 && text.allSatisfy(\.isASCIIDigit)
  }

  /// Everything that is wrong.
  package func problems(of scope: Scope) -> [Problem] {
    let texts =
      [ClusterAttributes.problem(kubernetes: kubernetes), ClusterAttributes.problem(region: region)]
      + selectors.map { ClusterAttributes.problem(selector: $0.key, value: $0.value) }
    return texts.compactMap { $0 }.map { Problem(subject: scope.description, text: $0) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
