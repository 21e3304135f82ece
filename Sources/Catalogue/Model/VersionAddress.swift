import Strategy

/// Which version of a strategy is meant.
package enum VersionSelector: Hashable, Sendable {
  case latest
  case number(Int)
  case label(String)
}

/// A version's address: `payments/production`, `payments/production@4`, `@latest`, `@stable`.
package struct VersionAddress: Hashable, Sendable {
  package let scope: Scope
  package let selector: VersionSelector

  package init(scope: Scope, selector: VersionSelector) {
    self.scope = scope
    self.selector = selector
  }

  /// - Throws: ``CatalogueError/badAddress(_:problem:)`` or ``CatalogueError/badScope(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    scope = try Scope(parsing: parts[0])
    guard parts.count == 2 else {
      selector = .latest
      return
    }
    let version = parts[1]
    if version == "latest" {
      selector = .latest
    } else if let number = Int(version), number >= 1, String(number) == version {
      selector = .number(number)
    } else if VersionAddress.isLabel(version) {
      selector = .label(version)
    } else {
      throw .badAddress(
        text, problem: "\(quoted(version)) is no version: expected a number from 1, 'latest' or a label")
    }
  }

  /// A label: a letter, then letters, digits, '-' and '_'; `latest` and `next` are taken.
  package static func isLabel(_ text: String) -> Bool {
    text != "latest" && text != "next" && labelRule.allows(text)
  }

  private static let labelRule = NameRule(.lower, firstMayBeDigit: false, others: "_-", byteLimit: 63)
}

extension VersionSelector: CustomStringConvertible {
  package var description: String {
    switch self {
    case .latest: "latest"
    case .number(let number): String(number)
    case .label(let label): label
    }
  }
}

extension VersionAddress: CustomStringConvertible {
  package var description: String { "\(scope)@\(selector)" }
}
