import Manifests
import Strategy

/// What verification says of the outputs that `generate` is about to store.
struct OutputJudgement {
  /// A strategy whose next version would have errors that its parent does not have.
  struct Refusal {
    let scope: Scope
    let findings: [Finding]
  }

  private(set) var checks: [CheckKey: [Finding]] = [:]
  private let waivers: WaiverSet
  private let day: Day
  private let releases: FleetReleases
  private let judge: OutputJudge

  init(_ tx: any CatalogueReading, clusters: [ID<Scope>]?, on day: Day, by judge: OutputJudge) throws {
    self.judge = judge
    waivers = WaiverSet(try tx.waivers())
    releases = try FleetReleases(tx, of: clusters)
    self.day = day
  }

  /// Verifies some outputs, each once for every release that it is for.
  /// - Throws: ``LongWork/verifying(_:)``.
  mutating func verify(_ outputs: [(scope: Scope, output: OutputDraft)]) throws {
    var seen: Set<CheckKey> = []
    var items: [OutputJudge.Item] = []
    for (scope, output) in outputs {
      for kubernetes in releases.releases(following: scope) {
        let key = CheckKey(output: output.summary.digest, kubernetes: kubernetes)
        guard seen.insert(key).inserted else { continue }
        items.append(OutputJudge.Item(key: key, output: output, kubernetes: kubernetes))
      }
    }
    checks.merge(try judge.findings(in: items)) { $1 }
  }

  /// The errors of an output that nothing waives at a scope.
  func errors(of output: Digest, at scope: Scope) -> [Finding] {
    var seen: Set<String> = []
    var errors: [Finding] = []
    for kubernetes in releases.releases(following: scope) {
      for finding in checks[CheckKey(output: output, kubernetes: kubernetes)] ?? []
      where finding.rule.severity == .error && waivers.waives(finding, at: scope, on: day) == nil {
        if seen.insert(finding.id).inserted { errors.append(finding) }
      }
    }
    return errors
  }

  /// Makes sure that an output that is stored was verified by the same rules.
  mutating func verify(stored output: Digest, for scope: Scope, _ tx: any CatalogueReading) throws {
    let keys = releases.releases(following: scope).map { (key: CheckKey(output: output, kubernetes: $0), release: $0) }
      .filter { checks[$0.key] == nil }
    guard !keys.isEmpty else { return }
    checks.merge(try tx.findings(keys.map(\.key))) { $1 }
    let missing = keys.filter { checks[$0.key] == nil }
    guard !missing.isEmpty else { return }
    let blocks = try tx.blocks(ofOutput: output)
    for (key, release) in missing { checks[key] = judge.findings(in: blocks, on: release) }
  }
}

extension [OutputJudgement.Refusal] {
  /// One problem for each fault, however many strategies would have it.
  var problems: [Problem] {
    var first: [String: (scope: Scope, finding: Finding, count: Int)] = [:]
    var order: [String] = []
    for refusal in self {
      for finding in refusal.findings {
        if let known = first[finding.id] {
          first[finding.id] = (known.scope, known.finding, known.count + 1)
        } else {
          first[finding.id] = (refusal.scope, finding, 1)
          order.append(finding.id)
        }
      }
    }
    return order.compactMap { first[$0] }.map { scope, finding, count in
      let others = count > 1 ? ", and in \(count - 1) strategies more" : ""
      let object = finding.object.isEmpty ? "" : "\(finding.object): "
      return Problem(
        subject: scope.description,
        text: "the new version would have an error that the one before has not: \(object)\(finding.message)"
          + " [\(finding.id)], line \(finding.line)\(others)",
        hint:
          "mend the template or the profile; or strata waiver add \(finding.id) \(scope) --until DATE --reason TEXT;"
          + " or generate with --allow-findings")
    }
  }
}
