import Catalogue
import Manifests
import Strategy
import Testing

/// What every store does with waivers, and with findings that are kept for the next verification.
@Suite struct FindingContract {
  private static let removed = Finding(
    .removedAPI, object: "CronJob shop/sweep", path: "apiVersion", line: 7, subject: "batch/v1beta1",
    message: "batch/v1beta1 was removed in 1.25", hint: "batch/v1")
  private static let unpinned = Finding(.unpinnedImage, line: 1, subject: "nginx", message: "'nginx' has no tag")

  private static func key(_ sample: Sample, _ blocks: [BlockDraft] = Workbench.blocks, _ kubernetes: String = "1.31")
    -> CheckKey
  {
    CheckKey(output: Workbench.output(blocks).summary.digest, ruleSet: "1", kubernetes: kubernetes)
  }

  // MARK: Waivers

  @Test(arguments: StoreFactory.all)
  func `the newest waiver of a finding at a scope holds, and every one is kept`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let (bench, later) = (sample.bench, try #require(Day("2028-02-29")))
      try bench.waive("removed-api", sample.root, until: later, reason: "legacy \"things\"")
      try bench.waive("removed-api:0123abcd", sample.production, until: later, reason: "one of them")
      try bench.waive("removed-api", sample.production, until: later, reason: "the upgrade is late")
      try bench.waive("removed-api", sample.root)
      let newest = try store.read { try $0.waivers() }
      #expect(newest.map(\.finding) == ["removed-api:0123abcd", "removed-api", "removed-api"])
      #expect(newest.map(\.scope) == [sample.production, sample.production, sample.root])
      #expect(newest.map(\.until) == [later, later, nil])
      #expect(newest.map(\.reason) == ["one of them", "the upgrade is late", ""])
      #expect(newest.map(\.audit.id.rawValue) == [16, 17, 18])
      let history = try store.read { try $0.waiverHistory() }
      #expect(history.map(\.audit.id.rawValue) == [14, 15, 16, 17, 18])
      #expect(history.first?.until == Workbench.day)
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a waiver has the name that its scope has now`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let renamed = try sample.bench.change(sample.production, to: "payments/live")
      #expect(try store.read { try $0.waivers().map(\.scope) } == [renamed])
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a waiver has a day and a reason, or neither`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      #expect(failure { try sample.bench.waive("removed-api", sample.root, until: Workbench.day) } != nil)
      #expect(failure { try sample.bench.waive("removed-api", sample.root, reason: "why") } != nil)
      #expect(failure { try sample.bench.waive("", sample.root) } != nil)
      #expect(try store.read { try $0.waivers().count } == 1)
    }
  }

  // MARK: Findings

  @Test(arguments: StoreFactory.all)
  func `what was found comes back in its order, and what was not verified not at all`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let (whole, prose) = (FindingContract.key(sample), FindingContract.key(sample, [Workbench.prose]))
      let newer = FindingContract.key(sample, Workbench.blocks, "1.32")
      let other = CheckKey(output: whole.output, ruleSet: "2", kubernetes: "1.31")
      let found = [FindingContract.removed, FindingContract.unpinned, FindingContract.removed.moved(by: 30)]
      #expect(store.writeIfPossible { try $0.keep([whole: found, prose: [], newer: found.reversed()]) })
      let kept = try store.read { try $0.findings([prose, newer, other, whole, whole]) }
      #expect(kept == [whole: found, prose: [], newer: found.reversed()])
      #expect(try store.read { try $0.findings([]) } == [:])
      #expect(try store.read { try $0.findings([other]) } == [:])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a check stays as it is, and one of an output that is not stored is left out`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let key = FindingContract.key(sample)
      let stranger = CheckKey(output: Digest(of: [1]), ruleSet: "1", kubernetes: "1.31")
      try store.write { try $0.keep([key: [FindingContract.removed]]) }
      try store.write { try $0.keep([key: [FindingContract.unpinned], stranger: []]) }
      #expect(try store.read { try $0.findings([key, stranger]) } == [key: [FindingContract.removed]])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `findings are no part of the audit trail, nor of what is checked`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let head = try store.read { try $0.auditHead() }
      try store.write { try $0.keep([FindingContract.key(sample): [FindingContract.removed]]) }
      #expect(try store.read { try $0.auditHead() } == head)
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
      #expect(try store.integrityProblems() == [])
    }
  }

  /// More keys than a statement has parameters.
  @Test(arguments: StoreFactory.all)
  func `very many checks are read at once`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let key = FindingContract.key(sample)
      try store.write { try $0.keep([key: [FindingContract.removed]]) }
      let strangers = (0..<40_000).map { number in
        CheckKey(output: Digest(of: Array("\(number)".utf8)), ruleSet: "1", kubernetes: "1.31")
      }
      let found = try store.read { try $0.findings(strangers + [key]) }
      #expect(found == [key: [FindingContract.removed]])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a write that is given up leaves nothing`(_ factory: StoreFactory) throws {
    struct Stop: Error {}
    try factory.run { store in
      let sample = try Sample(store)
      let key = FindingContract.key(sample)
      let isKept = store.writeIfPossible { tx in
        try tx.keep([key: []])
        throw Stop()
      }
      #expect(!isKept)
      #expect(try store.read { try $0.findings([key]) } == [:])
    }
  }
}
