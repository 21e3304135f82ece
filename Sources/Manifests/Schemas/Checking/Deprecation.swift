/// What a description says of a field that should not be used any more.
enum Deprecation {
  private static let words: [[UInt8]] = ["Deprecated:", "Deprecated.", "DEPRECATED"].map { Array($0.utf8) }
  /// What may stand before a sentence, blanks and the like aside.
  private static let ends = Array(".\n:!]".utf8)

  /// The sentence that begins with `Deprecated:` or `DEPRECATED`; nil where none does.
  static func sentence(in description: String) -> String? {
    // Most have none, and this is asked of each.
    guard let start = Array(description.utf8).withUnsafeBufferPointer(start) else { return nil }
    let text = String(decoding: description.utf8.dropFirst(start).prefix(400), as: UTF8.self)
    var words: [Substring] = []
    for word in text.split(whereSeparator: \.isWhitespace).prefix(24) {
      words.append(word)
      // `e.g.` ends no sentence.
      if word.last == ".", words.count > 1, !word.dropLast().contains(".") { break }
    }
    let sentence = words.joined(separator: " ")
    return sentence.last == "." ? String(sentence.dropLast()) : sentence
  }

  private static func start(in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var position = 0
    while let found = text[position...].firstIndex(of: UInt8(ascii: "D")) {
      position = found + 1
      guard words.contains(where: { text[found...].starts(with: $0) }) else { continue }
      let before = text[..<found].last { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: "*") }
      if before.map(ends.contains) ?? true { return found }
    }
    return nil
  }
}
