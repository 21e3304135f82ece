package import Manifests
import Strategy

/// Which findings a waiver is about: all of a rule, as in `removed-api`, or one, as in `removed-api:3f2a91c0`.
package struct WaivedFinding: Hashable, Sendable {
  package let rule: Rule
  /// The identifier of the one finding; nil for all of the rule.
  private let id: String?

  /// - Throws: ``CatalogueError/unknownRule(_:nearest:)``, ``CatalogueError/badFinding(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    let name = text.prefix { $0 != ":" }
    let rest = text.dropFirst(name.count)
    guard let rule = Rule(rawValue: String(name)) else {
      let nearest = Nearest.likely(String(name), among: WaivedFinding.ruleNames)
      throw .unknownRule(String(name), nearest: nearest.map { $0 + rest })
    }
    self.rule = rule
    if rest.isEmpty {
      id = nil
      return
    }
    let digits = rest.dropFirst().utf8
    let isHexadecimal = digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    guard digits.count == 8, isHexadecimal else { throw .badFinding(text) }
    id = text
  }

  /// The names of all rules.
  package static let ruleNames = Rule.allCases.map(\.rawValue)

  /// Whether it is about all findings of its rule.
  var isWholeRule: Bool { id == nil }

  package func matches(_ finding: Finding) -> Bool {
    rule == finding.rule && (id == nil || id == finding.id)
  }
}

extension WaivedFinding: CustomStringConvertible {
  package var description: String { id ?? rule.rawValue }
}
