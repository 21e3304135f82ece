package import Manifests
import Strategy

/// How two versions differ: in what made them, and in what came out.
package struct VersionDiff: Sendable {
  package struct Side: Sendable {
    /// Its address, or the name of a file.
    package let title: String
    /// Nil for what is not stored.
    package let version: Version?
  }

  package let old: Side
  package let new: Side
  /// Which inputs are not the same; none where a side is a file.
  package let inputs: [InputChange]
  package let text: TextDiff
  /// None where settings were not compared.
  package let objects: [ObjectChange]
  /// What of either side does not parse, and so was not compared by its settings.
  package let problems: [Problem]
  /// Nil where causes were not asked for.
  package let causes: CauseReport?

  package var isEmpty: Bool { text.isEmpty && inputs.isEmpty }
  /// Settings that were added, removed or changed.
  package var settingCount: Int { objects.reduce(0) { $0 + $1.changes.count } }
}

extension Catalogue {
  /// The difference between two versions, what would be generated, or files.
  /// - Throws: ``CatalogueError/noCauses`` where causes are asked for and a side is a file.
  package func diff(_ request: DiffRequest) throws -> VersionDiff {
    if let diff = try Catalogue.diffFiles(request) { return diff }
    return try store.read { tx in
      let renderings = RecordedRenderings(tx)
      let moment = try request.asOf.map { try Catalogue.moment($0, tx) }
      let (old, new) = try Catalogue.sides(request, asOf: moment, renderings, tx)
      return try Catalogue.compare(old, new, request, tx)
    }
  }

  /// As ``diff(_:)`` for two files, which need no catalogue; nil where a side is none.
  package static func diffFiles(_ request: DiffRequest) throws -> VersionDiff? {
    guard case .file(let oldName, let oldBytes) = request.old, case .file(let newName, let newBytes)? = request.new
    else { return nil }
    guard !request.findsCauses else { throw CatalogueError.noCauses }
    return try compare(DiffSide(file: oldName, bytes: oldBytes), DiffSide(file: newName, bytes: newBytes), request, nil)
  }

  /// - Parameter tx: nil where nothing of either side is stored.
  private static func compare(
    _ old: DiffSide, _ new: DiffSide, _ request: DiffRequest, _ tx: (any CatalogueReading)?
  ) throws -> VersionDiff {
    let delta = OutputDelta(old: old.compared, new: new.compared)
    let reader = DeltaReader(tx, ignoring: request.ignored)
    try reader.load([delta], settings: request.comparesSettings)
    let objects = request.comparesSettings ? reader.objects(delta) : []
    let text = TextDiff(
      old: old.blocks, new: new.blocks, context: request.context, manifests: reader.places(delta.new))
    var inputs: [InputChange] = []
    if let before = old.inputs, let after = new.inputs {
      inputs = InputChange.all(before, after).filter {
        $0.kind != .provider || $0.mayMatter(to: before.reads, after.reads)
      }
    }
    return VersionDiff(
      old: .init(title: old.title, version: old.version), new: .init(title: new.title, version: new.version),
      inputs: inputs, text: text, objects: objects,
      problems: request.comparesSettings
        ? reader.problems(delta.old, in: old.title) + reader.problems(delta.new, in: new.title) : [],
      causes: request.findsCauses ? try causes(old, new, objects, reader, tx) : nil)
  }

  private static func causes(
    _ old: DiffSide, _ new: DiffSide, _ objects: [ObjectChange], _ reader: DeltaReader, _ tx: (any CatalogueReading)?
  ) throws -> CauseReport {
    guard let tx, let before = old.inputs, let after = new.inputs, let oldTemplate = try old.template(),
      let newTemplate = try new.template()
    else { throw CatalogueError.noCauses }
    let space = FactorSpace(before, after, templates: (oldTemplate, newTemplate))
    let finder = CauseFinder(space, old: old, new: new, reader)
    return try finder.report(objects, decisions: Decisions(tx))
  }

  // MARK: Sides

  private static func sides(
    _ request: DiffRequest, asOf moment: ID<AuditEntry>?, _ renderings: RecordedRenderings, _ tx: any CatalogueReading
  ) throws -> (DiffSide, DiffSide) {
    if let right = request.new {
      return (try side(request.old, asOf: moment, renderings, tx), try side(right, asOf: nil, renderings, tx))
    }
    guard case .version(let address) = request.old else { throw CatalogueError.noSecondSide }
    if moment != nil {
      let then = address.selector == .next ? VersionAddress(scope: address.scope, selector: .latest) : address
      return (
        try side(.version(then), asOf: moment, renderings, tx), try side(request.old, asOf: nil, renderings, tx)
      )
    }
    if address.selector == .next {
      let latest = VersionAddress(scope: address.scope, selector: .latest)
      return (try side(.version(latest), asOf: nil, renderings, tx), try DiffSide(next: address.scope, tx))
    }
    let version = try Catalogue.version(address, tx)
    guard let parent = try tx.version(version.scope.id, number: version.number - 1) else {
      throw CatalogueError.noParent(version.address)
    }
    return (try DiffSide(parent, renderings, tx), try DiffSide(version, renderings, tx))
  }

  private static func side(
    _ side: DiffRequest.Side, asOf moment: ID<AuditEntry>?, _ renderings: RecordedRenderings,
    _ tx: any CatalogueReading
  ) throws -> DiffSide {
    switch side {
    case .file(let name, let bytes): DiffSide(file: name, bytes: bytes)
    case .version(let address) where address.selector == .next: try DiffSide(next: address.scope, tx)
    case .version(let address): try DiffSide(Catalogue.version(address, asOf: moment, tx), renderings, tx)
    }
  }
}
