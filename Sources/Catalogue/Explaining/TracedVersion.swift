import Strategy

/// A stored version rendered once more, so that every line of it can be traced back. Belongs to one transaction.
final class TracedVersion {
  let version: Version
  let side: InputSide
  let origins: LineOrigins
  private let decisions: Decisions
  private var known: [String: [Decision]] = [:]

  /// - Throws: ``CatalogueError/doesNotReproduce(_:)`` where what comes out is not what is stored.
  init(_ version: Version, _ tx: any CatalogueReading) throws {
    self.version = version
    let renderings = RecordedRenderings(tx)
    side = try InputSide(version.inputs, of: version.scope.scope, renderings)
    let trace = try renderings.trace(version.inputs)
    guard Digest(of: trace.output) == version.output.digest else {
      throw CatalogueError.doesNotReproduce(version.address)
    }
    origins = LineOrigins(trace)
    decisions = Decisions(tx)
  }

  /// As ``Decisions/all(_:of:)``, each asked once.
  func decisions(about name: String) throws -> [Decision] {
    if let found = known[name] { return found }
    let found = try decisions.all(name, of: side)
    known[name] = found
    return found
  }
}

extension Version {
  var address: VersionAddress { VersionAddress(scope: scope.scope, selector: .number(number)) }
}
