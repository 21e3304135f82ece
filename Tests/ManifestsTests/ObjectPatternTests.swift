import Manifests
import Testing

struct ObjectPatternTests {
  private static let web = ["apps/v1", "Deployment", "shop", "web"]
  private static let service = ["v1", "Service", nil, "web"]
  private static let knative = ["serving.knative.dev/v1", "Service", "default", "web"]
  private static let unnamed = ["v1", "List", nil, nil]
  private static let none: [String?] = [nil, nil, nil, nil]

  @Test(
    arguments: [
      (web, "Deployment", true), (web, "deployment", true), (web, "DEPLOY*", true), (web, "*", true),
      (web, "Deployment/web", true), (web, "Deployment/w?b", true), (web, "Deployment/shop/web", true),
      (web, "Deployment/*/web", true), (web, "Deployment.apps", true), (web, "Deployment.apps/shop/web", true),
      (web, "*.apps/*", true), (web, "", true),
      (web, "Deploy", false), (web, "Deployment/Web", false), (web, "Deployment/default/web", false),
      (web, "Deployment.extensions", false), (web, "Deployment.v1", false), (web, "web", false),
      (service, "Service.core", true), (service, "Service.core/web", true), (service, "Service/*/web", true),
      (service, "Service/default/web", false), (service, "Service.serving.knative.dev", false),
      (knative, "Service", true), (knative, "Service.serving.knative.dev/default/web", true),
      (knative, "Service.*.knative.dev", true), (knative, "Service.core", false), (knative, "*.*", true),
      (unnamed, "List", true), (unnamed, "List/*", false), (none, "", true), (none, "*", false), (none, "*.*", false),
    ] as [([String?], String, Bool)])
  func `a pattern matches objects`(object: [String?], text: String, matches: Bool) throws {
    let pattern = try ObjectPattern(parsing: text)
    #expect(
      pattern.matches(apiVersion: object[0], kind: object[1], namespace: object[2], name: object[3]) == matches)
    #expect(pattern.isEverything == text.isEmpty)
  }

  @Test func `a document is matched by what it says it is`() throws {
    let pattern = try ObjectPattern(parsing: "A.g/n/x")
    #expect(pattern.matches(Content("apiVersion: g/v1\nkind: A\nmetadata: {name: x, namespace: n}\n").content))
    #expect(!pattern.matches(Content("a: 1\n").content))
  }

  @Test(arguments: [
    ("/web", 1), ("Kind/", 6), ("Kind//web", 6), ("Kind/a/", 8), ("a/b/c/d", 6), ("Kind.", 6), (".apps", 1),
    ("Kind./x", 6), ("/", 1),
  ])
  func `what is no object is refused with its column`(text: String, column: Int) {
    let error = #expect(throws: PatternError.self) { try ObjectPattern(parsing: text) }
    #expect(error?.column == column)
  }
}
