/// In which combinations something was found.
struct Tally: Sendable {
  private(set) var combinations: CombinationSet
  /// The first of them.
  private(set) var first: Int
  /// Where in the output of the first, from 1.
  private(set) var line: Int

  /// - Parameter count: how many combinations there are.
  init(at number: Int, line: Int, of count: Int) {
    combinations = CombinationSet(capacity: count)
    combinations.insert(number)
    (first, self.line) = (number, line)
  }

  mutating func note(_ number: Int, line: Int) {
    combinations.insert(number)
    if number < first { (first, self.line) = (number, line) }
  }

  mutating func merge(_ other: Tally) {
    combinations.formUnion(other.combinations)
    if other.first < first { (first, line) = (other.first, other.line) }
  }
}
