/// Why a text is no document.
struct ReadingFailure: Error {
  enum Reason {
    /// What the parser of YAML says, and what it was reading then.
    case yaml(String, context: String?)
    case json(expected: String)
    case textTooLong
    case tooManyTagDirectives
    case tooDeep
    case tooManyLeaves
    case tooManyBytes
    case keyTooLong
    case keyIsNoText
    case keyTwice(String, firstLine: Int, atRoot: Bool)
    case noAnchor(String)
    case aliasOfItself(String)
    case mergesNoMap
    case severalDocuments
  }

  let reason: Reason
  /// From 1, in the text that was read.
  let line: Int

  init(_ reason: Reason, line: Int) {
    self.reason = reason
    self.line = line
  }

  var text: String {
    switch reason {
    case .yaml(let problem, let context): context.map { "\(problem), \($0)" } ?? problem
    case .json(let expected): "no JSON: expected \(expected)"
    case .textTooLong: "longer than \(DocumentBudget.textBytes) bytes"
    case .tooManyTagDirectives: "more than \(DocumentBudget.tagDirectives) directives '%TAG'"
    case .tooDeep: "nested more than \(DocumentBudget.depth) levels deep"
    case .tooManyLeaves: "more than \(DocumentBudget.leaves) leaves, with what its aliases repeat"
    case .tooManyBytes: "more than \(DocumentBudget.bytes) bytes of paths and values"
    case .keyTooLong: "a key longer than \(DocumentBudget.keyBytes) bytes"
    case .keyIsNoText: "a key that is a map or a list, expected text"
    case .keyTwice(let key, let firstLine, let atRoot):
      "the key '\(key)' stands twice, first in line \(firstLine)"
        + (atRoot && (key == "apiVersion" || key == "kind") ? "; a '---' may be missing between two objects" : "")
    case .noAnchor(let name): "the alias '*\(name)' has no anchor '&\(name)' before it"
    case .aliasOfItself(let name): "the alias '*\(name)' stands inside what it means"
    case .mergesNoMap: "a merge key '<<' whose value is no map and no list of maps"
    case .severalDocuments: "more than one document"
    }
  }
}
