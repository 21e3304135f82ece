import Strategy

extension Catalogue {
  /// Brings the catalogue to what a fleet file says, under one audit entry.
  ///
  /// What is to be done is found before the write transaction; when another writer came between, it is found again
  /// inside it.
  /// - Parameters:
  ///   - prunes: whether teams, environments and clusters that the file does not mention are retired.
  ///   - isDryRun: whether nothing is written.
  /// - Throws: ``CatalogueError/invalid(_:)`` with everything that is wrong with the file, and nothing is written.
  package func apply(
    _ file: FleetFile, prunes: Bool = false, isDryRun: Bool = false, message: String = ""
  ) throws -> FleetChange {
    if prunes, !file.hasTeams, file.issues.isEmpty {
      let text = "it has no 'teams', and --prune would retire all there are: expected 'teams: {}' where that is meant"
      throw CatalogueError.invalid([Problem(subject: file.name, text: text)])
    }
    let stamp = stamp("apply", TextRule.problem(in: file.name) == nil ? file.name : "fleet", message)
    let (plan, head) = try store.read { tx in
      (try FleetPlan.make(file, prunes: prunes, tx), try tx.auditHead())
    }
    guard !isDryRun, !plan.batch.isEmpty else { return plan.change(audit: nil) }
    return try store.write { tx in
      let isFresh = try tx.auditHead()?.digest == head?.digest
      let plan = isFresh ? plan : try FleetPlan.make(file, prunes: prunes, tx)
      guard !plan.batch.isEmpty else { return plan.change(audit: nil) }
      return plan.change(audit: try plan.batch.write(stamp, tx))
    }
  }
}
