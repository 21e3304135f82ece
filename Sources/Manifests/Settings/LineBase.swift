/// What a line of a tree is in the document.
enum LineBase: Sendable {
  /// The same.
  case document
  /// So many lines more: the tree is that of a text which begins behind the line given.
  case after(Int)
  /// Always the one given: the tree is that of a text whose lines are not the document's.
  case fixed(Int)

  func line(_ line: Int) -> Int {
    switch self {
    case .document: line
    case .after(let base): base + line
    case .fixed(let line): line
    }
  }

  /// Whether the lines of the tree are told apart.
  var isExact: Bool { if case .fixed = self { false } else { true } }

  var isDocument: Bool { if case .document = self { true } else { false } }
}
