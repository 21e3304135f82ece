import Manifests
import Strategy
import Testing

@testable import Catalogue

@Suite struct `Verifying versions` {
  /// One Deployment that names a Secret, and a PodDisruptionBudget of an API that goes with the argument.
  private static let template = """
    ---
    name: plan
    version: 1.0.0
    arguments:
      - name: secret
        pattern: "^[a-z]+$"
      - name: api
        enum: [v1, v1beta1]
        default: v1
    ---
    # Plan

    ```yaml
    apiVersion: policy/{{api}}
    kind: PodDisruptionBudget
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: web
          image: web:1.0
          securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
    {{#if secret}}
          envFrom: [{secretRef: {name: "{{secret}}"}}]
    {{/if}}
    ```

    """

  private static let fleet = """
    teams:
      payments:
        environments:
          production:
            clusters: {eu-1: {kubernetes: "1.24"}, eu-2: {kubernetes: "1.31"}}
          staging: {}
    """

  private func shelf(_ parameters: String = "") throws -> Shelf {
    let shelf = try Shelf(template: `Verifying versions`.template)
    try shelf.apply(`Verifying versions`.fleet + (parameters.isEmpty ? "" : "\neveryone: {\(parameters)}"))
    return shelf
  }

  private func generate(_ shelf: Shelf, allowsFindings: Bool = false, keepsGoing: Bool = false) throws
    -> Catalogue.GenerateReport
  {
    try shelf.catalogue.generate(
      .init(scopes: [.root], message: "", keepsGoing: keepsGoing, allowsFindings: allowsFindings))
  }

  private func set(_ shelf: Shelf, _ scope: String, _ key: String, _ value: String) throws {
    try shelf.apply("teams: {payments: {environments: {\(scope): {parameters: {\(key): \(value)}}}}}")
  }

  private func verify(_ shelf: Shelf, _ scope: Scope = .root, on version: String? = nil) throws -> [String] {
    let request = Catalogue.VerifyRequest(
      subjects: [.scope(scope)], kubernetes: try version.map(KubernetesVersion.init(parsing:)))
    return try shelf.catalogue.verify(request).findings.map { judged in
      let versions = judged.versions.map(\.description).joined(separator: " ")
      let releases = judged.kubernetes.map(\.text).joined(separator: " ")
      let line = judged.templateLine.map(String.init) ?? "?"
      return "\(judged.finding.rule.rawValue) \(versions) on \(releases): \(judged.finding.line)/\(line)"
        + (judged.waiver == nil ? "" : " waived")
    }
  }

  private func check(_ found: [String], _ expected: [String]) { #expect(found == expected) }

  @Test func `each version is judged for the releases of the clusters that run it, else for the newest`() throws {
    let shelf = try shelf("api: v1beta1")
    _ = try generate(shelf)
    let newest = KubernetesVersion.newest.text
    try check(
      verify(shelf),
      [
        "removed-api payments/production@1 payments/staging@1 on 1.31 \(newest): 4/14",
        "deprecated-api payments/production@1 on 1.24: 4/14",
      ])
    try check(verify(shelf, on: "1.23"), ["deprecated-api payments/production@1 payments/staging@1 on 1.23: 4/14"])
    #expect(try verify(shelf, on: "1.20") == [])
  }

  @Test func `a version that a cluster is held at is judged with the newest ones`() throws {
    let shelf = try shelf("secret: old")
    _ = try generate(shelf)
    let cluster = try Scope(parsing: "payments/production/eu-1")
    _ = try shelf.catalogue.pin(cluster, to: .current, message: "")
    try shelf.apply("everyone: {secret: null}")
    _ = try generate(shelf)
    try check(verify(shelf), ["undefined-reference payments/production@1 on 1.24: 18/29"])
  }

  @Test func `what was found is kept, for every output, release and set of rules`() throws {
    let shelf = try shelf("secret: gone")
    _ = try generate(shelf)
    let before = try shelf.bytes()
    let found = try verify(shelf)
    #expect(found.count == 1)
    // Generating has judged already, so there is nothing to add.
    #expect(try shelf.bytes() == before)
    #expect(try verify(shelf, on: "1.30").count == 1)
    let after = try shelf.bytes()
    #expect(after != before)
    #expect(try verify(shelf, on: "1.30").count == 1)
    #expect(try shelf.bytes() == after)
    #expect(try shelf.catalogue.doctor { _ in }.isHealthy)
  }

  @Test func `a first version with errors is made, and says so`() throws {
    let shelf = try shelf("secret: gone")
    let report = try generate(shelf)
    #expect(report.made.count == 2)
    #expect(report.flawed.map(\.description) == ["payments/production", "payments/staging"])
  }

  @Test func `a version with an error that its parent has not is refused`() throws {
    let shelf = try shelf()
    #expect(try generate(shelf).flawed.isEmpty)
    try set(shelf, "production", "secret", "gone")
    let before = try shelf.bytes()
    let error = try #require(throws: CatalogueError.self) { try generate(shelf) }
    guard case .invalid(let problems) = error else { throw error }
    #expect(problems.map(\.subject) == ["payments/production"])
    #expect(
      problems[0].text.hasPrefix(
        "the new version would have an error that the one before has not: Pod web: Secret 'gone' is not defined"
          + " [undefined-reference:"))
    #expect(try shelf.bytes() == before)
    #expect(try generate(shelf, allowsFindings: true).flawed.map(\.description) == ["payments/production"])
    // Now the parent has it too.
    try set(shelf, "production", "api", "v1")
    #expect(try generate(shelf).problems.isEmpty)
  }

  @Test func `others are made when one is refused and --keep-going was asked for`() throws {
    let shelf = try shelf()
    _ = try generate(shelf)
    try set(shelf, "production", "secret", "gone")
    try set(shelf, "staging", "api", "v1beta1")
    let report = try generate(shelf, keepsGoing: true)
    #expect(report.made.isEmpty && report.problems.count == 2)
  }

  @Test func `an error that is waived hinders nobody, as long as the waiver holds`() throws {
    let shelf = try shelf()
    _ = try generate(shelf)
    try set(shelf, "production", "secret", "gone")
    let production = try Scope(parsing: "payments/production")
    _ = try shelf.catalogue.addWaiver(
      WaivedFinding(parsing: "undefined-reference"), at: production, until: Day(parsing: "1970-02-01"),
      reason: "made by hand", message: "")
    let report = try generate(shelf)
    #expect(report.made.count == 1 && report.flawed.isEmpty)
    try check(verify(shelf), ["undefined-reference payments/production@2 on 1.24 1.31: 18/29 waived"])
  }

  @Test func `a finding that is waived at one scope stands at the others`() throws {
    let shelf = try shelf("secret: gone")
    _ = try generate(shelf)
    _ = try shelf.catalogue.addWaiver(
      WaivedFinding(parsing: "undefined-reference"), at: Scope(parsing: "*/staging"), until: Day(parsing: "1970-02-01"),
      reason: "made by hand", message: "")
    try check(
      verify(shelf),
      [
        "undefined-reference payments/production@1 on 1.24 1.31: 18/29",
        "undefined-reference payments/staging@1 on \(KubernetesVersion.newest.text): 18/29 waived",
      ])
  }
}
