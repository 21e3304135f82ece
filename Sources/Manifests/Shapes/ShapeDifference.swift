/// In what an output with a value is more or less than the one with a neutral value.
package enum ShapeDifference: Sendable, Equatable {
  /// - Parameters:
  ///   - place: `Ingress/web:spec.rules[0].host`, `the yaml block in line 12`.
  ///   - found: what the value makes of it: `an integer`.
  ///   - expected: what the neutral value makes of it.
  case other(place: String, found: String, expected: String)
  /// Signs by which code or Markdown is more than text.
  case signs(place: String)
  case markdown(place: String)

  /// - Parameter neutral: what the neutral value is called: `the example 'web'`.
  package func described(beside neutral: String) -> String {
    switch self {
    case .other(let place, let found, let expected): "makes \(place) \(found), where \(neutral) gives \(expected)"
    case .signs(let place): "changes words, quotes or signs of \(place), unlike \(neutral)"
    case .markdown(let place): "changes the Markdown of \(place), unlike \(neutral)"
    }
  }
}

/// What a plain scalar means to readers of YAML 1.2 and of YAML 1.1.
package struct ScalarMeaning: Sendable, Equatable, CustomStringConvertible {
  package let type: SettingType
  /// What the older one takes it for, where they differ.
  private let old: String?

  package init(of text: String) { self.init(of: text, CoreSchema.type(of: text)) }

  init(of text: String, _ type: SettingType) {
    self.type = type
    old = OldSchema.difference(of: text, type)?.old
  }

  /// Whether both take it for text.
  package var isText: Bool { type == .string && old == nil }

  package var description: String {
    guard let old else { return type.described }
    return "\(type.described) to YAML 1.2 and \(old) to YAML 1.1"
  }
}

extension SettingType {
  var described: String {
    switch self {
    case .string: "a text"
    case .int: "an integer"
    case .float: "a number"
    case .bool: "a truth value"
    case .null: "null"
    case .map: "a map"
    case .list: "a list"
    }
  }
}
