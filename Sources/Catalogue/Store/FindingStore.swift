package import Manifests
package import Strategy

/// Which verification findings are of: an output never changes, so the same rules find the same in it again.
package struct CheckKey: Sendable, Hashable {
  package let output: Digest
  /// Names the rules, and everything but the output and the Kubernetes version that they look at.
  package let ruleSet: String
  package let kubernetes: String

  package init(output: Digest, ruleSet: String, kubernetes: String) {
    self.output = output
    self.ruleSet = ruleSet
    self.kubernetes = kubernetes
  }
}

package protocol FindingReading {
  /// What was found by verifications that are kept, in order. Those that are not, or that this program does not
  /// understand, are left out.
  func findings(_ keys: [CheckKey]) throws -> [CheckKey: [Finding]]
}

package protocol FindingWriting {
  /// Keeps findings, which makes no audit entry. Outputs that are not stored are left out; what is kept already stays.
  func keep(_ checks: [CheckKey: [Finding]]) throws
}

/// That some findings are waived at a scope from a moment on.
package struct WaiverRecord: Sendable, Equatable {
  package let scope: ScopeRecord
  /// A rule's name or a finding's identifier, which need not be known to this program.
  package let finding: String
  /// The last day; nil where they are no longer waived.
  package let until: Day?
  /// Empty where they are no longer waived.
  package let reason: String
  package let audit: AuditEntry

  package init(scope: ScopeRecord, finding: String, until: Day?, reason: String, audit: AuditEntry) {
    self.scope = scope
    self.finding = finding
    self.until = until
    self.reason = reason
    self.audit = audit
  }
}

package protocol WaiverReading {
  /// The newest record of each finding and scope, in the order of their recording.
  func waivers() throws -> [WaiverRecord]
  /// All records, oldest first.
  func waiverHistory() throws -> [WaiverRecord]
}

package protocol WaiverWriting {
  /// - Parameter until: nil where the finding is waived no longer, which has no reason either.
  func addWaiver(
    _ scope: ScopeRecord, finding: String, until: Day?, reason: String, digest: Digest, audit: AuditEntry) throws
}
