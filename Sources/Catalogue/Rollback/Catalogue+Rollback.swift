import Manifests
package import Strategy

extension Catalogue {
  package struct RollbackReport: Sendable {
    /// The new version.
    package let version: VersionAddress
    /// The number of the version that it repeats.
    package let source: Int
    package let output: OutputSummary
    package let template: TemplateReference
    /// Covers the new version and all before it.
    package let digest: Digest
    /// How many errors are known of the output that nothing waives, on what the strategy's clusters run today.
    package let errorCount: Int
    package let audit: AuditEntry
  }

  /// Appends a version to a strategy that repeats an earlier one: its output and the inputs it was made from. Nothing
  /// is rendered or judged anew. The strategy is held there, as ``StrategyHead/isHeld`` says.
  /// - Throws: ``CatalogueError/newestAlready(_:)``, ``CatalogueError/sameAsNewest(_:newest:)``.
  package func rollback(to address: VersionAddress, message: String) throws -> RollbackReport {
    let time = now()
    return try store.write { tx in
      let record = try Catalogue.strategyInUse(address.scope, tx)
      let source = try Catalogue.version(address, tx)
      guard source.scope.id == record.id, let head = try tx.strategyHeads([record.id]).first else {
        throw try Catalogue.missing(record, tx)
      }
      let named = VersionAddress(scope: record.scope, selector: .number(source.number))
      guard source.number != head.number else { throw CatalogueError.newestAlready(named) }
      guard source.output.digest != head.output.digest else {
        throw CatalogueError.sameAsNewest(named, newest: head.number)
      }
      let stamp = AuditStamp(
        time: time, author: author, action: "rollback", subject: named.description, message: message)
      let draft = VersionDraft(repeating: source, after: head, stamp)
      let audit = try tx.appendAudit(stamp, content: Seal.content([draft.digest]))
      try tx.add([draft], [], audit: audit)
      return RollbackReport(
        version: VersionAddress(scope: record.scope, selector: .number(draft.number)), source: source.number,
        output: source.output, template: source.inputs.template, digest: draft.digest,
        errorCount: try Catalogue.knownErrorCount(of: source.output.digest, at: record.scope, on: time.day, tx),
        audit: audit)
    }
  }

  private static func knownErrorCount(
    of output: Digest, at strategy: Scope, on day: Day, _ tx: any CatalogueReading
  ) throws -> Int {
    let keys = try FleetReleases(tx).releases(following: strategy).map { CheckKey(output: output, kubernetes: $0) }
    let waivers = WaiverSet(try tx.waivers())
    let errors = try tx.findings(keys).values.joined().filter { finding in
      finding.rule.severity == .error && waivers.waives(finding, at: strategy, on: day) == nil
    }
    return Set(errors.map(\.id)).count
  }
}

extension VersionDraft {
  /// The version behind `head` that repeats another of the same strategy.
  fileprivate init(repeating source: Version, after head: StrategyHead, _ stamp: AuditStamp) {
    let number = head.number + 1
    let digest = Seal.version(
      scope: source.scope.id, number: number, inputs: source.inputs, output: source.output.digest,
      source: source.number, stamp: stamp, parent: head.digest)
    self.init(
      scope: source.scope, number: number, inputs: source.inputs, output: .stored(source.output.digest),
      source: source.id, digest: digest)
  }
}
