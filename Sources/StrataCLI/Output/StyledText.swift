/// Text with styles, written in one go: `"\("error:", .red) \(message)"`.
///
/// Text and styles stay apart until the destination is known. So the text can be made safe for a terminal without
/// harming the styles, and a pipe gets the text alone.
package struct StyledText: Sendable, Equatable {
  struct Piece: Sendable, Equatable {
    var text: String
    let style: Style
  }

  private(set) var pieces: [Piece] = []

  package init() {}

  package init(_ text: String, _ style: Style = []) {
    append(text, style)
  }

  package var isEmpty: Bool { pieces.isEmpty }

  /// The text alone.
  package var plain: String { pieces.map(\.text).joined() }

  package mutating func append(_ text: String, _ style: Style = []) {
    guard !text.isEmpty else { return }
    if let last = pieces.indices.last, pieces[last].style == style {
      pieces[last].text += text
    } else {
      pieces.append(Piece(text: text, style: style))
    }
  }

  package mutating func append(_ other: StyledText) {
    for piece in other.pieces { append(piece.text, piece.style) }
  }

  /// The same with control characters made visible.
  var shown: StyledText {
    var text = StyledText()
    for piece in pieces { text.append(Shown.text(piece.text), piece.style) }
    return text
  }

  /// The text for one destination.
  /// - Parameters:
  ///   - isShown: whether control characters become visible.
  ///   - usesColor: whether styles are written at all.
  package func rendered(isShown: Bool, usesColor: Bool) -> String {
    var text = ""
    for piece in pieces {
      let safe = isShown ? Shown.text(piece.text) : piece.text
      text += usesColor ? piece.style.wrap(safe) : safe
    }
    return text
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    var text = StyledText()

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) {
      text.append(literal)
    }

    package mutating func appendInterpolation(_ text: StyledText) {
      self.text.append(text)
    }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible, _ style: Style = []) {
      text.append(value.description, style)
    }
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.text
  }
}
