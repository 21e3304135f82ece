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

  /// By bytes, as it renders: Swift's own equality takes `é` and `e` + U+0301 for equal.
  package static func == (left: ParameterValue, right: ParameterValue) -> Bool {
    switch (left, right) {
    case (.text(let left), .text(let right)): Bytes(left) == Bytes(right)
    case (.list(let left), .list(let right)): left.elementsEqual(right) { Bytes($0) == Bytes($1) }
    default: false
    }
  }

  package func hash(into hasher: inout Hasher) {
    for value in values { hasher.combine(Bytes(value)) }
  }

  /// How it renders: one value plain, several joined by `, `.
  package var rendered: String { values.joined(separator: ", ") }

  /// How it is written on the command line.
  package var written: String { values.joined(separator: ",") }
}
