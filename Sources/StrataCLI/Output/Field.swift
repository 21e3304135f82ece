/// One value on its way out: the same tree is written as a table, JSON, YAML or CSV.
package enum Field: Sendable, Equatable {
  case null
  case bool(Bool)
  case int(Int)
  case real(Double)
  case text(String)
  case list([Field])
  case map(Record)

  /// Text, or null when there is none.
  package init(_ text: String?) {
    self = text.map(Field.text) ?? .null
  }

  /// A whole number, or null when there is none.
  package init(_ number: Int?) {
    self = number.map(Field.int) ?? .null
  }

  /// A list of texts.
  package init(_ texts: [String]) {
    self = .list(texts.map(Field.text))
  }
}

extension Field {
  /// The value in one cell of a table or CSV file: null is empty, a list of scalars is joined by ", ", a map
  /// of scalars is `key=value` joined so, and anything deeper is compact JSON.
  package var cell: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "true" : "false"
    case .int(let value): String(value)
    case .real(let value): Field.digits(of: value)
    case .text(let value): value
    case .list(let items) where !items.contains(where: \.isNested): items.map(\.cell).joined(separator: ", ")
    case .map(let record) where !record.entries.contains(where: \.value.isNested):
      record.entries.map { "\($0.key)=\($0.value.cell)" }.joined(separator: ", ")
    case .list, .map: JSONWriter.compact(self)
    }
  }

  /// Whether the value is a list or a map.
  var isNested: Bool {
    switch self {
    case .list, .map: true
    case .null, .bool, .int, .real, .text: false
    }
  }
}

extension Field {
  /// The shortest digits that read back as the same number, always with a point: `1.0`, `1.0e+20`. Infinity is
  /// `9.0e+999`, a number in JSON and YAML that every reader takes for it.
  private static func digits(of value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "" : value < 0 ? "-9.0e+999" : "9.0e+999" }
    let text = value.description
    guard !text.contains("."), let mark = text.firstIndex(of: "e") else { return text }
    return "\(text[..<mark]).0\(text[mark...])"
  }
}

extension Field: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral {
  package init(nilLiteral: ()) { self = .null }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .int(value) }
}

extension Field: ExpressibleByStringInterpolation, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
  package init(stringLiteral value: String) { self = .text(value) }
  package init(arrayLiteral elements: Field...) { self = .list(elements) }
  package init(dictionaryLiteral elements: (String, Field)...) { self = .map(Record(elements)) }
}
