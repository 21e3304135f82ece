/// For which combinations of a matrix something holds, in as few words as there are.
package struct Condition: Sendable, Equatable {
  /// A product: each of its arguments has one of some values, every other argument any.
  package struct Box: Sendable, Equatable {
    package let terms: [Term]
  }

  /// One argument's part in a product.
  package struct Term: Sendable, Equatable {
    package let argument: String
    /// As keys of the matrix have them, in declared order.
    package let values: [String]
    /// `cloud_provider=aws|azure`, or `scaling includes predictive` where the argument takes sets.
    package let text: String
  }

  /// What together is the whole condition, but for `otherCount`; the largest first.
  package let boxes: [Box]
  /// How many combinations are in none of the boxes, because there would be too many of these.
  package let otherCount: Int

  package var isAlways: Bool { boxes.contains { $0.terms.isEmpty } }
}

extension Condition: CustomStringConvertible {
  package var description: String {
    if isAlways { return "always" }
    let products = boxes.map { $0.terms.map(\.text).joined(separator: " and ") }
    let rest = otherCount == 0 ? [] : ["in \(otherCount) other combinations"]
    return (products + rest).joined(separator: ", or ")
  }
}
