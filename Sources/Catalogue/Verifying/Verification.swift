import Manifests
import Strategy

/// One run of `verify` on one state of the catalogue.
final class Verification {
  private let request: Catalogue.VerifyRequest
  private let versions: [VerifiedVersion]
  private var findings: [CheckKey: [Finding]] = [:]

  init(_ request: Catalogue.VerifyRequest, _ tx: any CatalogueReading) throws {
    self.request = request
    let releases = try FleetReleases(tx)
    func verified(_ strategy: ScopeRecord, _ number: Int, _ id: ID<Version>, _ output: Digest) -> VerifiedVersion {
      let key = VersionKey(id: id, scope: strategy.id, number: number)
      return VerifiedVersion(
        strategy: strategy, number: number, output: output,
        kubernetes: request.kubernetes.map { [$0] } ?? releases.releases(running: key))
    }
    func verified(_ version: Version) -> VerifiedVersion {
      verified(version.scope, version.number, version.id, version.output.digest)
    }
    var versions: [VerifiedVersion] = []
    for subject in request.subjects {
      switch subject {
      case .scope(let scope):
        var found = try Verification.heads(beneath: scope, tx).map {
          verified($0.scope, $0.number, $0.version, $0.output.digest)
        }
        for (key, strategy) in releases.pinned where scope.contains(strategy) {
          if let version = try tx.version(key.scope, number: key.number) { found.append(verified(version)) }
        }
        guard !found.isEmpty else { throw CatalogueError.noVersions(scope) }
        versions += found.sorted { ($0.strategy.scope, $0.number) < ($1.strategy.scope, $1.number) }
      case .version(let address): versions.append(verified(try Catalogue.version(address, tx)))
      }
    }
    var seen: Set<String> = []
    self.versions = versions.filter { seen.insert($0.address.description).inserted }
  }

  /// The newest version of every strategy at or beneath a scope.
  private static func heads(beneath scope: Scope, _ tx: any CatalogueReading) throws -> [StrategyHead] {
    let selection = try StrategySelection([scope], tx)
    return try tx.strategyHeads(selection.isEverything ? nil : selection.strategies.map(\.id))
      .filter { !$0.scope.isRetired }
  }

  // MARK: Finding

  private func key(_ version: VerifiedVersion, _ kubernetes: KubernetesVersion) -> CheckKey {
    CheckKey(output: version.output, kubernetes: kubernetes, schemas: request.schemas)
  }

  /// Verifies what was not verified before.
  /// - Returns: what is new.
  func check(_ tx: any CatalogueReading, progress: (Int, Int) -> Void) throws -> [CheckKey: [Finding]] {
    let wanted = versions.flatMap { version in version.kubernetes.map { key(version, $0) } }
    findings = try tx.findings(Array(Set(wanted)))
    var missing: [Digest: [KubernetesVersion]] = [:]
    var outputs: [Digest] = []
    for version in versions {
      for kubernetes in version.kubernetes where findings[key(version, kubernetes)] == nil {
        if missing[version.output] == nil { outputs.append(version.output) }
        // Versions with one output may be for different releases.
        if missing[version.output]?.contains(kubernetes) != true {
          missing[version.output, default: []].append(kubernetes)
        }
      }
    }
    let judge = OutputJudge(schemas: request.schemas)
    var new: [CheckKey: [Finding]] = [:]
    for (done, output) in outputs.enumerated() {
      let blocks = try tx.blocks(ofOutput: output)
      for kubernetes in missing[output] ?? [] {
        let found = judge.findings(in: blocks, on: kubernetes)
        new[CheckKey(output: output, kubernetes: kubernetes, schemas: request.schemas)] = found
      }
      progress(done + 1, outputs.count)
    }
    findings.merge(new) { $1 }
    return new
  }

  /// Remembers what was found before.
  /// - Returns: how many versions were not verified for all that they are for.
  func recall(_ tx: any CatalogueReading) throws -> Int {
    let wanted = versions.flatMap { version in version.kubernetes.map { key(version, $0) } }
    findings = try tx.findings(Array(Set(wanted)))
    return versions.count { version in version.kubernetes.contains { findings[key(version, $0)] == nil } }
  }

  /// How many faults stand, and how many are waived, each told once.
  func counts(_ waivers: WaiverSet, on day: Day) -> (errors: Int, warnings: Int, waived: Int) {
    var (errors, warnings, waived): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    for version in versions {
      for finding in version.kubernetes.lazy.flatMap({ self.findings[self.key(version, $0)] ?? [] }) {
        if waivers.waives(finding, at: version.strategy.scope, on: day) != nil {
          waived.insert(finding.id)
        } else if finding.rule.severity == .error {
          errors.insert(finding.id)
        } else {
          warnings.insert(finding.id)
        }
      }
    }
    return (errors.count, warnings.count, waived.count)
  }

  // MARK: Reporting

  /// A fault, where it stands or where it is waived.
  private struct Fault: Hashable {
    let id: String
    let isWaived: Bool
  }

  /// What a fault is found in.
  private struct Gathered {
    let finding: Finding
    /// The first that was met.
    let waiver: Waiver?
    var versions: [VerifiedVersion] = []
    var kubernetes: Set<KubernetesVersion> = []

    mutating func add(_ version: VerifiedVersion, _ kubernetes: KubernetesVersion) {
      if versions.last?.address != version.address { versions.append(version) }
      self.kubernetes.insert(kubernetes)
    }
  }

  func report(_ waivers: WaiverSet, on day: Day, _ tx: any CatalogueReading) throws -> Catalogue.VerifyReport {
    var gathered: [Fault: Gathered] = [:]
    var order: [Fault] = []
    for version in versions {
      for kubernetes in version.kubernetes {
        for finding in findings[key(version, kubernetes)] ?? [] {
          let waiver = waivers.waives(finding, at: version.strategy.scope, on: day)
          let fault = Fault(id: finding.id, isWaived: waiver != nil)
          if gathered[fault] == nil { order.append(fault) }
          gathered[fault, default: Gathered(finding: finding, waiver: waiver)].add(version, kubernetes)
        }
      }
    }
    var lines = TemplateLines(tx)
    let judged = try order.compactMap { gathered[$0] }.compactMap { try judge($0, &lines) }
    return Catalogue.VerifyReport(
      findings: judged.filter { $0.finding.rule.severity == .error }
        + judged.filter { $0.finding.rule.severity != .error },
      versionCount: versions.count, kubernetes: Set(versions.flatMap(\.kubernetes)).sorted())
  }

  private func judge(_ gathered: Gathered, _ lines: inout TemplateLines) throws -> Catalogue.JudgedFinding? {
    guard let first = gathered.versions.first else { return nil }
    let origin = try lines.origin(ofLine: gathered.finding.line, in: first)
    return Catalogue.JudgedFinding(
      finding: gathered.finding, versions: gathered.versions.map(\.address), kubernetes: gathered.kubernetes.sorted(),
      templateLine: origin.line, template: origin.template, waiver: gathered.waiver)
  }
}
