import Strategy

/// Which version of a strategy is meant.
package enum VersionSelector: Hashable, Sendable {
  /// The version that a cluster runs.
  case running
  case latest
  /// What would be generated now, which is no version yet.
  case next
  case number(Int)
  case label(String)

  /// A number, `latest` or a label.
  /// - Parameter address: what the text is part of, for messages.
  /// - Throws: ``CatalogueError/badAddress(_:problem:)``.
  package init(parsing text: String, of address: String) throws(CatalogueError) {
    if text == "latest" {
      self = .latest
    } else if text == "next" {
      self = .next
    } else if let number = Int(text), number >= 1, String(number) == text {
      self = .number(number)
    } else if VersionAddress.isLabel(text) {
      self = .label(text)
    } else {
      throw .badAddress(
        address, problem: "\(quoted(text)) is no version: expected a number from 1, 'latest' or a label")
    }
  }
}

/// A version's address: `payments/production`, `payments/production@4`, `@latest`, `@stable`. Without `@` it is the
/// newest version, of a cluster the one that it runs. `@next` is what would be generated now.
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
    do {
      scope = try Scope(parsing: parts[0])
    } catch {
      // Without what follows the '@' nothing would tell a password in a URL from a name.
      guard SecretRule.find(in: text) != nil else { throw error }
      throw .badAddress(text, problem: "expected a scope, and behind an '@' a version")
    }
    guard parts.count == 2 else {
      selector = scope.layer == .cluster ? .running : .latest
      return
    }
    selector = try VersionSelector(parsing: parts[1], of: text)
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
    case .running: "running"
    case .latest: "latest"
    case .next: "next"
    case .number(let number): String(number)
    case .label(let label): label
    }
  }
}

extension VersionAddress: CustomStringConvertible {
  package var description: String { selector == .running ? scope.description : "\(scope)@\(selector)" }
}
