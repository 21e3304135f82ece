/// Makes text safe to show on a terminal: what would move the cursor, change colours, ring, reorder or break lines
/// becomes a visible escape such as `\u{1b}`. Newlines and tabs stay.
package enum Shown {
  /// C0 except newline and tab, DEL, C1, the line and paragraph separators, and the bidirectional controls.
  package static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  package static func text(_ text: String) -> String {
    guard mayBeUnsafe(text) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) { shown.append(contentsOf: escape(scalar)) } else { shown.append(scalar) }
    }
    return String(shown)
  }

  /// The same for a cell of a table, which is one line without tab stops: newlines and tabs become `\n` and `\t`.
  package static func cell(_ text: String) -> String {
    let shown = self.text(text)
    guard shown.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) else { return shown }
    var cell = String.UnicodeScalarView()
    for scalar in shown.unicodeScalars {
      switch scalar {
      case "\n": cell.append(contentsOf: #"\n"#.unicodeScalars)
      case "\t": cell.append(contentsOf: #"\t"#.unicodeScalars)
      default: cell.append(scalar)
      }
    }
    return String(cell)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars
  }

  /// Whether any byte can begin an unsafe character in UTF-8; false for nearly all text, at the price of one pass.
  private static func mayBeUnsafe(_ text: String) -> Bool {
    text.utf8.contains { byte in
      switch byte {
      case 0x09, 0x0A: false
      case 0x00...0x1F, 0x7F, 0xC2, 0xD8, 0xE2: true
      default: false
      }
    }
  }
}
