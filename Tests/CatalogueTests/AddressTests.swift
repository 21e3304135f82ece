import Catalogue
import Testing

struct AddressTests {
  private static let environment = Scope.environment(team: "payments", environment: "production")
  private static let cluster = Scope.cluster(team: "payments", environment: "production", cluster: "eu-1")
  private static let longestLabel = String(repeating: "x", count: 63)

  @Test(
    arguments: [
      ("payments/production", environment, .latest), ("payments/production@latest", environment, .latest),
      ("payments/production@next", environment, .next),
      ("payments/production@4", environment, .number(4)),
      ("payments/production@9223372036854775807", environment, .number(.max)),
      ("payments/production@stable", environment, .label("stable")),
      ("payments/production@v1_2-rc", environment, .label("v1_2-rc")),
      ("payments/production@\(longestLabel)", environment, .label(longestLabel)),
      ("payments/production/eu-1@1", cluster, .number(1)), ("payments", .team("payments"), .latest),
      ("/@2", .root, .number(2)), ("*/production@live", .everyTeam(environment: "production"), .label("live")),
    ] as [(String, Scope, VersionSelector)])
  func `an address is a scope and a number, a label or the latest`(
    text: String, scope: Scope, selector: VersionSelector
  ) throws {
    #expect(try VersionAddress(parsing: text) == VersionAddress(scope: scope, selector: selector))
  }

  @Test(arguments: [
    "", "0", "-1", "+4", "04", "4.0", "1e3", " 4", "4 ", "Next", "Stable", "LATEST", "Latest", "_x", "-x", "9lives",
    "a b", "a.b", "a/b", "latest@2", "9223372036854775808", "é", "stable\u{301}", "\u{212A}", "٤", longestLabel + "x",
  ])
  func `what is no version is refused with what was expected`(version: String) {
    let text = "payments/production@\(version)"
    #expect(
      throws: CatalogueError.badAddress(
        text, problem: "'\(version)' is no version: expected a number from 1, 'latest' or a label")
    ) { try VersionAddress(parsing: text) }
  }

  @Test func `a refused address is shown in quotes`() {
    let error = #expect(throws: CatalogueError.self) { try VersionAddress(parsing: "a/b@0") }
    #expect(error?.message == "address 'a/b@0': '0' is no version: expected a number from 1, 'latest' or a label")
  }

  @Test(arguments: ["@4", "Payments@4", "a/b/c/d@latest", "@"])
  func `a bad scope in an address is refused as a scope`(text: String) {
    let error = #expect(throws: CatalogueError.self) { try VersionAddress(parsing: text) }
    guard case .badScope(let scope, _) = error else {
      Issue.record("expected a bad scope, found \(String(describing: error))")
      return
    }
    #expect(scope == text.prefix { $0 != "@" })
  }

  @Test(arguments: [
    ("a/b", "a/b@latest"), ("a/b@latest", "a/b@latest"), ("a/b@3", "a/b@3"), ("a/b/c@stable", "a/b/c@stable"),
  ])
  func `an address is written with its version`(text: String, written: String) throws {
    let address = try VersionAddress(parsing: text)
    #expect(address.description == written)
    #expect(try VersionAddress(parsing: written) == address)
  }

  @Test(arguments: [
    ("stable", true), ("a", true), ("blue-green_2", true), (longestLabel, true), ("latest", false), ("next", false),
    ("nextest", true), ("", false), ("1", false), ("1a", false), ("A", false), ("a ", false), ("a\n", false),
    ("\r\n", false), (longestLabel + "x", false), ("\u{212A}", false), ("k\u{301}", false),
  ])
  func `a label is a letter, then letters, digits and dashes, and no reserved word`(text: String, isLabel: Bool) {
    #expect(VersionAddress.isLabel(text) == isLabel)
  }
}
