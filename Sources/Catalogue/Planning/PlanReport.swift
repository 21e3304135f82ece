extension Catalogue {
  package struct PlanRequest: Sendable {
    /// Scopes: each stands for every strategy beneath it.
    package let scopes: [Scope]
    package let whatIf: WhatIf
    /// Whether all that the plan rests on is wanted, so that it can be carried out later.
    package let isSaved: Bool
    /// For how many groups the lines of the output are wanted; 0 for all.
    package let limit: Int

    package init(scopes: [Scope], whatIf: WhatIf = .nothing, isSaved: Bool = false, limit: Int = 0) {
      self.limit = limit
      self.scopes = scopes
      self.whatIf = whatIf
      self.isSaved = isSaved
    }
  }

  /// What regenerating would change.
  package struct PlanReport: Sendable {
    package struct Planned: Sendable {
      package let scope: Scope
      /// The number of the version that it would make, or of the one that it has.
      package let number: Int
      /// Why it is not current; empty for a strategy without a version.
      package let moved: [Moved]
    }

    /// Strategies that would change alike, but for their own names and texts.
    package struct Group: Sendable {
      /// In the order of their scopes.
      package let strategies: [Planned]
      /// Which inputs moved. Where these come from is told only where it is the same for all.
      package let inputs: [InputChange]
      /// Of the first strategy.
      package let difference: OutputDifference
    }

    package struct First: Sendable {
      package let planned: Planned
      package let output: OutputSummary
    }

    /// The largest first.
    package let groups: [Group]
    /// Strategies that would have their first version.
    package let new: [First]
    /// Strategies whose inputs moved, and whose output would stay the same.
    package let confirmed: [Planned]
    package let currentCount: Int
    /// The newest versions of strategies that a rollback holds.
    package let held: [VersionAddress]
    /// What stands in the way of others.
    package let problems: [Problem]
    package let failingCount: Int
    /// What to carry out; nil where it was not asked for.
    package let saved: SavedPlan?

    package var changedCount: Int { groups.reduce(0) { $0 + $1.strategies.count } }
    /// Whether anything would be written that people see.
    package var isEmpty: Bool { groups.isEmpty && new.isEmpty && problems.isEmpty }
  }
}
