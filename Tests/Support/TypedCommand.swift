/// A command line as it is typed: `NAME=VALUE` settings of the environment, then words with blanks between them.
/// Single quotes hold a word together; `Marked` forms stand for what cannot be typed.
package struct TypedCommand: Sendable {
  package let environment: [String: String]
  package let words: [String]

  package init(_ text: String) {
    var words = TypedCommand.split(text)
    var environment: [String: String] = [:]
    while let first = words.first, let cut = first.firstIndex(of: "="), first[..<cut].allSatisfy(\.isVariable) {
      environment[String(first[..<cut])] = String(first[first.index(after: cut)...])
      words.removeFirst()
    }
    if words.first == "strata" { words.removeFirst() }
    self.environment = environment
    self.words = words
  }

  private static func split(_ text: String) -> [String] {
    var words: [String] = []
    var word: String?
    var isQuoted = false
    for character in text {
      switch character {
      case "'":
        isQuoted.toggle()
        word = word ?? ""
      case " " where !isQuoted:
        if let word { words.append(word) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return (words + (word.map { [$0] } ?? [])).map { String(decoding: Marked.bytes($0), as: UTF8.self) }
  }
}

extension Character {
  fileprivate var isVariable: Bool { isASCII && (isUppercase || self == "_") }
}
