import Manifests
import Strategy
import Testing

@testable import Catalogue

struct QueryTermTests {
  @Test(arguments: [
    ("a=b", "a", "= b"), ("a = b", "a", "= b"), ("a == b", "a", "= b"), ("a!=b", "a", "!= b"), ("a <= 3", "a", "<= 3"),
    ("a le 3", "a", "<= 3"), ("a lt 3", "a", "< 3"), ("a gt 3", "a", "> 3"), ("a ge 3", "a", ">= 3"),
    ("a ~ x*", "a", "~ x*"),
    ("a=", "a", "= "), ("a = b = c", "a", "= b = c"), ("* = gp3", "*", "= gp3"),
    ("provider.a.b=c", "provider.a.b", "= c"),
    ("Service/system:node:spec.x=y", "Service/system:node:spec.x", "= y"),
    (":data[\"a=b\"].c > 1", ":data[\"a=b\"].c", "> 1"), (":labels[\"a ~ ]b\"]=1", ":labels[\"a ~ ]b\"]", "= 1"),
    (":labels[\"a]b:c\"]=1", ":labels[\"a]b:c\"]", "= 1"), (":a[\"b\\\"]=c\"] = 1", ":a[\"b\\\"]=c\"]", "= 1"),
    (":a[\"\\\\\"].b = 1", ":a[\"\\\\\"].b", "= 1"),
  ])
  func `a term is a setting, a sign and a value`(_ text: String, _ setting: String, _ rest: String) throws {
    let term = try QueryTerm(parsing: text)
    #expect(term.setting == setting)
    let comparison = try #require(term.comparison)
    #expect(!term.isNegated)
    #expect("\(comparison.op.rawValue) \(comparison.wanted)" == rest)
  }

  @Test func `a bare setting wants it there, with a mark before it not there`() throws {
    let there = try QueryTerm(parsing: "Deployment:spec.replicas")
    #expect(there.comparison == nil && !there.isNegated)
    let missing = try QueryTerm(parsing: "! :spec.tls")
    #expect(missing.setting == ":spec.tls")
    #expect(missing.comparison == nil && missing.isNegated)
    let other = try QueryTerm(parsing: "!image ~ *:latest")
    #expect(other.setting == "image" && other.comparison?.wanted == "*:latest" && other.isNegated)
  }

  @Test(arguments: [
    ("", "expected a setting"), ("=x", "is no setting"), ("x y", "is no setting"), ("!", "expected a setting"),
    ("!*", "every version has settings"),
    ("Deployment:", "expected a path"), ("Deployment:spec..x", "expected a key"), ("A/b/c/d:x", "expected Kind"),
    (":spec.a[0", "not closed"), ("provider.", "is no provider key"), ("cluster.size", "expected cluster.kubernetes"),
    ("1abc=2", "is no setting"),
  ])
  func `a term that is none is told why`(_ text: String, _ expected: String) {
    do {
      _ = try QueryTerm(parsing: text)
      Issue.record("'\(text)' was taken for a term")
    } catch {
      guard case .badTerm(let shown, let problem) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(shown == text)
      #expect(problem.contains(expected), "\(problem)")
    }
  }

  @Test(arguments: [
    ("1970-01-01", 86_399_999), ("1970-01-02", 2 * 86_400_000 - 1), ("1970-01-01T00:00:00Z", 999),
    ("2026-11-22T15:04:05Z", 1_795_359_845_999), ("2024-02-29", 1_709_251_199_999), ("1969-12-31", -1),
  ])
  func `a date is its end, a moment its whole second`(_ text: String, _ milliseconds: Int) throws {
    #expect(try Timestamp(parsing: text).milliseconds == Int64(milliseconds))
  }

  @Test(arguments: [
    "", "today", "2026", "2026-13-01", "2026-02-29", "2026-1-1", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
    "2026-01-01 00:00:00", "٢٠٢٦-01-01",
  ])
  func `what is no date is refused`(_ text: String) {
    #expect(throws: CatalogueError.badDate(text)) { try Timestamp(parsing: text) }
  }

  @Test(arguments: [
    ("/", "a/b/c", true), ("a", "a/b/c", true), ("a", "ab/b", false), ("a*", "ab/b", true),
    ("*/prod*", "x/production/c", true),
    ("*/prod*", "x/staging/c", false), ("*/*/eu-?", "a/b/eu-1", true), ("a/b/c", "a/b", false),
    ("*/prod*", "*/production", true), ("a/production", "*/production", false), ("prod*", "*/production", false),
    ("/", "/", true), ("*", "/", false),
  ])
  func `a pattern takes the scopes that match and all beneath`(_ pattern: String, _ scope: String, _ isIn: Bool) throws
  {
    #expect(try ScopePattern(parsing: pattern).contains(Scope(parsing: scope)) == isIn)
  }
}
