/// A rule for names: which ASCII bytes may come first, and which after.
///
/// Names are checked wherever they enter, so this is a loop over bytes: a regular expression would first be
/// parsed each time, which costs more than the rest of a short command.
package struct NameRule: Sendable {
  package enum Letters: Sendable { case lower, any }

  let letters: Letters
  let firstMayBeDigit: Bool
  /// What else may stand after the first byte.
  let others: [UInt8]
  let byteLimit: Int

  package init(_ letters: Letters, firstMayBeDigit: Bool, others: String, byteLimit: Int) {
    self.letters = letters
    self.firstMayBeDigit = firstMayBeDigit
    self.others = Array(others.utf8)
    self.byteLimit = byteLimit
  }

  package func allows(_ text: some StringProtocol) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= byteLimit else { return false }
    guard isLetter(first) || (firstMayBeDigit && isDigit(first)) else { return false }
    return text.utf8.dropFirst().allSatisfy { isLetter($0) || isDigit($0) || others.contains($0) }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
      || (letters == .any && (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte))
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
