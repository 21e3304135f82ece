import Strategy

extension Catalogue {
  /// What a change of a waiver did.
  package struct WaiverChange: Sendable {
    package let finding: String
    package let scope: Scope
    /// The last day; nil where the finding is waived no longer.
    package let until: Day?
    /// Scopes that were registered on the way.
    package let created: [Registered]
    /// Whether anything was written.
    package let isChange: Bool
  }

  /// How many years ahead a waiver may end.
  static let waiverYears: Int64 = 10

  /// Puts up with findings at a scope and beneath it, from now to the end of a day. Another day or reason for the same
  /// finding takes the place of the one before.
  /// - Parameter message: recorded with the operation; where it is empty, the reason is.
  package func addWaiver(
    _ finding: WaivedFinding, at scope: Scope, until: Day, reason: String, message: String
  ) throws -> WaiverChange {
    let finding = finding.description
    let stamp = stamp("waiver.add", "\(finding) \(scope)", message.isEmpty ? reason : message)
    try Catalogue.checkWaiver(until, reason, today: stamp.time.day)
    return try store.write { tx in
      let scopes = try tx.scopes()
      var (batch, registration) = (RecordBatch(after: scopes), Registration(scopes, looksForSlips: false))
      let record = try Catalogue.waivable(scope, scopes, &registration, &batch, tx)
      let known = try tx.waivers().first { $0.scope.id == record.id && $0.finding == finding }
      let isChange = known?.until != until || known?.reason != reason || !batch.isEmpty
      if isChange {
        batch.add(waiver: finding, at: record, until: until, reason: reason)
        _ = try batch.write(stamp, tx)
      }
      return WaiverChange(
        finding: finding, scope: scope, until: until, created: registration.entries.map(\.registered),
        isChange: isChange)
    }
  }

  /// Waives a finding no longer, whether its day has come or not.
  /// - Parameter finding: as it was recorded, which may have been by a program that knows other rules.
  /// - Throws: ``CatalogueError/notWaived(_:_:here:elsewhere:)``.
  package func removeWaiver(_ finding: String, at scope: Scope, message: String) throws -> WaiverChange {
    let stamp = stamp("waiver.remove", "\(finding) \(scope)", message)
    return try store.write { tx in
      let record = try Catalogue.record(scope, tx)
      let waivers = try tx.waivers().filter { $0.until != nil }
      let here = waivers.filter { $0.scope.id == record.id }.map(\.finding)
      guard here.contains(finding) else {
        let elsewhere = waivers.filter { $0.finding == finding }.map(\.scope.scope)
        throw CatalogueError.notWaived(finding, scope, here: here.sorted(), elsewhere: elsewhere.sorted())
      }
      var batch = RecordBatch(after: [])
      batch.add(waiver: finding, at: record, until: nil, reason: "")
      _ = try batch.write(stamp, tx)
      return WaiverChange(finding: finding, scope: scope, until: nil, created: [], isChange: true)
    }
  }

  private static func checkWaiver(_ until: Day, _ reason: String, today: Day) throws {
    var problems: [Problem] = []
    if until < today {
      problems.append(Problem(subject: "date '\(until)'", text: "it is past: expected today or a later day, in UTC"))
    } else if today.adding(years: waiverYears) < until {
      problems.append(
        Problem(subject: "date '\(until)'", text: "it is far off: expected a day within \(waiverYears) years"))
    }
    if let problem = TextRule.problem(in: reason) {
      problems.append(Problem(subject: "reason", text: "\(quoted(reason)) \(problem)"))
    } else if reason.allSatisfy(\.isWhitespace) {
      problems.append(Problem(subject: "reason", text: "\(quoted(reason)) says nothing: expected one line"))
    }
    guard problems.isEmpty else { throw CatalogueError.invalid(problems) }
  }

  /// The record of a scope in use. Everyone always is, and `*/environment` as soon as a team has the environment.
  private static func waivable(
    _ scope: Scope, _ all: [ScopeRecord], _ registration: inout Registration, _ batch: inout RecordBatch,
    _ tx: any CatalogueReading
  ) throws -> ScopeRecord {
    if let record = registration.record(scope) { return record }
    let isInUse =
      switch scope.layer {
      case .root: true
      case .everyTeam:
        all.contains { $0.scope.layer == .environment && !$0.isRetired && scope.contains($0.scope) }
      default: false
      }
    if isInUse { return try registration.use(scope, in: &batch, tx) }
    throw all.contains { $0.scope == scope } ? CatalogueError.retiredScope(scope) : try unknown(scope, tx)
  }

  // MARK: Reading

  /// A waiver, or that there is none any more, as it stands today.
  package struct ListedWaiver: Sendable {
    package enum State: String, Sendable {
      case active, expired, removed
    }

    package let record: WaiverRecord
    package let state: State

    init(_ record: WaiverRecord, on day: Day) {
      self.record = record
      state = record.until.map { day <= $0 ? .active : .expired } ?? .removed
    }
  }

  /// The waivers at scopes that match any pattern, or at all with none, by scope.
  /// - Parameter includingRemoved: those that were taken away too, and those at scopes that are retired.
  package func waivers(_ patterns: [ScopePattern], includingRemoved: Bool) throws -> [ListedWaiver] {
    let today = now().day
    return try store.read { tx in try tx.waivers() }.filter { record in
      (includingRemoved || (record.until != nil && !record.scope.isRetired))
        && (patterns.isEmpty || patterns.contains { $0.contains(record.scope.scope) })
    }.sorted { ($0.scope.scope, $0.finding) < ($1.scope.scope, $1.finding) }.map { ListedWaiver($0, on: today) }
  }
}
