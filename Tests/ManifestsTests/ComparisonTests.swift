import Manifests
import Testing

struct ComparisonTests {
  @Test(arguments: [
    // Quantities and numbers
    ("500m", "=", "0.5", true), ("2Gi", "=", "2048Mi", true), ("2Gi", ">", "2G", true), ("3", "<", "10", true),
    ("3", "!=", "3.0", false), ("1.29", "<", "1.9", true), ("500m", ">=", "0.5", true), ("500m", "<=", "499m", false),
    ("1e3", "=", "1000", true), ("3", ">", "3", false), ("-1", "<", "1", true),
    // Versions
    ("v1.29", ">", "1.9", true), ("1.29.3", ">", "1.9", true), ("1.29", ">", "v1.9", true),
    ("1.10.0", "=", "1.10", true),
    ("2.0.0-rc.1", "<", "2.0.0", true), ("1.29-eks", "<", "1.29", true), ("v2", ">=", "v10", false),
    // Text
    ("gp3", "=", "gp3", true), ("gp3", "=", "GP3", false), ("gp3", ">", "gp2", true), ("abc", ">", "10", true),
    ("", "<", "a", true), ("", "=", "", true), ("t3.large", "!=", "t3.small", true), ("z", "<", "ä", true),
    ("1Gi", "=", "1GiB", false), ("10.0.0.0/8", "<", "9", true), ("1.29.3", "=", "abc", false),
    ("e\u{301}", "=", "\u{e9}", false),
    // Globs
    ("web:1.2", "~", "web:*", true), ("web", "~", "we", false), ("web", "~", "*", true), ("500m", "~", "0.5", false),
  ])
  func `a value is compared by the first rule that fits`(text: String, op: String, wanted: String, holds: Bool) throws {
    let comparison = Comparison(try #require(Comparison.Operator(rawValue: op)), wanted)
    #expect(comparison.holds(for: text) == holds)
  }

  @Test func `the operators divide what is less, equal and greater`() {
    for (text, wanted) in [("1", "2"), ("2", "2.0"), ("3", "2"), ("a", "b"), ("v1", "v1.0"), ("b", "a"), ("x", "1")] {
      func holds(_ op: Comparison.Operator) -> Bool { Comparison(op, wanted).holds(for: text) }
      #expect([Comparison.Operator.less, .equal, .greater].filter(holds).count == 1)
      #expect(holds(.lessOrEqual) == !holds(.greater))
      #expect(holds(.greaterOrEqual) == !holds(.less))
      #expect(holds(.notEqual) == !holds(.equal))
    }
  }

  @Test func `a setting for versions is compared as one`() {
    #expect(Comparison(.greater, "1.9").holds(for: "1.29", isVersion: true))
    #expect(!Comparison(.equal, "1.3").holds(for: "1.30", isVersion: true))
    #expect(Comparison(.equal, "2048Mi").holds(for: "2Gi", isVersion: true))
  }

  @Test func `booleans and nulls are text`() {
    #expect(Comparison(.equal, "true").holds(for: "true", type: .bool))
    #expect(!Comparison(.equal, "True").holds(for: "true", type: .bool))
    #expect(!Comparison(.equal, "null").holds(for: "~", type: .null))
    #expect(!Comparison(.equal, "1.0").holds(for: "1", type: .bool))
  }
}
