/// Tells which characters of a term stand outside brackets: within, signs, colons and commas part nothing, and between
/// quotes not even brackets do, as in `:data["a]=\\"b"]`.
package struct BracketScan {
  private var depth = 0
  private var isQuoted = false
  private var isEscaped = false

  package init() {}

  /// - Parameter character: the next one.
  package mutating func isOutside(_ character: Character) -> Bool {
    if isQuoted {
      if !isEscaped, character == "\"" { isQuoted = false }
      isEscaped = !isEscaped && character == "\\"
      return false
    }
    switch character {
    case "\"" where depth > 0: isQuoted = true
    case "[": depth += 1
    case "]": depth = max(0, depth - 1)
    default: return depth == 0
    }
    return false
  }
}
