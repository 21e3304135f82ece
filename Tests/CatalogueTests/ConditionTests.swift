import Strategy
import TestSupport
import Testing

@testable import Catalogue

struct ConditionTests {
  private static let plain = """
    arguments:
      - {name: size, enum: [s, m, l]}
      - {name: zone, enum: [one, two]}
      - {name: cloud, enum: [aws, azure, gcp, own]}

    """
  private static let several = """
    arguments:
      - {name: size, enum: [s, l]}
      - {name: scaling, enum: [none, x, y, z], multiple: true, exclusive: [none]}

    """

  /// A condition as it is told, and what it is.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let holds: @Sendable ([String: String]) -> Bool

    init(_ text: String, _ holds: @escaping @Sendable ([String: String]) -> Bool) {
      (testDescription, self.holds) = (text, holds)
    }
  }

  private static func axes(_ header: String, takesSets: Bool = false) throws -> [Matrix.Axis] {
    let template = try Template.parse(Array("---\nname: t\nversion: 1\n\(header)---\n".utf8), file: "t.md")
    return try Matrix(template, takesSets: takesSets).axes
  }

  /// The condition of the combinations whose choices' keys hold.
  private static func condition(_ axes: [Matrix.Axis], _ holds: ([String: String]) -> Bool) -> Condition {
    let sizes = axes.map(\.choices.count)
    let strides = ConditionGrid.strides(sizes)
    var set = CombinationSet(capacity: sizes.reduce(1, *))
    for number in 0..<sizes.reduce(1, *) {
      let keys = axes.indices.map { (axes[$0].name, axes[$0].choices[number / strides[$0] % sizes[$0]].key) }
      if holds(Dictionary(uniqueKeysWithValues: keys)) { set.insert(number) }
    }
    var finder = ConditionFinder(axes)
    return finder.condition(of: set)
  }

  @Test(
    arguments: [
      Case("always") { _ in true },
      Case("size=s") { $0["size"] == "s" },
      Case("size=m|l") { $0["size"] != "s" },
      Case("cloud=aws|gcp") { $0["cloud"] == "aws" || $0["cloud"] == "gcp" },
      Case("size=l and zone=two") { $0["size"] == "l" && $0["zone"] == "two" },
      Case("size=s|l and cloud=aws|azure|gcp") { $0["size"] != "m" && $0["cloud"] != "own" },
      Case("size=s and zone=one and cloud=own") { $0["size"] == "s" && $0["zone"] == "one" && $0["cloud"] == "own" },
      Case("zone=one, or cloud=aws") { $0["zone"] == "one" || $0["cloud"] == "aws" },
      Case("size=s and zone=one, or size=l and cloud=own") {
        $0["size"] == "s" && $0["zone"] == "one" || $0["size"] == "l" && $0["cloud"] == "own"
      },
      Case("size=s and zone=one, or size=l and zone=two") {
        $0["size"] == "s" && $0["zone"] == "one" || $0["size"] == "l" && $0["zone"] == "two"
      },
      // What two products share belongs to both: neither is cut short by the other.
      Case("zone=one, or size=s, or cloud=aws") { $0["size"] == "s" || $0["zone"] == "one" || $0["cloud"] == "aws" },
    ])
  func `a condition names the arguments that matter, and no others`(example: Case) throws {
    let axes = try ConditionTests.axes(ConditionTests.plain)
    #expect(ConditionTests.condition(axes, example.holds).description == example.testDescription)
  }

  @Test(
    arguments: [
      Case("scaling includes y") { $0["scaling"]?.contains("y") == true },
      Case("scaling does not include y") { $0["scaling"]?.contains("y") == false },
      Case("size=l and scaling includes y") { $0["scaling"]?.contains("y") == true && $0["size"] == "l" },
      Case("scaling=none") { $0["scaling"] == "none" },
      Case("scaling=z|x+y") { $0["scaling"] == "x+y" || $0["scaling"] == "z" },
    ])
  func `sets are told by what they include`(example: Case) throws {
    let axes = try ConditionTests.axes(ConditionTests.several, takesSets: true)
    #expect(ConditionTests.condition(axes, example.holds).description == example.testDescription)
  }

  @Test func `what would take too many products is counted`() throws {
    let axes = try ConditionTests.axes(
      """
      arguments:
        - {name: a, enum: ['0', '1', '2', '3', '4', '5']}
        - {name: b, enum: ['0', '1', '2', '3', '4', '5']}

      """)
    let condition = ConditionTests.condition(axes) { $0["a"] == $0["b"] }
    #expect(condition.boxes.count == 4)
    #expect(condition.otherCount == 2)
    #expect(condition.description.hasSuffix("a=3 and b=3, or in 2 other combinations"))
  }

  /// Every product of values of a small matrix.
  private static func products(_ sizes: [Int]) -> [[Set<Int>]] {
    sizes.reduce([[]]) { products, size in
      products.flatMap { product in
        (1..<(1 << size)).map { bits in product + [Set((0..<size).filter { bits >> $0 & 1 == 1 })] }
      }
    }
  }

  @Test func `the union of any two products takes at most two, and is told exactly`() throws {
    let sizes = [2, 3, 2]
    let strides = ConditionGrid.strides(sizes)
    func cells(_ product: [Set<Int>]) -> Set<Int> {
      Set((0..<12).filter { cell in sizes.indices.allSatisfy { product[$0].contains(cell / strides[$0] % sizes[$0]) } })
    }
    let products = ConditionTests.products(sizes).map(cells)
    var seen: Set<Set<Int>> = []
    for first in products {
      for second in products where seen.insert(first.union(second)).inserted {
        let union = first.union(second)
        var set = CombinationSet(capacity: 12)
        union.forEach { set.insert($0) }
        let cover = BoxCover(ConditionGrid(set, sizes: sizes))
        let isProduct = products.contains(union)
        #expect(cover.otherCount == 0 && cover.boxes.count == (isProduct ? 1 : 2), "\(union.sorted())")
      }
    }
  }

  @Test func `boxes lie in the set, and with what is counted they are all of it`() throws {
    let axes = try ConditionTests.axes(ConditionTests.plain)
    let sizes = axes.map(\.choices.count)
    let strides = ConditionGrid.strides(sizes)
    var random = SplitMix64(seed: 7)
    for _ in 0..<300 {
      var set = CombinationSet(capacity: 24)
      let density = Int.random(in: 1...23, using: &random)
      for number in 0..<24 where Int.random(in: 0..<24, using: &random) < density { set.insert(number) }
      guard set.count > 0 else { continue }
      var finder = ConditionFinder(axes)
      let condition = finder.condition(of: set)
      var told = 0
      for number in 0..<24 {
        let isTold = condition.boxes.contains { box in
          box.terms.allSatisfy { term in
            axes.indices.contains { index in
              axes[index].name == term.argument
                && term.values.contains(axes[index].choices[number / strides[index] % sizes[index]].key)
            }
          }
        }
        if isTold { told += 1 }
        #expect(!isTold || set.contains(number), "\(condition)")
      }
      #expect(told + condition.otherCount == set.count)
    }
  }
}
