/// A key that stands again in a map.
struct DuplicateKey: Sendable {
  let key: String
  /// The node of the entry that repeats it.
  let node: Int
  /// The node of the entry that has it first.
  let firstNode: Int
  let line: Int
  let firstLine: Int
  /// Whether the map is the document itself.
  let isAtRoot: Bool

  /// What a reading says that has no use for such a document.
  var failure: ReadingFailure {
    ReadingFailure(.keyTwice(key, firstLine: firstLine, atRoot: isAtRoot), line: line)
  }
}
