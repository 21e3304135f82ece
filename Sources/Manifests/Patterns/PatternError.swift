/// Why a text is no pattern, and where.
package struct PatternError: Error, Sendable, Hashable, CustomStringConvertible {
  package enum Reason: Sendable, Hashable {
    case emptyPath
    case emptyStep
    case emptyBrackets
    case unclosedBracket
    case unclosedQuote
    case badEscape
    case wantsBracket
    case wantsSeparator
    case unexpected(Character)
    case emptyPart
    case tooManyParts
  }

  package let reason: Reason
  /// The whole text.
  package let text: String
  /// Where it is wrong, in characters from 1.
  package let column: Int

  init(_ reason: Reason, in bytes: [UInt8], at index: Int) {
    self.reason = reason
    text = String(decoding: bytes, as: UTF8.self)
    column = bytes[..<min(index, bytes.count)].count { $0 & 0xC0 != 0x80 } + 1
  }

  /// `'spec.a[0' at column 7: a '[' that is not closed`
  package var description: String { "'\(text)' at column \(column): \(sentence)" }

  /// `a '[' that is not closed`
  package var sentence: String {
    switch reason {
    case .emptyPath: "expected a path, such as 'spec.replicas'"
    case .emptyStep: "expected a key"
    case .emptyBrackets: "expected an index, a name, '*' or a quoted key between '[' and ']'"
    case .unclosedBracket: "a '[' that is not closed"
    case .unclosedQuote: "a '\"' that is not closed"
    case .badEscape: "expected an escape of JSON behind '\\'"
    case .wantsBracket: "expected ']' behind the quoted key"
    case .wantsSeparator: "expected '.' or '[' behind ']'"
    case .unexpected(let character):
      "unexpected \(PatternError.name(of: character)); a key that holds one is written [\"key\"]"
    case .emptyPart: "expected a name before and behind each '/' and '.'"
    case .tooManyParts: "expected Kind, Kind/name or Kind/namespace/name"
    }
  }

  private static func name(of character: Character) -> String {
    if character.isWhitespace { return "blank" }
    return character.unicodeScalars.contains { $0.properties.generalCategory == .control }
      ? "control character" : "'\(character)'"
  }
}
