/// A pattern that a whole text matches or does not: `*` stands for any characters, `?` for one, and all else for
/// itself. There are no escapes and no sets.
///
/// Matching never tries more than text × pattern steps, and text alone where the pattern has a single `*`.
package struct Glob: Sendable, Hashable {
  private let pattern: [UInt8]
  private let ignoresCase: Bool
  /// Whether it has no `*` and no `?`, so that it means one text only.
  package let isLiteral: Bool

  /// - Parameter ignoresCase: whether ASCII letters of either case are the same.
  package init(_ pattern: String, ignoresCase: Bool = false) {
    self.pattern = pattern.utf8.map { ignoresCase ? Glob.lowered($0) : $0 }
    self.ignoresCase = ignoresCase
    isLiteral = !self.pattern.contains { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }
  }

  package func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  /// Goes over the text once, and on a mismatch back to behind what the last `*` has swallowed so far: an earlier `*`
  /// need not be reconsidered, as the last can swallow whatever it would.
  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var position = 0
    var place = 0
    var retry: (position: Int, place: Int)?
    while position < text.count {
      if place < pattern.count, pattern[place] == UInt8(ascii: "*") {
        place += 1
        if place == pattern.count { return true }
        retry = (position, place)
      } else if place < pattern.count, pattern[place] == UInt8(ascii: "?") {
        position += Glob.length(of: text, at: position)
        place += 1
      } else if place < pattern.count, pattern[place] == (ignoresCase ? Glob.lowered(text[position]) : text[position]) {
        position += 1
        place += 1
      } else if let last = retry {
        position = last.position + Glob.length(of: text, at: last.position)
        place = last.place
        retry = (position, place)
      } else {
        return false
      }
    }
    return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The bytes of the character at `position`.
  private static func length(of text: UnsafeBufferPointer<UInt8>, at position: Int) -> Int {
    var end = position + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return end - position
  }

  private static func lowered(_ byte: UInt8) -> UInt8 { 0x41...0x5A ~= byte ? byte | 0x20 : byte }
}
