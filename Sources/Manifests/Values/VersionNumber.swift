/// A version: numbers with points between them, perhaps a `v` before and a pre-release or build behind.
///
/// Ordered as SemVer 2.0.0 orders (11): by the numbers, of which missing ones are zero; then a pre-release comes before
/// the version itself, its parts compared one by one, numbers as numbers and before text. What stands behind `+` does
/// not count. So `1.9 < 1.29 = v1.29.0`, and `2.0.0-rc.1 < 2.0.0`; a vendor's suffix is a pre-release too:
/// `1.29.3-eks-1 < 1.29.3`.
package struct VersionNumber: Sendable, Comparable {
  private enum Part: Sendable, Comparable {
    // The order of the cases is that of SemVer.
    case number(UInt64)
    case text(String)

    static func < (left: Part, right: Part) -> Bool {
      switch (left, right) {
      case (.number(let left), .number(let right)): left < right
      case (.number, .text): true
      case (.text, .number): false
      case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
      }
    }
  }

  /// Without zeros at the end.
  private let numbers: [UInt64]
  private let preRelease: [Part]
  /// Whether its text can hardly be anything but a version: it begins with a `v`, has two points or more, or has a point
  /// and a pre-release.
  package let isClear: Bool

  /// Reads `text`; nil where it is no version.
  package init?(_ text: String) {
    var rest = Substring(text)
    let hasMark = rest.first == "v"
    if hasMark { rest.removeFirst() }
    guard rest.utf8.first?.isDigit == true else { return nil }
    var parts = rest.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 1 || VersionNumber.areIdentifiers(parts[1]) else { return nil }
    parts = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    var numbers: [UInt64] = []
    for part in parts[0].split(separator: ".", omittingEmptySubsequences: false) {
      guard part.utf8.allSatisfy(\.isDigit), let number = UInt64(part) else { return nil }
      numbers.append(number)
    }
    isClear = hasMark || numbers.count > 2 || (numbers.count > 1 && parts.count > 1)
    while numbers.last == 0 { numbers.removeLast() }
    self.numbers = numbers
    guard parts.count > 1 else {
      preRelease = []
      return
    }
    guard VersionNumber.areIdentifiers(parts[1]) else { return nil }
    preRelease = parts[1].split(separator: ".").map { part in
      part.utf8.allSatisfy(\.isDigit) ? UInt64(part).map { .number($0) } ?? .text(String(part)) : .text(String(part))
    }
  }

  package init(major: UInt64, minor: UInt64) {
    numbers = minor == 0 ? [major] : [major, minor]
    preRelease = []
    isClear = false
  }

  package static func == (left: VersionNumber, right: VersionNumber) -> Bool {
    left.numbers == right.numbers && left.preRelease == right.preRelease
  }

  package static func < (left: VersionNumber, right: VersionNumber) -> Bool {
    if left.numbers != right.numbers { return left.numbers.lexicographicallyPrecedes(right.numbers) }
    if left.preRelease.isEmpty || right.preRelease.isEmpty {
      return !left.preRelease.isEmpty && right.preRelease.isEmpty
    }
    return left.preRelease.lexicographicallyPrecedes(right.preRelease)
  }

  /// Letters, digits and `-`, with points between them.
  private static func areIdentifiers(_ text: Substring) -> Bool {
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { $0.isDigit || 0x61...0x7A ~= $0 | 0x20 || $0 == UInt8(ascii: "-") }
    }
  }
}
