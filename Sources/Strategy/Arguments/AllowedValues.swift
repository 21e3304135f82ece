extension TemplateArgument {
  /// The values that a description lists in parentheses at its end, as in
  /// `size (small <10 nodes, medium 10-50 nodes)`: the first word of each item, the rest its note.
  /// A list that says `e.g.` or `etc.` only gives examples.
  static func inferredValues(from description: String) -> [AllowedValue] {
    let text = description.trimmingBlanks
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return [] }
    let inside = text[text.index(after: open)...].dropLast()
    let lowered = inside.lowercased()
    guard !lowered.contains("e.g."), !lowered.contains("etc.") else { return [] }
    var values: [AllowedValue] = []
    for item in inside.split(separator: ",", omittingEmptySubsequences: false) {
      let words = item.split(maxSplits: 1) { isBlank($0) }
      guard let first = words.first, first.allSatisfy(isValueCharacter), first.lowercased() != "etc" else { return [] }
      values.append(AllowedValue(value: String(first), note: words.count > 1 ? String(words[1]).trimmingBlanks : ""))
    }
    return values.count > 1 ? values : []
  }

  private static func isValueCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "._-".contains(character))
  }
}

/// A blank, a tab or a line end, as a folded or literal description has them.
private func isBlank(_ character: Character) -> Bool {
  character == " " || character == "\t" || character.isNewline
}

extension StringProtocol {
  /// Without blanks, tabs and line ends at its ends.
  var trimmingBlanks: String {
    guard let start = firstIndex(where: { !isBlank($0) }), let end = lastIndex(where: { !isBlank($0) }) else {
      return ""
    }
    return String(self[start...end])
  }
}
