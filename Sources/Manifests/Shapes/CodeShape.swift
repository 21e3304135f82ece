/// The signs of code by which something is started, ended or substituted. Two codes that have the same ones do the
/// same, with other words.
package enum CodeShape {
  /// One sign, and the line that it stands in, from 1.
  struct Mark { let sign: UInt8, line: Int }

  private static let signs = Set("`$;&|<>(){}[]\\\"'\n".utf8)

  /// All signs but those that stand within words.
  static func allSigns(of text: [UInt8]) -> [UInt8] {
    text.filter { byte in
      !(byte.isDigit || 0x61...0x7A ~= byte | 0x20 || byte >= 0x80 || byte == 0x20 || "._/-".utf8.contains(byte))
    }
  }

  static func marks(of text: [UInt8]) -> [UInt8] { text.filter(signs.contains) }

  static func marks(of text: String) -> [UInt8] { text.utf8.filter(signs.contains) }

  /// The first line of a code in which its signs are others than those of another one; nil where they are the same.
  package static func differingLine(_ made: [UInt8], _ neutral: [UInt8]) -> Int? {
    differingLine(lined(made), lined(neutral))
  }

  /// The same of code for a shell, whose words count too where no quotes hold them together.
  package static func differingLine(shell made: [UInt8], _ neutral: [UInt8]) -> Int? {
    differingLine(ShellMarks.read(made), ShellMarks.read(neutral))
  }

  private static func differingLine(_ made: [Mark], _ neutral: [Mark]) -> Int? {
    for (left, right) in zip(made, neutral) where left.sign != right.sign { return left.line }
    guard made.count != neutral.count else { return nil }
    return made.count > neutral.count ? made[neutral.count].line : made.last?.line ?? 1
  }

  private static func lined(_ text: [UInt8]) -> [Mark] {
    var line = 1
    var found: [Mark] = []
    for byte in text where signs.contains(byte) {
      found.append(Mark(sign: byte, line: line))
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
    return found
  }
}
