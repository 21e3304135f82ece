/// A number without loss: the mantissa, without zeros at its end, times a power of ten. Equal numbers are equal values,
/// and unlike doubles no other ones are.
struct ExactDecimal: Hashable {
  private(set) var isNegative = false
  private(set) var mantissa: UInt128 = 0
  private(set) var exponent = 0

  /// A scalar of the type `int` or `float`, as Kubernetes reads it: `0x1F`, `0o17`, `1.50`, `1e3`, and `0644` by eights.
  ///
  /// nil for `.inf` and `.nan`, and for what has too many digits.
  init?(number text: String) {
    var rest = Substring(text).utf8
    takeSign(of: &rest)
    if let radix = ExactDecimal.radix(of: &rest) {
      guard let value = UInt128(Substring(rest), radix: radix) else { return nil }
      mantissa = value
    } else {
      guard takeDigits(of: &rest), takeExponent(of: rest) else { return nil }
    }
    normalize()
  }

  /// A quantity of Kubernetes, as ``Quantity`` describes it; nil for what is none, and for what has too many digits.
  init?(quantity text: String) {
    var rest = Substring(text).utf8
    takeSign(of: &rest)
    guard takeDigits(of: &rest), takeSuffix(of: rest) else { return nil }
    normalize()
  }

  // MARK: Reading

  private static func radix(of rest: inout Substring.UTF8View) -> Int? {
    guard rest.first == UInt8(ascii: "0"), let mark = rest.dropFirst().first else { return nil }
    switch mark {
    case UInt8(ascii: "x"): rest = rest.dropFirst(2)
    case UInt8(ascii: "o"): rest = rest.dropFirst(2)
    default: return rest.allSatisfy { 0x30...0x37 ~= $0 } ? 8 : nil
    }
    return mark == UInt8(ascii: "x") ? 16 : 8
  }

  private mutating func takeSign(of rest: inout Substring.UTF8View) {
    guard rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") else { return }
    isNegative = rest.first == UInt8(ascii: "-")
    rest.removeFirst()
  }

  /// Digits with at most one point; false where there are none or too many.
  private mutating func takeDigits(of rest: inout Substring.UTF8View) -> Bool {
    var digits = 0
    var isFraction = false
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isFraction {
        isFraction = true
      } else {
        guard byte.isDigit else { break }
        guard scale(by: 10, adding: UInt128(byte - 0x30)) else { return false }
        digits += 1
        if isFraction { exponent -= 1 }
      }
      rest.removeFirst()
    }
    return digits > 0
  }

  private mutating func scale(by factor: UInt128, adding digit: UInt128 = 0) -> Bool {
    let (product, tooMuch) = mantissa.multipliedReportingOverflow(by: factor)
    let (sum, overflow) = product.addingReportingOverflow(digit)
    mantissa = sum
    return !tooMuch && !overflow
  }

  private mutating func takeExponent(of rest: Substring.UTF8View) -> Bool {
    guard let mark = rest.first else { return true }
    guard mark | 0x20 == UInt8(ascii: "e"), let power = Int(Substring(rest.dropFirst())),
      abs(power) < 1 << 32
    else { return false }
    exponent += power
    return true
  }

  private mutating func takeSuffix(of rest: Substring.UTF8View) -> Bool {
    guard let first = rest.first else { return true }
    if rest.count == 1, let power = ExactDecimal.tens[first] {
      exponent += power
      return true
    }
    if rest.count == 2, rest.dropFirst().first == UInt8(ascii: "i"), let power = ExactDecimal.twos[first] {
      return scale(by: 1 << UInt128(power))
    }
    return takeExponent(of: rest)
  }

  private mutating func normalize() {
    guard mantissa != 0 else {
      self = ExactDecimal()
      return
    }
    while mantissa.isMultiple(of: 10) {
      mantissa /= 10
      exponent += 1
    }
  }

  private init() {}

  private static let tens: [UInt8: Int] = [
    UInt8(ascii: "n"): -9, UInt8(ascii: "u"): -6, UInt8(ascii: "m"): -3, UInt8(ascii: "k"): 3, UInt8(ascii: "M"): 6,
    UInt8(ascii: "G"): 9, UInt8(ascii: "T"): 12, UInt8(ascii: "P"): 15, UInt8(ascii: "E"): 18,
  ]
  private static let twos: [UInt8: Int] = [
    UInt8(ascii: "K"): 10, UInt8(ascii: "M"): 20, UInt8(ascii: "G"): 30, UInt8(ascii: "T"): 40, UInt8(ascii: "P"): 50,
    UInt8(ascii: "E"): 60,
  ]
}
