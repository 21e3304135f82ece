package import Strategy

extension Catalogue {
  package struct ReproduceRequest: Sendable {
    /// Scopes: each stands for every version of every strategy at or beneath it.
    package let subjects: [VerifyRequest.Subject]
    /// Whether strategies that are retired count too.
    package let includesRetired: Bool

    package init(subjects: [VerifyRequest.Subject], includesRetired: Bool = false) {
      self.subjects = subjects
      self.includesRetired = includesRetired
    }
  }

  package struct ReproduceReport: Sendable {
    /// How many versions were compared, how many confirmations of theirs, and with how many distinct renderings.
    package let versionCount: Int
    package let confirmationCount: Int
    package let renderingCount: Int
    /// By strategy and number.
    package let deviations: [Deviation]
  }

  /// A version that does not come out of its recorded inputs as it is stored.
  package struct Deviation: Sendable {
    package enum Outcome: Sendable {
      /// Another output, and where it begins to be one, as far as what is stored can be read.
      case other(Digest, DifferingLine?)
      /// No output at all.
      case failed(String)
    }

    package let version: VersionAddress
    /// The operation that recorded the inputs as giving the same output; nil for those that the version was made from.
    package let confirmedBy: AuditEntry?
    package let template: TemplateReference
    package let templateDigest: Digest
    package let recorded: Digest
    package let outcome: Outcome
  }

  /// The first line that two outputs do not have in common.
  package struct DifferingLine: Sendable, Equatable {
    /// From 1.
    package let number: Int
    /// Nil where the output has ended.
    package let recorded: String?
    package let obtained: String?
  }

  /// Renders versions again from what they recorded, and compares the outputs, byte for byte by their digests. So are
  /// the inputs that were confirmed for them later.
  ///
  /// What is stored is not read for it, except where something differs. Nobody waits while it renders.
  /// - Parameter progress: told how many distinct renderings are done, and of how many; called on any thread.
  package func reproduce(
    _ request: ReproduceRequest, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
  ) throws -> ReproduceReport {
    let reproduction = try store.read { tx in try Reproduction(request, tx) }
    let outcomes = reproduction.render(progress: progress)
    guard reproduction.hasDeviations(outcomes) else { return reproduction.report([]) }
    return try store.read { tx in reproduction.report(reproduction.deviations(outcomes, tx)) }
  }
}
