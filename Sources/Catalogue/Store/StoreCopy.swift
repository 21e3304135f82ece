/// A store that an older program made was brought up to date, and kept as it was under another name.
package struct StoreUpgrade: Sendable, Equatable {
  package let from: Int
  package let to: Int
  package let kept: String

  package init(from: Int, to: Int, kept: String) {
    self.from = from
    self.to = to
    self.kept = kept
  }
}

/// A whole store that was copied, and proved to be what it was copied from.
package struct StoreCopy: Sendable {
  package let head: AuditEntry?
  package let byteCount: Int
  /// Where what stood in the copy's place is now.
  package let kept: String?

  package init(head: AuditEntry?, byteCount: Int, kept: String?) {
    self.head = head
    self.byteCount = byteCount
    self.kept = kept
  }
}

/// What was taken out of a hurt store.
package struct Salvaged: Sendable {
  /// What could not be, in words.
  package let lost: [String]
  /// How many outputs were rendered again.
  package let remadeCount: Int
  package let counts: [(name: String, count: Int)]
  package let head: AuditEntry?
  /// What a check of the new store says, which follows from what is lost.
  package let problems: [StoreProblem]

  package var isWhole: Bool { lost.isEmpty && problems.isEmpty }

  package init(
    lost: [String], remadeCount: Int, counts: [(name: String, count: Int)], head: AuditEntry?,
    problems: [StoreProblem]
  ) {
    self.lost = lost
    self.remadeCount = remadeCount
    self.counts = counts
    self.head = head
    self.problems = problems
  }
}
