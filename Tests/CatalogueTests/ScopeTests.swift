import Catalogue
import TestSupport
import Testing

struct ScopeTests {
  private static let grammar = "expected /, TEAM, TEAM/ENVIRONMENT, TEAM/ENVIRONMENT/CLUSTER or */ENVIRONMENT"
  private static let rule = "expected lower-case letters, digits and '-', at most 63, a letter or digit at both ends"
  private static let longest = String(repeating: "a", count: 63)

  // MARK: Grammar

  @Test(arguments: [
    ("/", Scope.root), ("payments", .team("payments")), ("*/production", .everyTeam(environment: "production")),
    ("payments/production", .environment(team: "payments", environment: "production")),
    ("payments/production/eu-1", .cluster(team: "payments", environment: "production", cluster: "eu-1")),
    ("7", .team("7")), ("a--b", .team("a--b")), ("0/1/2", .cluster(team: "0", environment: "1", cluster: "2")),
    (longest, .team(longest)),
  ])
  func `a scope is read, and written the way it was read`(text: String, scope: Scope) throws {
    #expect(try Scope(parsing: text) == scope)
    #expect(scope.description == text)
  }

  @Test(arguments: [
    ("", grammar), ("a/b/c/d", grammar), ("a/b/c/", grammar), ("//a//", grammar),
    ("//", "a part is empty: \(rule)"), ("a/", "a part is empty: \(rule)"), ("/a", "a part is empty: \(rule)"),
    ("a//b", "a part is empty: \(rule)"), ("*/", "a part is empty: \(rule)"),
    ("*", "'*' is not a name: \(rule)"), ("*/*", "'*' is not a name: \(rule)"), ("a/*", "'*' is not a name: \(rule)"),
    ("*/production/eu-1", "'*' is not a name: \(rule)"), ("*a/b", "'*a' is not a name: \(rule)"),
    ("Payments", "'Payments' is not a name: \(rule)"), ("a/Production", "'Production' is not a name: \(rule)"),
    ("a_b", "'a_b' is not a name: \(rule)"), ("a.b", "'a.b' is not a name: \(rule)"),
    ("-a", "'-a' is not a name: \(rule)"), ("a-", "'a-' is not a name: \(rule)"), ("-", "'-' is not a name: \(rule)"),
    (" a", "' a' is not a name: \(rule)"), ("a ", "'a ' is not a name: \(rule)"), (".", "'.' is not a name: \(rule)"),
    ("é", "'é' is not a name: \(rule)"), ("a\u{301}", "'a\u{301}' is not a name: \(rule)"),
    ("\u{212A}", "'\u{212A}' is not a name: \(rule)"), ("a@1", "'a@1' is not a name: \(rule)"),
    (longest + "a", "'\(longest)a' is not a name: \(rule)"), ("default/..", "'..' is not a name: \(rule)"),
  ])
  func `what is no scope is refused with what was expected`(text: String, problem: String) {
    #expect(throws: CatalogueError.badScope(text, problem: problem)) { try Scope(parsing: text) }
  }

  @Test func `a refused scope is shown in quotes`() {
    let error = #expect(throws: CatalogueError.self) { try Scope(parsing: "a/Prod") }
    #expect(error?.message == "scope 'a/Prod': 'Prod' is not a name: \(ScopeTests.rule)")
    #expect(error?.hint == nil)
  }

  // MARK: Layers

  @Test(arguments: [
    ("/", ["/"]), ("*/production", ["/", "*/production"]), ("payments", ["/", "payments"]),
    ("payments/production", ["/", "*/production", "payments", "payments/production"]),
    (
      "payments/production/eu-1",
      ["/", "*/production", "payments", "payments/production", "payments/production/eu-1"]
    ),
  ])
  func `layers go from everyone to the scope itself`(text: String, layers: [String]) throws {
    let scope = try Scope(parsing: text)
    #expect(scope.layers.map(\.description) == layers)
    #expect(scope.layers.last == scope)
  }

