package import Handlebars

/// A named input that a template declares.
package struct TemplateArgument: Sendable {
  package let name: String
  package let description: String
  package let isRequired: Bool
  package let defaultValue: ParameterValue?
  /// The values it may take, in declared order; empty for free text.
  package let allowed: [AllowedValue]
  /// Whether it takes several values at once.
  package var isMultiple: Bool
  /// Values that stand alone.
  package let exclusive: [String]
  /// A regular expression that free text must match.
  package let pattern: String?
  /// A neutral value, for free text.
  package let example: String?
  /// Keys that mean nothing to Strata, kept as they were.
  package let extra: [(key: String, value: Value)]
  package let place: Place?

  package struct AllowedValue: Sendable, Equatable {
    package let value: String
    /// What the description says of it.
    package let note: String
  }

  package var isFreeText: Bool { allowed.isEmpty }

  package var allowedValues: [String] { allowed.map(\.value) }

  /// What may be written after `name=`, for a hint: `small|medium|large`, or an example.
  package var choices: String {
    isFreeText ? example ?? "VALUE" : allowedValues.joined(separator: "|")
  }
}

/// What a parameter is set to: one text, or several where its argument takes several.
package enum ParameterValue: Sendable, Hashable {
  case text(String)
  case list([String])

  package init(_ values: [String]) {
    self = values.count == 1 ? .text(values[0]) : .list(values)
  }

  package var values: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let values): values
    }
  }

  /// How it renders: one value plain, several joined by `, `.
  package var rendered: String { values.joined(separator: ", ") }

  /// How it is written on the command line.
  package var written: String { values.joined(separator: ",") }
}
