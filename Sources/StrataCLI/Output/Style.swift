/// How a piece of text looks on a terminal: weights and the eight basic colours, which follow the user's theme.
package struct Style: OptionSet, Sendable, Hashable {
  package let rawValue: UInt16

  package init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  package static let bold = Style(rawValue: 1 << 0)
  package static let dim = Style(rawValue: 1 << 1)
  package static let underline = Style(rawValue: 1 << 2)
  package static let red = Style(rawValue: 1 << 3)
  package static let green = Style(rawValue: 1 << 4)
  package static let yellow = Style(rawValue: 1 << 5)
  package static let blue = Style(rawValue: 1 << 6)
  package static let magenta = Style(rawValue: 1 << 7)
  package static let cyan = Style(rawValue: 1 << 8)

  /// The parameters of Select Graphic Rendition (ECMA-48, 8.3.117).
  private static let codes: [(style: Style, code: String)] = [
    (.bold, "1"), (.dim, "2"), (.underline, "4"), (.red, "31"), (.green, "32"), (.yellow, "33"), (.blue, "34"),
    (.magenta, "35"), (.cyan, "36"),
  ]

  /// The text between the sequences that switch the style on and off. Each line is wrapped by itself, because
  /// pagers forget a style at the end of a line.
  package func wrap(_ text: String) -> String {
    guard !isEmpty, !text.isEmpty else { return text }
    let codes = Self.codes.filter { contains($0.style) }.map(\.code).joined(separator: ";")
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "\u{1b}[\(codes)m\($0)\u{1b}[0m" }
      .joined(separator: "\n")
  }
}
