import Catalogue
import Strategy
import Testing

/// Records whose digest does not say what they say: written through the protocols, so that every store is asked. What
/// is about to be committed is read once more, so none gets in.
@Suite struct SealContract {
  /// One forged record: how it is written, and what is said about it.
  struct Forgery: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let write: @Sendable (any CatalogueWriting, Sample, AuditEntry) throws -> Void
    let problem: String
  }

  private static let wrong = Digest(of: Array("wrong".utf8))

  private static let forgeries = [
    Forgery(
      testDescription: "provider",
      write: { tx, _, audit in
        let mapping = ProviderMapping(provider: "gcp", entries: [])
        _ = try tx.addProviderRevision(mapping, number: 1, title: "", digest: wrong, audit: audit)
      }, problem: "provider gcp, revision 1: digest does not match"),
    Forgery(
      testDescription: "profile",
      write: { tx, sample, audit in
        _ = try tx.addProfileRevision(sample.production, number: 2, parameters: .empty, digest: wrong, audit: audit)
      }, problem: "profile payments/production, revision 2: digest does not match"),
    Forgery(
      testDescription: "version",
      write: { tx, sample, audit in
        let draft = VersionDraft(
          scope: sample.production, number: 3, inputs: Workbench.inputs(sample.template),
          output: Workbench.output([]), source: nil, digest: wrong)
        try tx.add([draft], [], audit: audit)
      }, problem: "version payments/production@3: digest does not match"),
    Forgery(
      testDescription: "label move",
      write: { tx, sample, audit in
        try tx.addLabelMove(sample.production, label: "live", version: nil, digest: wrong, audit: audit)
      }, problem: "label move 2, 'live' of payments/production: digest does not match"),
    Forgery(
      testDescription: "waiver",
      write: { tx, sample, audit in
        try tx.addWaiver(
          sample.root, finding: "pod-security", until: Workbench.day, reason: "legacy", digest: wrong, audit: audit)
      }, problem: "waiver move 2: digest does not match"),
  ]

  /// What a store says of records that it does not keep.
  private func refusal(_ store: any CatalogueStore, _ write: (any CatalogueWriting) throws -> Void) throws -> String? {
    let head = try store.read { try $0.auditHead() }
    let refusal = failure { try store.write(write) }?.refusal
    #expect(try store.read { try $0.auditHead() } == head)
    #expect(try store.read { try $0.sealProblems { _ in } } == [])
    return refusal
  }

  private static let refused = "what was written does not read back, so nothing is kept: "

  @Test(arguments: StoreFactory.all, forgeries)
  func `a forged record is not kept`(_ factory: StoreFactory, _ forgery: Forgery) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let refusal = try refusal(store) { tx in
        let audit = try tx.appendAudit(Workbench.stamp("forge"), content: Seal.content([SealContract.wrong]))
        try forgery.write(tx, sample, audit)
      }
      #expect(refusal == SealContract.refused + forgery.problem)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a forged confirmation is not kept`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let version = try #require(try sample.bench.version(sample.production, number: 2))
      let refusal = try refusal(store) { tx in
        let audit = try tx.appendAudit(Workbench.stamp("forge"), content: Seal.content([SealContract.wrong]))
        let draft = ConfirmationDraft(version: version.id, inputs: version.inputs, digest: SealContract.wrong)
        try tx.add([], [draft], audit: audit)
      }
      #expect(refusal == SealContract.refused + "confirmation 2 of payments/production@2: digest does not match")
    }
  }

  @Test(arguments: StoreFactory.all)
  func `an audit entry that does not cover its rows is not kept`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let refusal = try refusal(store) { tx in
        let audit = try tx.appendAudit(Workbench.stamp("scope.add"), content: Seal.content([]))
        _ = try tx.addScope(.team("unmentioned"), audit: audit)
      }
      withExtendedLifetime(sample) {}
      let problem = "audit entry 15: its content digest does not match the rows it covers"
      #expect(refusal == SealContract.refused + problem)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `an entry covers its rows kind by kind, each in the order of their ids`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bytes = Array("# Plan\n".utf8)
      let mapping = ProviderMapping(provider: "aws", entries: [])
      let provider = Seal.provider("aws", number: 1, title: "", mapping: mapping.canonical)
      let profile = Seal.profile(scope: ID(1), number: 1, parameters: LayerParameters.empty.canonical)
      try store.write { tx in
        let scopes = [Seal.scope(.root), Seal.scope(.team("payments"))]
        let content = Seal.content(scopes + [Digest(of: bytes), provider, profile])
        let audit = try tx.appendAudit(Workbench.stamp("init"), content: content)
        // Written in another order than they are covered in.
        let root = try tx.addScope(.root, audit: audit)
        _ = try tx.addProfileRevision(root, number: 1, parameters: .empty, digest: profile, audit: audit)
        _ = try tx.addProviderRevision(mapping, number: 1, title: "", digest: provider, audit: audit)
        _ = try tx.addTemplateRevision(
          TemplateReference(name: "orchestration", version: "1"), title: "", content: bytes,
          digest: Digest(of: bytes), audit: audit)
        _ = try tx.addScope(.team("payments"), audit: audit)
      }
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `progress ends with the number of records`(_ factory: StoreFactory) throws {
    try factory.run { store in
      _ = try Sample(store)
      var told: [Int] = []
      #expect(try store.read { try $0.sealProblems { told.append($0) } } == [])
      // 14 audit entries; template, provider, 3 scopes, profile, 2 versions, confirmation, label move, scope change,
      // cluster revision, pin move, waiver; 1 path and value, 2 blocks and 1 document of theirs, 2 outputs, 1 block of one,
      // 2 parameter sets and the 2 values they use; 2 outputs of
      // 2 blocks; 2 parameter sets, 1 read set.
      #expect(told.last == 47)
      #expect(told == told.sorted())
    }
  }
}
