@testable import Manifests

/// What verification finds in a text, and how tests show it.
struct Found {
  let findings: [Finding]

  init(document text: String) { findings = DocumentFacts(reading: Array(text.utf8)).findings }

  /// What is wrong with the block itself.
  init(block text: String, _ language: String?) {
    findings = BlockFacts(language: language, content: Array(text.utf8)).findings
  }

  /// Each of some rules as `line rule subject`.
  func lines(_ rules: Set<Rule> = Set(Rule.allCases)) -> [String] {
    findings.filter { rules.contains($0.rule) }.map { "\($0.line) \($0.rule.rawValue) \($0.subject)" }
  }

  /// Each of one rule as `line path subject`.
  func places(_ rule: Rule) -> [String] {
    findings.filter { $0.rule == rule }.map { "\($0.line) \($0.path) \($0.subject)" }
  }

  func messages(_ rule: Rule) -> [String] { findings.filter { $0.rule == rule }.map(\.message) }
}
