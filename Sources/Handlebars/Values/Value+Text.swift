extension Value {
  /// The text that JavaScript's string conversion gives: `1,2` for a list, `[object Object]` for a map.
  /// `undefined` and `null` print as nothing in a template and are named here as JavaScript names them.
  package var text: String {
    switch self {
    case .undefined: "undefined"
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let number): NumberText.text(of: number)
    case .string(let string): string
    case .list(let list):
      list.items.map { $0.isNothing ? "" : $0.text }.joined(separator: ",")
    case .map: "[object Object]"
    }
  }

  /// The text that a mustache prints: as ``text``, and nothing at all for `undefined` and `null`.
  package var printed: String {
    isNothing ? "" : text
  }
}

/// Numbers as ECMAScript's Number::toString prints them (ECMA-262, 6.1.6.1.20).
package enum NumberText {
  package static func text(of number: Double) -> String {
    if number.isNaN { return "NaN" }
    if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
    if number == 0 { return "0" }
    if number.magnitude < 1e15, number == number.rounded(.towardZero) { return String(Int64(number)) }
    let (digits, exponent) = shortestDigits(of: number.magnitude)
    return (number < 0 ? "-" : "") + layout(digits, exponent)
  }

  /// The shortest digits that read back as `number`, and n such that the value is 0.digits × 10ⁿ.
  private static func shortestDigits(of number: Double) -> (digits: String, exponent: Int) {
    let parts = number.description.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    let whole = String(mantissa[0])
    let fraction = mantissa.count > 1 ? String(mantissa[1]) : ""
    var exponent = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    var digits = Substring(whole + fraction)
    while digits.first == "0", digits.count > 1 {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.last == "0", digits.count > 1 { digits.removeLast() }
    return (String(digits), exponent)
  }

  private static func layout(_ digits: String, _ exponent: Int) -> String {
    let count = digits.utf8.count
    if count <= exponent, exponent <= 21 {
      return digits + String(repeating: "0", count: exponent - count)
    }
    if 0 < exponent, exponent <= 21 {
      return digits.prefix(exponent) + "." + digits.dropFirst(exponent)
    }
    if -6 < exponent, exponent <= 0 {
      return "0." + String(repeating: "0", count: -exponent) + digits
    }
    let power = exponent - 1
    let scale = (power < 0 ? "e-" : "e+") + String(abs(power))
    return count == 1 ? digits + scale : digits.prefix(1) + "." + digits.dropFirst() + scale
  }
}
