package import Strategy

extension Catalogue {
  /// Where heads that were written down earlier stand in what is stored now.
  package struct ExpectReport: Sendable {
    /// In the order asked for; empty where records do not match their digests, as the chains prove nothing then.
    package let standings: [HeadStanding]
    /// One text for each record that does not match its digest, or does not cover what it should.
    package let problems: [String]
    /// The head of the catalogue now, as far as it can be read.
    package let head: AuditEntry?

    package var isAsExpected: Bool { problems.isEmpty && standings.allSatisfy { $0.place != .nowhere } }
  }

  package struct HeadStanding: Sendable {
    package enum Place: Sendable, Equatable {
      /// An entry of the audit trail, of how many.
      case entry(Int, of: Int)
      /// A version, and the number of its strategy's newest.
      case version(VersionAddress, number: Int, newest: Int)
      case nowhere
    }

    package let head: Digest
    package let place: Place

    /// How many entries or versions were added since; nil where the head is nowhere.
    package var addedSince: Int? {
      switch place {
      case .entry(let number, let count): count - number
      case .version(_, let number, let newest): newest - number
      case .nowhere: nil
      }
    }
  }

  /// Proves that a history goes on from heads of it: recomputes every digest from the records, and finds the heads of
  /// the catalogue or of strategies in the chains. Whoever rewrote or rolled back the store cannot have kept them.
  /// - Parameter progress: told how many records are checked.
  package func expect(_ heads: [Digest], progress: (Int) -> Void = { _ in }) throws -> ExpectReport {
    try store.read { tx in
      let problems = try tx.sealProblems(progress: progress)
      guard problems.isEmpty else {
        return ExpectReport(standings: [], problems: problems.map(\.text), head: try? tx.auditHead())
      }
      let entries = try tx.auditEntries()
      let standings = try heads.map { head in
        HeadStanding(head: head, place: try Catalogue.place(of: head, entries, tx))
      }
      return ExpectReport(standings: standings, problems: [], head: entries.last)
    }
  }

  private static func place(
    of head: Digest, _ entries: [AuditEntry], _ tx: any CatalogueReading
  ) throws -> HeadStanding.Place {
    if let index = entries.firstIndex(where: { $0.digest == head }) { return .entry(index + 1, of: entries.count) }
    guard let version = try tx.version(withDigest: head) else { return .nowhere }
    let address = VersionAddress(scope: version.scope.scope, selector: .number(version.number))
    let newest = try tx.latestNumber(version.scope.id) ?? version.number
    return .version(address, number: version.number, newest: newest)
  }
}

extension Digest {
  /// A head as it was printed.
  /// - Throws: ``CatalogueError/badHead(_:)`` unless it is whole.
  package init(parsingHead text: String) throws(CatalogueError) {
    guard let digest = Digest(hex: text) else { throw .badHead(text) }
    self = digest
  }
}
