/// Something that is wrong with a store.
package struct StoreProblem: Sendable, Equatable {
  /// What a check of a whole store looks at, in that order.
  package enum Area: String, Sendable, CaseIterable {
    /// The file itself: its pages, tables, constraints and schema.
    case structure
    /// The store's own indexes of its tables.
    case indexes
    /// References between records.
    case references
    /// Outputs with their blocks, parameter sets and what was read, by their digests.
    case outputs
    /// Scopes, revisions, versions, labels, pins and waivers, by their digests.
    case records
    /// The audit trail: each entry by its digest, which covers the one before and the records it made.
    case audit
    /// What queries look up, which follows from outputs and parameter sets.
    case settings
  }

  package let area: Area
  package let text: String

  package init(_ area: Area, _ text: String) {
    self.area = area
    self.text = text
  }
}
