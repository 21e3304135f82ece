extension Catalogue {
  /// What a check of the whole store found.
  package struct DoctorReport: Sendable {
    /// Problems of the store itself: its structure, indexes and references.
    package let storage: [String]
    /// Records whose digest does not match what they say.
    package let seals: [String]
    package let counts: [(name: String, count: Int)]
    package let auditHead: AuditEntry?

    package var isHealthy: Bool { storage.isEmpty && seals.isEmpty }
  }

  /// Checks the store's structure and recomputes every digest.
  package func doctor(progress: (Int) -> Void = { _ in }) throws -> DoctorReport {
    let storage = try store.integrityProblems()
    return try store.read { tx in
      let seals = try tx.sealProblems(progress: progress)
      return DoctorReport(
        storage: storage, seals: seals, counts: try tx.counts(), auditHead: try? tx.auditHead())
    }
  }
}
