/// Why a value may not be used.
package struct ValueProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package let description: String
  /// What the value was likely meant to be.
  package let nearest: String?

  init(_ description: String, nearest: String? = nil) {
    self.description = description
    self.nearest = nearest
  }
}

extension TemplateArgument {
  /// Bytes that one value may have.
  package static let valueBytes = 4096

  /// The value in its declared order, or everything that is wrong with it.
  /// - Parameter patterns: where compiled patterns are kept from one check to the next.
  package func check(
    _ value: ParameterValue, patterns: PatternCache = PatternCache()
  ) throws(ValueProblem) -> ParameterValue {
    var seen: Set<String> = []
    for text in value.values {
      if let problem = TextRule.problem(in: text) { throw ValueProblem("\(label(text)) \(problem)") }
      guard seen.insert(text).inserted else { throw ValueProblem("value \(quoted(text)) of '\(name)' is given twice") }
    }
    if case .list(let values) = value, !isMultiple {
      throw ValueProblem("'\(name)' takes one value, found \(values.count): \(quoted(value.written))")
    }
    guard !value.values.isEmpty else { throw ValueProblem("'\(name)' has an empty list: expected at least one value") }
    return isFreeText ? try checkFreeText(value, patterns) : try checkAllowed(value)
  }

  private func label(_ text: String) -> String { "value \(quoted(text)) of '\(name)'" }

  private func checkAllowed(_ value: ParameterValue) throws(ValueProblem) -> ParameterValue {
    let allowed = allowedValues
    let several = value.values.count > 1 ? Set(allowed) : []
    func isAllowed(_ text: String) -> Bool { several.isEmpty ? allowed.contains(text) : several.contains(text) }
    for text in value.values where !isAllowed(text) {
      let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      if !isMultiple, parts.count > 1, parts.allSatisfy(isAllowed) {
        throw ValueProblem("'\(name)' takes one value, found \(parts.count): \(quoted(text))")
      }
      let list = allowed.joined(separator: ", ")
      throw ValueProblem("\(label(text)) is not allowed: expected one of \(list)", nearest: likely(value))
    }
    if value.values.count > 1, let alone = value.values.first(where: exclusive.contains) {
      throw ValueProblem("value '\(alone)' of '\(name)' stands alone: found \(quoted(value.written))")
    }
    return ParameterValue(allowed.filter(Set(value.values).contains))
  }

  /// The value with each of its slips put right; nil where one is like nothing allowed.
  private func likely(_ value: ParameterValue) -> String? {
    let texts = value.values.map { Nearest.likely($0, among: allowedValues) }
    return texts.contains(nil) ? nil : texts.compactMap(\.self).joined(separator: ",")
  }

  private func checkFreeText(
    _ value: ParameterValue, _ patterns: PatternCache
  ) throws(ValueProblem) -> ParameterValue {
    guard let pattern else { return value }
    for text in value.values {
      switch patterns.match(text, pattern) {
      case .found: continue
      case .tookTooLong:
        throw ValueProblem("\(label(text)) takes too long to match with its pattern \(pattern)")
      case .notFound:
        let hint = example.map { ", as in '\($0)'" } ?? ""
        throw ValueProblem("\(label(text)) does not match its pattern \(pattern)\(hint)")
      }
    }
    return value
  }
}

/// What no value, of whatever argument or provider key, may hold.
package enum TextRule {
  /// What is wrong with a text, or nil.
  package static func problem(in text: String) -> String? {
    guard text.utf8.count <= TemplateArgument.valueBytes else {
      return "is longer than \(TemplateArgument.valueBytes) bytes"
    }
    for scalar in text.unicodeScalars {
      if let name = refusal(scalar) { return "has \(name) (\(codePoint(scalar)))" }
    }
    return hasFence(text) ? "has a code fence (``` or ~~~)" : nil
  }

  /// By bytes: to Swift a mark that an accent follows is another character.
  private static func hasFence(_ text: String) -> Bool {
    var (length, last) = (0, UInt8(0))
    for byte in text.utf8 {
      length = byte == last ? length + 1 : 1
      last = byte
      if length == 3, byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") { return true }
    }
    return false
  }

  /// What a scalar is called when it may not stand in a value or on a terminal.
  package static func refusal(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: "a line break"
    case 0x00...0x1F, 0x7F...0x9F: "a control character"
    case 0xFEFF: "a byte order mark"
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: "a bidirectional control"
    default: nil
    }
  }

  /// `U+202E`
  package static func codePoint(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

/// A text between single quotes, for messages: without credentials, its control characters made visible and its length
/// bounded.
package func quoted(_ text: String) -> String {
  let text = SecretRule.redacted(text)
  let shown = text.unicodeScalars.prefix(80).map { scalar in
    TextRule.refusal(scalar) == nil ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return "'" + shown.joined() + (text.unicodeScalars.count > 80 ? "…" : "") + "'"
}
