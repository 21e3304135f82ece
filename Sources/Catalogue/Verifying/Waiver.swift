package import Manifests

/// That some findings are put up with, at a scope and beneath it, until the end of a day.
package struct Waiver: Sendable, Equatable {
  package let finding: WaivedFinding
  package let scope: Scope
  package let until: Day
  package let reason: String
  package let audit: AuditEntry

  /// - Returns: nil for one that was taken away, and for one of a rule that this program does not know.
  package init?(_ record: WaiverRecord) {
    guard let until = record.until, let finding = try? WaivedFinding(parsing: record.finding) else { return nil }
    self.finding = finding
    self.until = until
    scope = record.scope.scope
    reason = record.reason
    audit = record.audit
  }

  /// Whether it holds on a day for what lies at a scope.
  package func applies(at scope: Scope, on day: Day) -> Bool { day <= until && self.scope.contains(scope) }
}

/// The waivers of a catalogue, to be asked about very many findings.
package struct WaiverSet: Sendable {
  /// Those of one rule at one scope.
  private struct Local {
    var whole: Waiver?
    var single: [String: Waiver] = [:]
  }

  private var scopes: [Scope: [Rule: Local]] = [:]
  private var rules: Set<Rule> = []

  /// - Parameter records: the newest of each finding and scope.
  package init(_ records: [WaiverRecord]) {
    for waiver in records.compactMap(Waiver.init) {
      let rule = waiver.finding.rule
      rules.insert(rule)
      if waiver.finding.isWholeRule {
        scopes[waiver.scope, default: [:]][rule, default: Local()].whole = waiver
      } else {
        scopes[waiver.scope, default: [:]][rule, default: Local()].single[waiver.finding.description] = waiver
      }
    }
  }

  /// The waiver for a finding in what lies at a scope: of several the one of the nearest scope, and there the one of
  /// the finding itself before that of its rule.
  package func waives(_ finding: Finding, at scope: Scope, on day: Day) -> Waiver? {
    guard rules.contains(finding.rule) else { return nil }
    for layer in scope.layers.reversed() {
      guard let local = scopes[layer]?[finding.rule] else { continue }
      if !local.single.isEmpty, let waiver = local.single[finding.id], day <= waiver.until { return waiver }
      if let waiver = local.whole, day <= waiver.until { return waiver }
    }
    return nil
  }
}
