import Manifests
import Strategy

/// What stands for a value that changes nothing around it.
struct NeutralValue {
  let value: ParameterValue
  /// How messages call it: `the example 'web'`.
  let name: String
  /// Whether the template itself gives it as an example, which every value is held to.
  let isExample: Bool
}

extension NeutralValue {
  /// The argument's example, else its default, else a text or number as the value is one.
  init(for value: ParameterValue, of argument: TemplateArgument) {
    if let example = argument.example {
      self.init(Array(repeating: example, count: value.values.count), "the example \(quoted(example))", isExample: true)
    } else if let standard = argument.defaultValue, !standard.values.isEmpty {
      let values = value.values.indices.map { standard.values[$0 % standard.values.count] }
      self.init(values, "the default \(quoted(standard.written))", isExample: false)
    } else {
      self.init(made: value.values)
    }
  }

  /// For a value that nothing tells the neutral one of.
  init(made values: [String]) {
    let neutral = values.map(NeutralValue.like)
    self.init(neutral, "a plain \(quoted(neutral.joined(separator: ",")))", isExample: false)
  }

  private init(_ values: [String], _ name: String, isExample: Bool) {
    self.init(value: ParameterValue(values), name: name, isExample: isExample)
  }

  private static func like(_ text: String) -> String {
    let meaning = ScalarMeaning(of: text)
    guard meaning == ScalarMeaning(of: text.filter { $0 != "_" }) else { return "example" }
    return switch meaning {
    case ScalarMeaning(of: "1"): "1"
    case ScalarMeaning(of: "1.5"): "1.5"
    case ScalarMeaning(of: "true"): "true"
    default: "example"
    }
  }
}

extension NeutralValue {
  /// Whether a value is a word or number without any sign, of the same kind as the neutral one: whatever it stands in,
  /// it starts and ends nothing.
  func isLike(_ value: ParameterValue) -> Bool {
    zip(value.values, self.value.values).allSatisfy { text, neutral in
      NeutralValue.isPlainWord(text) && ScalarMeaning(of: text) == ScalarMeaning(of: neutral)
    }
  }

  /// The same of what a template made of a value, wherever a text of an output stands.
  static func isLike(_ text: ArraySlice<UInt8>, _ neutral: ArraySlice<UInt8>) -> Bool {
    guard text.count < 256, neutral.count < 256 else { return false }
    let (made, other) = (String(decoding: text, as: UTF8.self), String(decoding: neutral, as: UTF8.self))
    guard isPlainWord(made), isPlainWord(other) else { return false }
    let meaning = ScalarMeaning(of: made)
    // The number of a list item has nine digits at most.
    return meaning == ScalarMeaning(of: other) && (meaning.isText || made.utf8.count < 10)
  }

  /// Letters and digits at both ends, and signs between them that nothing takes for its own.
  static func isPlainWord(_ text: String) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, let last = bytes.last, isLetterOrDigit(first), isLetterOrDigit(last) else {
      return false
    }
    return bytes.allSatisfy { isLetterOrDigit($0) || "._/:@+-".utf8.contains($0) }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte || 0x41...0x5A ~= byte || 0x61...0x7A ~= byte
  }
}
