import Strategy

extension Catalogue {
  package struct GenerateRequest: Sendable {
    /// Scopes: each stands for every strategy beneath it.
    package let scopes: [Scope]
    package let message: String
    /// Whether the strategies without problems are committed though others have some.
    package let keepsGoing: Bool
    /// Whether versions are made though they have errors that the ones before have not.
    package let allowsFindings: Bool
    /// Whether strategies that a rollback holds are made anew, and held no longer.
    package let releases: Bool
    /// What is to be carried out, exactly or not at all; the scopes are those of its strategies.
    package let plan: SavedPlan?

    package init(
      scopes: [Scope], message: String, keepsGoing: Bool = false, allowsFindings: Bool = false, releases: Bool = false
    ) {
      self.init(scopes, message, keepsGoing, allowsFindings, releases, plan: nil)
    }

    package init(plan: SavedPlan, message: String, allowsFindings: Bool = false) {
      self.init(plan.entries.map(\.scope), message, false, allowsFindings, false, plan: plan)
    }

    private init(
      _ scopes: [Scope], _ message: String, _ keepsGoing: Bool, _ allowsFindings: Bool, _ releases: Bool,
      plan: SavedPlan?
    ) {
      self.scopes = scopes
      self.message = message
      self.keepsGoing = keepsGoing
      self.allowsFindings = allowsFindings
      self.releases = releases
      self.plan = plan
    }
  }

  package struct GenerateReport: Sendable {
    package struct Made: Sendable {
      package let scope: Scope
      package let number: Int
      package let output: OutputSummary
    }

    /// New versions, in the order of the scopes.
    package let made: [Made]
    /// Strategies whose inputs changed and whose output did not.
    package let confirmed: [Scope]
    /// How many strategies were current already.
    package let currentCount: Int
    /// The newest versions of the strategies that a rollback holds, which were left as they are.
    package let held: [VersionAddress]
    /// The new versions that have errors: first ones, and those that were allowed to.
    package let flawed: [Scope]
    /// What stood in the way of others, where `keepsGoing` was asked for.
    package let problems: [Problem]
    /// The entry that records the operation; nil where nothing was written.
    package let audit: AuditEntry?
  }

  /// How often generating is begun anew because another writer came between. Then it is done where none can.
  private static let attempts = 5

  /// Renders the strategies beneath some scopes, or those of a plan, and stores what changed, in one transaction.
  ///
  /// Rendering and verifying happen between transactions. The one that writes only makes sure that nobody wrote before
  /// it did.
  /// - Parameter progress: told how many strategies are rendered, and of how many.
  /// - Throws: ``CatalogueError/invalid(_:)`` with the problems of all strategies, and nothing is written.
  package func generate(
    _ request: GenerateRequest, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> GenerateReport {
    let stamp = stamp("generate", request.subject, request.message)
    let tools = GenerationTools()
    return try tools.working(progress) {
      for _ in 1..<Catalogue.attempts {
        let (plan, head) = try store.read { tx in
          (try GenerationPlan.make(request, tx, on: stamp.time.day, with: tools), try tx.auditHead())
        }
        guard !plan.isEmpty else { return plan.report(audit: nil) }
        let report = try store.write { tx in
          try tx.auditHead()?.digest == head?.digest ? plan.write(stamp, tx) : nil
        }
        if let report { return report }
      }
      return try store.write { tx in
        let plan = try GenerationPlan.make(request, tx, on: stamp.time.day, with: tools)
        return try plan.isEmpty ? plan.report(audit: nil) : plan.write(stamp, tx)
      }
    }
  }
}

extension Catalogue.GenerateRequest {
  /// What it is about, for the audit trail: a plan may have very many strategies.
  fileprivate var subject: String {
    if let plan {
      return plan.entries.count == 1 ? "a plan of 1 strategy" : "a plan of \(plan.entries.count) strategies"
    }
    return scopes.map(\.description).joined(separator: " ")
  }
}
