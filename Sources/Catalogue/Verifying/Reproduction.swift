import Strategy
import Synchronization

/// What is to be rendered again, and what should come out. Versions and their inputs never change, so it holds after
/// the transaction that it was read in.
struct Reproduction {
  /// One version with one set of inputs that is said to give its output.
  private struct Claim {
    let version: VersionAddress
    let confirmedBy: AuditEntry?
    let output: Digest
    /// Where its rendering is among ``renderings``.
    let rendering: Int
  }

  enum Outcome: Sendable {
    case output(Digest)
    case failed(String)
  }

  private var claims: [Claim] = []
  private var renderings: [RecordedRendering] = []

  init(_ request: Catalogue.ReproduceRequest, _ tx: any CatalogueReading) throws {
    let pool = RecordedRenderingPool(tx)
    var seen: Set<ID<Version>> = []
    for subject in request.subjects {
      switch subject {
      case .version(let address):
        let version = try Catalogue.version(address, tx)
        guard seen.insert(version.id).inserted else { continue }
        try add(version, try tx.confirmations(version.scope.id).filter { $0.version == version.id }, pool)
      case .scope(let scope):
        for strategy in try Reproduction.strategies(beneath: scope, request.includesRetired, tx) {
          let confirmations = Dictionary(grouping: try tx.confirmations(strategy.id), by: \.version)
          for version in try tx.versions(strategy.id) where seen.insert(version.id).inserted {
            try add(version, confirmations[version.id] ?? [], pool)
          }
        }
      }
    }
    renderings = pool.renderings
  }

  private mutating func add(
    _ version: Version, _ confirmations: [Confirmation], _ pool: RecordedRenderingPool
  ) throws {
    let inputs = [(nil, version.inputs)] + confirmations.map { ($0.audit, $0.inputs) }
    for (audit, inputs) in inputs {
      claims.append(
        Claim(
          version: version.address, confirmedBy: audit, output: version.output.digest,
          rendering: try pool.index(of: inputs)))
    }
  }

  /// The strategies at or beneath a scope that have versions, by name.
  private static func strategies(
    beneath scope: Scope, _ includesRetired: Bool, _ tx: any CatalogueReading
  ) throws -> [ScopeRecord] {
    let beneath = try tx.scopes().filter { scope.contains($0.scope) }
    guard scope == .root || !beneath.isEmpty else { throw try Catalogue.unknown(scope, tx) }
    let inUse = beneath.filter { includesRetired || !$0.isRetired }
    guard scope == .root || !inUse.isEmpty else { throw CatalogueError.retiredScope(scope) }
    let withVersions = Set(try tx.latestVersions(inUse.map(\.id)).map(\.scope))
    let found = inUse.filter { withVersions.contains($0.id) }
    guard !found.isEmpty else {
      guard scope.layer == .cluster, let cluster = inUse.first else { throw CatalogueError.noVersions(scope) }
      throw try Catalogue.missing(cluster, tx)
    }
    return found.sorted { $0.scope < $1.scope }
  }

  // MARK: Rendering

  /// What each of ``renderings`` gives, on all processors.
  func render(progress: @escaping @Sendable (Int, Int) -> Void) -> [Outcome] {
    let renderings = renderings
    let done = Atomic(0)
    return Processors.map(renderings.count, smallest: 16) { range in
      var renderers = RendererPool()
      return renderings[range].map { rendering in
        let outcome = Reproduction.outcome(of: rendering, &renderers)
        progress(done.add(1, ordering: .relaxed).newValue, renderings.count)
        return outcome
      }
    }
  }

  private static func outcome(of rendering: RecordedRendering, _ renderers: inout RendererPool) -> Outcome {
    do {
      return .output(
        try renderers.renderer(of: rendering).renderPlain(rendering.input) { bytes in
          var hash = Digest.Hasher()
          hash.update(bytes)
          return hash.finish()
        })
    } catch {
      return .failed((error as? any Explained)?.message ?? "\(error)")
    }
  }

  // MARK: Comparing

  func hasDeviations(_ outcomes: [Outcome]) -> Bool {
    claims.contains { Reproduction.differs(outcomes[$0.rendering], $0.output) }
  }

  private static func differs(_ outcome: Outcome, _ recorded: Digest) -> Bool {
    if case .output(let digest) = outcome { digest != recorded } else { true }
  }

  func deviations(_ outcomes: [Outcome], _ tx: any CatalogueReading) -> [Catalogue.Deviation] {
    var comparison = OutputComparison(tx)
    return claims.filter { Reproduction.differs(outcomes[$0.rendering], $0.output) }.map { claim in
      let rendering = renderings[claim.rendering]
      let outcome: Catalogue.Deviation.Outcome
      switch outcomes[claim.rendering] {
      case .output(let digest):
        outcome = .other(digest, comparison.firstDifference(from: claim.output, to: digest, in: rendering))
      case .failed(let problem): outcome = .failed(problem)
      }
      return Catalogue.Deviation(
        version: claim.version, confirmedBy: claim.confirmedBy, template: rendering.template.reference,
        templateDigest: rendering.template.digest, recorded: claim.output, outcome: outcome)
    }
  }

  func report(_ deviations: [Catalogue.Deviation]) -> Catalogue.ReproduceReport {
    let confirmations = claims.count { $0.confirmedBy != nil }
    return Catalogue.ReproduceReport(
      versionCount: claims.count - confirmations, confirmationCount: confirmations, renderingCount: renderings.count,
      deviations: deviations)
  }
}

/// Finds the first line in which a stored output and one that is rendered differ, once for each two.
private struct OutputComparison {
  private let tx: any CatalogueReading
  private var renderers = RendererPool()
  private var known: [[Digest]: Catalogue.DifferingLine?] = [:]

  init(_ tx: any CatalogueReading) {
    self.tx = tx
  }

  /// - Returns: nil where what is stored cannot be read, which `doctor` tells.
  mutating func firstDifference(
    from recorded: Digest, to obtained: Digest, in rendering: RecordedRendering
  ) -> Catalogue.DifferingLine? {
    if let known = known[[recorded, obtained]] { return known }
    let blocks = try? tx.blocks(ofOutput: recorded)
    let bytes = try? renderers.renderer(of: rendering).renderPlain(rendering.input) { Array($0) }
    let found = blocks.flatMap { blocks in
      bytes.flatMap { OutputComparison.firstDifference(blocks.flatMap(\.content), $0) }
    }
    known[[recorded, obtained]] = .some(found)
    return found
  }

  private static func firstDifference(_ recorded: [UInt8], _ obtained: [UInt8]) -> Catalogue.DifferingLine? {
    let (old, new) = (TextLines(recorded), TextLines(obtained))
    let count = max(old.count, new.count)
    func bytes(_ lines: TextLines, _ line: Int) -> ArraySlice<UInt8>? {
      line < lines.count ? lines.bytes[lines.range(line)] : nil
    }
    guard let line = (0..<count).first(where: { bytes(old, $0) != bytes(new, $0) }) else { return nil }
    return Catalogue.DifferingLine(
      number: line + 1, recorded: line < old.count ? old.text(line) : nil,
      obtained: line < new.count ? new.text(line) : nil)
  }
}
