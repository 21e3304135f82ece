import Strategy

/// What was likely meant by a mistyped word.
enum Suggestion {
  static func nearest(to word: String, among names: [String]) -> String? {
    Nearest.likely(word, among: names)
  }
}
