/// A pattern over a whole text: `*` stands for any characters, `?` for one.
package struct Glob: Sendable, Hashable {
  private let pattern: [Character]

  package init(_ pattern: String) {
    self.pattern = Array(pattern)
  }

  package func matches(_ text: String) -> Bool {
    var (patternIndex, textIndex) = (0, text.startIndex)
    var star: (pattern: Int, text: String.Index)?
    while textIndex < text.endIndex {
      if patternIndex < pattern.count, pattern[patternIndex] == "*" {
        star = (patternIndex, textIndex)
        patternIndex += 1
      } else if patternIndex < pattern.count, pattern[patternIndex] == "?" || pattern[patternIndex] == text[textIndex] {
        patternIndex += 1
        textIndex = text.index(after: textIndex)
      } else if let last = star {
        patternIndex = last.pattern + 1
        textIndex = text.index(after: last.text)
        star = (last.pattern, textIndex)
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy { $0 == "*" }
  }
}
