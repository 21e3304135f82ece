package import Strategy

/// What checking every combination of a template's values found.
package struct ExhaustiveReport: Sendable {
  /// Where, and for which combinations, something is so.
  package struct Occurrence: Sendable {
    /// In how many combinations.
    package let count: Int
    package let condition: Condition
    /// The key of the first combination.
    package let example: String
    /// The line of that combination's output, from 1; 0 where there is none.
    package let outputLine: Int
    /// The line of the template file that wrote it, from 1; 0 where that is not known.
    package let templateLine: Int
  }

  /// Something that verification found in outputs, or an output that cannot be made.
  package struct Found: Sendable {
    /// Of the finding; the rule's name where it is none of verification.
    package let id: String
    package let rule: String
    package let isError: Bool
    /// As findings call it; empty where no object is at fault.
    package let object: String
    package let path: String
    package let message: String
    package let hint: String?
    package let occurrence: Occurrence
  }

  /// Values of one argument that change nothing but their own name.
  package struct Idle: Sendable, Equatable {
    package let argument: String
    package let values: [String]
    /// Whether no value of the argument changes anything.
    package let isWhole: Bool
  }

  /// A heading with nothing beneath it.
  package struct EmptyHeading: Sendable {
    /// As it is written, with its marks.
    package let text: String
    package let occurrence: Occurrence
  }

  package let combinationCount: Int
  /// How many combinations have no error, and how many nothing at all.
  package let validCount: Int
  package let cleanCount: Int
  /// Errors first, then in the order of the template's lines.
  package let found: [Found]
  package let idle: [Idle]
  package let emptyHeadings: [EmptyHeading]
  /// What the template says without being rendered.
  package let templateFindings: [TemplateFinding]

  /// Whether there is anything to report.
  package var isEmpty: Bool { found.isEmpty && idle.isEmpty && emptyHeadings.isEmpty && templateFindings.isEmpty }
}
