import Strategy

extension Catalogue {
  /// A version, line by line, with what made each.
  package struct Blame: Sendable {
    package struct Line: Sendable {
      package let text: String
      /// The line of the template file that wrote it; nil where that cannot be told.
      package let templateLine: Int?
      /// What decided it, what wrote it first, then its conditions from the innermost out.
      package let names: [String]
      /// The newest of the decisions that hold about these.
      package let decision: Decision?
      /// Who made it what it is: the newest decision, else whoever imported the template.
      package let audit: AuditEntry?
    }

    package let version: Version
    /// From the first on.
    package let lines: [Line]
  }

  /// Says of every line of a version which line of the template wrote it, and which inputs decided that.
  package func blame(_ address: VersionAddress) throws -> Blame {
    try store.read { tx in
      let traced = try TracedVersion(Catalogue.version(address, tx), tx)
      let template = try tx.templateRevisions().first { $0.reference == traced.version.inputs.template }
      var newest: [String: Decision?] = [:]
      let count = traced.origins.trace.lineCount
      let lines = try (0..<count).map { index -> Blame.Line in
        let origin = traced.origins.origin(ofLine: index + 1)
        let names = origin?.names ?? []
        for name in names where newest[name] == nil { newest[name] = try traced.decisions(about: name).first }
        let decision = names.compactMap { newest[$0] ?? nil }.max { $0.order < $1.order }
        return Blame.Line(
          text: traced.origins.trace.text(ofLine: index + 1), templateLine: origin?.line, names: names,
          decision: decision, audit: decision?.audit ?? template?.audit)
      }
      return Blame(version: traced.version, lines: lines)
    }
  }
}

extension Decision {
  /// Its place in the order of recording; what nobody said comes first.
  fileprivate var order: Int64 { audit?.id.rawValue ?? 0 }
}
