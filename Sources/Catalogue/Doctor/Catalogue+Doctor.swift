import Strategy

extension Catalogue {
  /// What a check of the whole store found.
  package struct DoctorReport: Sendable {
    package let problems: [StoreProblem]
    /// What could not be looked at, for what it rests on is hurt.
    package let unchecked: Set<StoreProblem.Area>
    /// The versions whose output cannot be shown, by strategy and number.
    package let lostOutputs: [VersionAddress]
    package let counts: [(name: String, count: Int)]
    package let auditHead: AuditEntry?

    package var isHealthy: Bool { problems.isEmpty }

    package func problems(in area: StoreProblem.Area) -> [StoreProblem] { problems.filter { $0.area == area } }
  }

  /// Checks the store's structure and recomputes every digest.
  package func doctor(progress: (Int) -> Void = { _ in }) throws -> DoctorReport {
    let storage = try store.integrityProblems()
    return try store.read { tx in
      let seals = try tx.sealProblems(progress: progress)
      let isContentHurt = seals.contains { $0.area == .outputs }
      return DoctorReport(
        problems: storage + seals, unchecked: isContentHurt ? [.settings] : [],
        lostOutputs: isContentHurt ? Catalogue.lostOutputs(tx) : [],
        counts: (try? tx.counts()) ?? [], auditHead: try? tx.auditHead())
    }
  }

  private static func lostOutputs(_ tx: any CatalogueReading) -> [VersionAddress] {
    var known: [Digest: Bool] = [:]
    return ((try? tx.scopes()) ?? []).sorted { $0.scope < $1.scope }.flatMap { record in
      ((try? tx.versions(record.id)) ?? []).filter { version in
        let digest = version.output.digest
        let isLost = known[digest] ?? ((try? tx.blocks(ofOutput: digest)) == nil)
        known[digest] = isLost
        return isLost
      }.map(\.address)
    }
  }
}
