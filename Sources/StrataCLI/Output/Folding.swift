/// Breaks a cell's text into lines of a given width, so that a narrow table loses nothing.
enum Folding {
  /// Breaks after the last space, comma, slash or hyphen that fits, else within the word. A space at a break goes.
  static func lines(_ text: String, width: Int) -> [String] {
    guard DisplayWidth.of(text) > width else { return [text] }
    var lines: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let end = lineEnd(of: rest, width: max(width, 1))
      let line = rest[..<end]
      rest = rest[end...]
      lines.append(String(line.last == " " ? line.dropLast() : line))
    }
    return lines
  }

  private static func lineEnd(of text: Substring, width: Int) -> String.Index {
    var used = 0
    var breakpoint: String.Index?
    var position = text.startIndex
    while position < text.endIndex {
      let character = text[position]
      let next = text.index(after: position)
      used += DisplayWidth.of(character)
      if used > width {
        // A space just past the edge is where the line ends by itself; a first character always fits.
        if character == " " { return next }
        return breakpoint ?? (position == text.startIndex ? next : position)
      }
      if " ,/-".contains(character) { breakpoint = next }
      position = next
    }
    return position
  }
}
