/// Kubernetes quantities: `500m`, `2Gi`, `1e3`, and plain numbers.
///
/// The grammar is that of `resource.Quantity` in Kubernetes' apimachinery: a sign, digits with at most one point, and
/// one suffix: `n u m k M G T P E` for powers of ten, `Ki Mi Gi Ti Pi Ei` for powers of two, or `e`/`E` with an
/// exponent. `1E` is ten to the eighteenth, `1E3` a thousand. Other than there, a digit is wanted, and what no double
/// can hold is no quantity.
package enum Quantity {
  /// The value of `text`; nil where it is no quantity. Texts of equal value give equal doubles: a power of ten joins
  /// the decimal before it becomes a double, and a power of two is exact.
  package static func value(_ text: String) -> Double? {
    guard let first = text.utf8.first, first.isDigit || "+-.".utf8.contains(first) else { return nil }
    var rest = Substring(text).utf8
    if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let whole = rest.prefix(while: \.isDigit)
    rest.removeFirst(whole.count)
    var digits = whole.count
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      let fraction = rest.prefix(while: \.isDigit)
      rest.removeFirst(fraction.count)
      digits += fraction.count
    }
    guard digits > 0, let scale = scale(rest) else { return nil }
    let number = Substring(text.utf8.dropLast(rest.count))
    let value =
      switch scale {
      case .ten(let exponent): Double("\(number)e\(exponent)")
      case .two(let exponent): Double(number).map { $0 * Double(sign: .plus, exponent: exponent, significand: 1) }
      }
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  private enum Scale {
    case ten(Int)
    case two(Int)
  }

  private static func scale(_ suffix: Substring.UTF8View) -> Scale? {
    switch String(Substring(suffix)) {
    case "": return .ten(0)
    case "n": return .ten(-9)
    case "u": return .ten(-6)
    case "m": return .ten(-3)
    case "k": return .ten(3)
    case "M": return .ten(6)
    case "G": return .ten(9)
    case "T": return .ten(12)
    case "P": return .ten(15)
    case "E": return .ten(18)
    case "Ki": return .two(10)
    case "Mi": return .two(20)
    case "Gi": return .two(30)
    case "Ti": return .two(40)
    case "Pi": return .two(50)
    case "Ei": return .two(60)
    default:
      guard let mark = suffix.first, mark | 0x20 == UInt8(ascii: "e") else { return nil }
      return Int(Substring(suffix.dropFirst())).map { .ten($0) }
    }
  }
}
