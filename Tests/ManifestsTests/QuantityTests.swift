import Manifests
import Testing

struct QuantityTests {
  @Test(arguments: [
    ("500m", "0.5"), ("0.5", ".5"), ("2Gi", "2048Mi"), ("1Ki", "1024"), ("1k", "1000"), ("1e3", "1000"),
    ("1E3", "1k"), ("1E", "1e18"), ("1E+3", "1e3"), ("1000e-3", "1"), ("1000m", "1"), ("1u", "1000n"), ("100n", "0.1u"),
    ("0.1", "100m"), ("0.3", "300m"), ("1.1", "1100m"), ("0.7", "700000u"), ("128974848", "123Mi"),
    ("129M", "129000000"), ("1.5Gi", "1536Mi"), ("0.1Gi", "102.4Mi"), ("+5", "5"), ("-0", "0"), ("1.", "1"),
    ("1.k", "1000"), ("007", "7"), ("1Ti", "1024Gi"), ("1Pi", "1024Ti"), ("1Ei", "1024Pi"), ("3T", "3000G"),
    ("2P", "2000T"), ("-1.5Ki", "-1536"), ("1e+03", "1k"), ("9007199254740993", "9007199254740993000m"),
  ])
  func `equal quantities have the same value`(left: String, right: String) throws {
    #expect(try #require(Quantity.value(left)) == #require(Quantity.value(right)))
  }

  @Test(arguments: [
    ("499m", "0.5"), ("1M", "1Mi"), ("1k", "1Ki"), ("1E", "1Ei"), ("-1", "1m"), ("-2", "-1"), ("9", "10"),
    ("1e3", "1e4"), ("1n", "1u"), ("1m", "1"), ("1G", "1Gi"), ("0.29", "0.9"), ("1P", "1E"), ("1e-3", "1"),
  ])
  func `quantities are ordered by value`(less: String, more: String) throws {
    #expect(try #require(Quantity.value(less)) < #require(Quantity.value(more)))
  }

  @Test(arguments: [
    "", " ", "1 ", " 1", "+", "-", ".", "m", "Ki", "--1", "+-1", "1.2.3", "1ki", "1KI", "1mi", "1i", "1K", "1g", "1Mb",
    "1 Gi", "1e", "1e+", "1e1.5", "1e3m", "0x10", "1_000", ".5i", "inf", "nan", "1e400", "1,5", "١", "1Gi\n", "1e٣",
    "5m0",
  ])
  func `what is no quantity has no value`(text: String) {
    #expect(Quantity.value(text) == nil)
  }
}
