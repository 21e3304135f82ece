package import Manifests
package import Strategy

extension Catalogue {
  package struct VerifyRequest: Sendable {
    package enum Subject: Sendable, Hashable {
      /// Every strategy at or beneath a scope: its newest version, and those that clusters are held at.
      case scope(Scope)
      case version(VersionAddress)
    }

    package let subjects: [Subject]
    /// Counts instead of the clusters' own versions.
    package let kubernetes: KubernetesVersion?
    package let schemas: SchemaSet?

    package init(subjects: [Subject], kubernetes: KubernetesVersion? = nil, schemas: SchemaSet? = nil) {
      self.subjects = subjects
      self.kubernetes = kubernetes
      self.schemas = schemas
    }
  }

  /// A finding, with every version in which it stands, or every one in which it is waived.
  package struct JudgedFinding: Sendable {
    package let finding: Finding
    /// In the order of the strategies; the first is the one whose lines are given.
    package let versions: [VersionAddress]
    /// Those on which it was found, in ascending order.
    package let kubernetes: [KubernetesVersion]
    /// The line of the template that produced it in the first version; nil where that cannot be told.
    package let templateLine: Int?
    /// The template of the first version.
    package let template: TemplateReference
    /// What waives it in the first of the versions; nil where it stands.
    package let waiver: Waiver?
  }

  package struct VerifyReport: Sendable {
    /// Errors first, then in the order of the versions and lines.
    package let findings: [JudgedFinding]
    /// How many versions were verified, and for which releases.
    package let versionCount: Int
    package let kubernetes: [KubernetesVersion]

    package func count(_ severity: Rule.Severity) -> Int {
      findings.count { $0.waiver == nil && $0.finding.rule.severity == severity }
    }

    package var waivedCount: Int { findings.count { $0.waiver != nil } }
  }

  /// What is wrong with some versions. What was found before, by the same rules for the same release, is not looked
  /// for again; what is found is remembered where the store can be written.
  /// - Parameter progress: told how many outputs are verified, and of how many.
  package func verify(
    _ request: VerifyRequest, progress: (Int, Int) -> Void = { _, _ in }
  ) throws -> VerifyReport {
    let today = now().day
    var checks: [CheckKey: [Finding]] = [:]
    let report = try store.read { tx in
      let verification = try Verification(request, tx)
      checks = try verification.check(tx, progress: progress)
      return try verification.report(WaiverSet(tx.waivers()), on: today, tx)
    }
    if !checks.isEmpty { store.writeIfPossible { tx in try tx.keep(checks) } }
    return report
  }
}
