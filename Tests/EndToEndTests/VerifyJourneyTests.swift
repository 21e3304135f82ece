import Foundation
import TestSupport
import Testing

/// Verifying stored versions with the real binary.
@Suite struct `Verify journey` {
  /// A Deployment, the same without its Secret where it is large, and an old API where it is large.
  private static let template = """
    ---
    name: cache
    version: 1.0.0
    arguments:
      - name: size
        enum: [small, large]
        default: small
    ---
    # Cache

    ```yaml
    apiVersion: v1
    kind: Service
    metadata: {name: cache}
    spec: {ports: [{port: 80}]}
    {{#if (eq size "large")}}
    ---
    apiVersion: policy/v1beta1
    kind: PodDisruptionBudget
    metadata: {name: cache}
    spec: {maxUnavailable: 1, slector: {}}
    {{/if}}
    ```

    """

  private static func place() async throws -> Workplace {
    let place = try Workplace()
    try place.write("cache.md", template)
    try await place.strata("init")
    try await place.strata("template import cache.md")
    try await place.strata("profile set / template=cache")
    try await place.strata("profile set web/production size=large")
    try await place.strata("profile set web/staging size=small")
    try await place.strata("generate --all")
    return place
  }

  @Test func `a fault is told with its place in the output and in the template`() async throws {
    let place = try await Self.place()
    let outcome = try await place.strata("verify web")
    let lines = outcome.lines
    #expect(lines.count == 3, "\(outcome.text)")
    #expect(lines[0].hasPrefix("web/production@1:9: error: removed-api:"))
    #expect(
      lines[0].contains(": PodDisruptionBudget cache: Kubernetes serves no 'policy/v1beta1 PodDisruptionBudget' "))
    #expect(lines[1].hasPrefix("  cache@1.0.0:18, apiVersion, on Kubernetes 1."))
    #expect(lines[2] == "  hint: use 'policy/v1'")
    #expect(outcome.messages.contains("2 versions on Kubernetes 1."))
    #expect(outcome.messages.contains(": 1 error, 0 warnings"))
  }

  @Test func `rows hold the same for programs`() async throws {
    let place = try await Self.place()
    let tree = try Tree(json: try await place.strata("verify --all --kubernetes 1.24 -o json").out)
    let finding = try #require(tree["findings"]?.items.first)
    #expect(finding["severity"] == .text("warning"))
    #expect(finding["line"] == .number(9))
    #expect(finding["template_line"] == .number(18))
    #expect(finding["versions"] == .list([.text("web/production@1")]))
    #expect(tree["errors"] == .number(0))
    #expect(tree["warnings"] == .number(1))
    for format in ["csv", "yaml"] {
      #expect(try await place.strata("verify --all -o \(format)").text.contains("removed-api:"))
    }
  }

  @Test func `--exit-code tells whether anything stands`() async throws {
    let place = try await Self.place()
    #expect(try await place.run("verify web/production --exit-code").code == 2)
    #expect(try await place.run("verify web/staging --exit-code").code == 0)
    #expect(try await place.run("verify web/production").code == 0)
    let until = String(Date().addingTimeInterval(40 * 86_400).ISO8601Format().prefix(10))
    try await place.strata("waiver add removed-api web --until \(until) --reason soon")
    let waived = try await place.run("verify --all --exit-code")
    #expect(waived.code == 0 && waived.text.isEmpty && waived.messages.contains("1 waived"))
    #expect(try await place.strata("verify --all --waived").text.contains("  waived until \(until): soon"))
  }

  @Test func `schemas in a folder are held against objects`() async throws {
    let place = try await Self.place()
    try place.makeFolder("schemas")
    try place.write(
      "schemas/poddisruptionbudget-policy-v1beta1.json",
      """
      {"type": "object", "properties": {
        "apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"},
        "spec": {"type": "object", "properties": {"selector": {"type": "object"}, "maxUnavailable": {"type": "integer"}}}},
       "x-kubernetes-group-version-kind": [{"group": "policy", "version": "v1beta1", "kind": "PodDisruptionBudget"}]}
      """)
    let text = try await place.strata("verify web/production --schemas schemas").text
    #expect(text.contains("PodDisruptionBudget cache: unknown field 'slector': did you mean 'selector'?"), "\(text)")
    #expect(text.contains("schema-violation:"))
  }

  @Test func `generate refuses a new error, and makes the version when told to`() async throws {
    let place = try await Self.place()
    try await place.strata("profile set web/staging size=large")
    let refused = try await place.run("generate web/staging")
    #expect(refused.code == 1)
    #expect(
      refused.messages.hasPrefix(
        "error: web/staging: the new version would have an error that the one before has not: PodDisruptionBudget cache:"
      ))
    #expect(refused.messages.contains("--allow-findings"))
    #expect(try await place.strata("log web/staging -o csv").lines.count == 2)
    let made = try await place.strata("generate web/staging --allow-findings")
    #expect(made.messages.contains("web/staging has errors: strata verify web/staging"))
  }

  @Test func `a catalogue that may only be read is verified all the same`() async throws {
    let place = try await Self.place()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: place.path("strata.db"))
    #expect(try await place.strata("verify --all --kubernetes 1.24").text.contains("deprecated-api:"))
  }
}
