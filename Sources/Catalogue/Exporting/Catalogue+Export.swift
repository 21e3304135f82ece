package import Strategy

extension Catalogue {
  /// What an export is of.
  package enum ExportSelection: Sendable, Equatable {
    case version(VersionAddress)
    /// The latest version of every strategy.
    case everything
  }

  /// A version in an export.
  package struct ExportedVersion: Sendable, Equatable {
    package let scope: Scope
    package let number: Int
    package let digest: Digest
    package let output: Digest
    /// Its folder within the export; empty for the export's own.
    package let folder: String

    package init(scope: Scope, number: Int, digest: Digest, output: Digest, folder: String) {
      self.scope = scope
      self.number = number
      self.digest = digest
      self.output = output
      self.folder = folder
    }

    package var address: VersionAddress { VersionAddress(scope: scope, selector: .number(number)) }
  }

  /// The versions that an export holds.
  /// - Throws: where there is none: an export of nothing would take away everything that was exported before.
  package func exportedVersions(_ selection: ExportSelection) throws -> [ExportedVersion] {
    try store.read { tx in
      switch selection {
      case .version(let address):
        let version = try Catalogue.version(address, tx)
        return [
          ExportedVersion(
            scope: version.scope.scope, number: version.number, digest: version.digest, output: version.output.digest,
            folder: "")
        ]
      case .everything:
        let strategies = Set(try StrategySelection([.root], tx).strategies.map(\.scope))
        let heads = try tx.strategyHeads(nil).filter { strategies.contains($0.scope.scope) }
        guard !heads.isEmpty else { throw CatalogueError.noVersions(.root) }
        return
          heads
          .sorted { $0.scope.scope < $1.scope.scope }
          .map { head in
            ExportedVersion(
              scope: head.scope.scope, number: head.number, digest: head.digest, output: head.output.digest,
              folder: Catalogue.exportFolder(head.scope.scope))
          }
      }
    }
  }

  /// `teams/TEAM/ENVIRONMENT`, and for a cluster `clusters/CLUSTER` in it.
  private static func exportFolder(_ scope: Scope) -> String {
    let parts = ["teams", scope.team, scope.environment] + (scope.cluster.map { ["clusters", $0] } ?? [])
    return parts.compactMap { $0 }.joined(separator: "/")
  }

  /// Makes the files of some versions, one version after the other. Those with equal outputs come together, and one
  /// version's files are held at a time.
  /// - Throws: ``CatalogueError/invalid(_:)`` when all are made and some hold an object twice that kustomize would
  ///   refuse.
  package func export(
    _ versions: [ExportedVersion], layout: ExportLayout, _ body: (ExportedVersion, ExportTree) throws -> Void
  ) throws {
    var order: [Digest: Int] = [:]
    for version in versions where order[version.output] == nil { order[version.output] = order.count }
    let grouped = versions.enumerated().sorted { left, right in
      (order[left.element.output] ?? 0, left.offset) < (order[right.element.output] ?? 0, right.offset)
    }
    var problems: [Problem] = []
    var finder = ManifestFinder()
    try store.read { tx in
      var last: VersionDocument?
      for (_, version) in grouped {
        let record = try Catalogue.record(version.scope, tx)
        guard let stored = try tx.version(record.id, number: version.number) else {
          throw CatalogueError.unknownVersion(version.scope, .number(version.number), latest: nil)
        }
        let blocks =
          last?.version.output.digest == stored.output.digest
          ? last?.blocks : try tx.blocks(ofOutput: stored.output.digest)
        let document = VersionDocument(version: stored, blocks: blocks ?? [])
        last = document
        let tree = ExportTree(document, layout: layout, in: version.folder, &finder)
        if layout == .kustomize {
          problems += tree.duplicates.map { duplicate in
            Problem(
              subject: version.address.description, text: "\(duplicate): kustomize takes an object once",
              hint: "strata export --layout flat writes both")
          }
        }
        try body(version, tree)
      }
    }
    if !problems.isEmpty { throw CatalogueError.invalid(problems) }
  }
}