  @Test func `layers come in the order of the kinds of layer`() throws {
    let scope = try Scope(parsing: "payments/production/eu-1")
    #expect(scope.layers.map(\.layer) == Array(Layer.allCases.dropFirst()))
    #expect(scope.layers.count == InputKey.layerCount)
  }

  @Test(
    arguments: [
      (Layer.standard, nil), (.root, "/"), (.everyTeam, "*/b"), (.team, "a"), (.environment, "a/b"),
      (.cluster, "a/b/c"),
    ] as [(Layer, String?)])
  func `each kind of layer is one scope as a cluster sees it`(layer: Layer, seen: String?) throws {
    #expect(layer.scope(seenFrom: try Scope(parsing: "a/b/c"))?.description == seen)
  }

  @Test(
    arguments: [
      ("/", [.everyTeam, .team, .environment, .cluster]), ("a", [.everyTeam, .environment, .cluster]),
      ("*/b", [.team, .environment, .cluster]), ("a/b", [.cluster]),
    ] as [(String, [Layer])])
  func `a scope does not see the layers beside and beneath it`(text: String, unseen: [Layer]) throws {
    let scope = try Scope(parsing: text)
    #expect(Layer.allCases.filter { $0 != .standard && $0.scope(seenFrom: scope) == nil } == unseen)
  }

  @Test(arguments: [
    ("/", false), ("*/production", false), ("payments", false), ("payments/production", true),
    ("payments/production/eu-1", true),
  ])
  func `environments of teams and clusters have versions, layers do not`(text: String, isStrategy: Bool) throws {
    #expect(try Scope(parsing: text).isStrategy == isStrategy)
  }

  @Test(
    arguments: [
      ("/", nil, nil, nil), ("*/p", nil, "p", nil), ("a", "a", nil, nil), ("a/p", "a", "p", nil),
      ("a/p/c", "a", "p", "c"),
    ] as [(String, String?, String?, String?)])
  func `a scope knows its team, environment and cluster`(
    text: String, team: String?, environment: String?, cluster: String?
  ) throws {
    let scope = try Scope(parsing: text)
    #expect(scope.team == team)
    #expect(scope.environment == environment)
    #expect(scope.cluster == cluster)
  }

  // MARK: Containing

  private static let all = ["/", "*/p", "*/q", "a", "a/p", "a/p/x", "a/p/y", "a/q", "b", "b/p", "b/p/x"]

  @Test(arguments: [
    ("/", all), ("*/p", ["*/p", "a/p", "a/p/x", "a/p/y", "b/p", "b/p/x"]),
    ("a", ["a", "a/p", "a/p/x", "a/p/y", "a/q"]), ("a/p", ["a/p", "a/p/x", "a/p/y"]), ("a/p/x", ["a/p/x"]),
    ("b", ["b", "b/p", "b/p/x"]), ("c", []),
  ])
  func `a scope contains itself and what lies beneath it`(text: String, beneath: [String]) throws {
    let scope = try Scope(parsing: text)
    #expect(try ScopeTests.all.filter { scope.contains(try Scope(parsing: $0)) } == beneath)
  }

  // MARK: Ordering

  @Test func `scopes sort with the root first and a team before what lies beneath it`() throws {
    let sorted = ["/", "*/a", "*/p", "a", "a/p", "a/p/x", "a/p/y", "a/q", "a-b", "a-b/p", "b", "b/a", "ba"]
    var generator = SplitMix64(seed: 1)
    for _ in 0..<20 {
      let shuffled = try sorted.shuffled(using: &generator).map { try Scope(parsing: $0) }
      #expect(shuffled.sorted().map(\.description) == sorted)
    }
  }

  @Test func `no scope comes before itself, and of two one comes first`() throws {
    let scopes = try ScopeTests.all.map { try Scope(parsing: $0) }
    for left in scopes {
      for right in scopes {
        #expect([left < right, right < left, left == right].filter { $0 }.count == 1, "\(left) and \(right)")
      }
    }
  }
}
