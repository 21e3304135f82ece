/// A helper that a program may call: a function of its arguments that gives one value.
///
/// Helpers are pure: the renderer remembers what one gave for the same arguments and does not ask again.
package struct Helper: Sendable {
  package let name: String
  /// How many positional arguments it takes.
  package let arity: ClosedRange<Int>
  /// The data variable whose entries this helper looks up by its first argument, when it is one of that kind.
  /// The renderer then reports each key it is asked for.
  package let source: String?
  let body: @Sendable (Arguments) throws(HelperFailure) -> Value

  package init(
    _ name: String, arity: ClosedRange<Int>, source: String? = nil,
    body: @escaping @Sendable (Arguments) throws(HelperFailure) -> Value
  ) {
    self.name = name
    self.arity = arity
    self.source = source
    self.body = body
  }

  /// What a helper is called with.
  package struct Arguments {
    package let positional: [Value]
    package let hash: [(key: String, value: Value)]
    /// The value of the helper's `source`, `undefined` where it has none.
    package let source: Value
    /// The most bytes that a text it makes may have.
    package let byteLimit: Int

    package subscript(index: Int) -> Value {
      positional.indices.contains(index) ? positional[index] : .undefined
    }
  }

  /// How `arity` reads in a message.
  var arityText: String {
    func count(_ number: Int) -> String { number == 1 ? "1 argument" : "\(number) arguments" }
    if arity.upperBound == .max { return "at least \(count(arity.lowerBound))" }
    if arity.count == 1 { return count(arity.lowerBound) }
    return "\(arity.lowerBound) to \(count(arity.upperBound))"
  }
}

/// Why a helper could not answer; the renderer adds the place.
package struct HelperFailure: Error, Sendable {
  package let message: String

  package init(_ message: String) {
    self.message = message
  }
}

/// The helpers a program may call besides the language's own.
package struct HelperTable: Sendable {
  package let helpers: [Helper]
  private let positions: [String: Int]

  package init(_ helpers: [Helper] = []) {
    self.helpers = helpers
    positions = Dictionary(helpers.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package func index(of name: String) -> Int? {
    positions[name]
  }

  /// The names that the language itself gives a meaning.
  package static let builtIn = ["if", "unless", "each", "with", "lookup", "log"]

  package var names: [String] { helpers.map(\.name) + HelperTable.builtIn }
}
