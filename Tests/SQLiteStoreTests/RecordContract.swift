import Catalogue
import Strategy
import Testing

/// The records that versions are made from, as every store keeps them.
@Suite struct RecordContract {
  // MARK: Audit

  @Test(arguments: StoreFactory.all)
  func `audit entries are numbered from 1 and each covers the one before`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let stamps = ["a", "b", "c"].map { Workbench.stamp("act", $0, "why \"so\"") }
      let content = Seal.content([])
      let written = try stamps.map { stamp in try store.write { try $0.appendAudit(stamp, content: content) } }
      #expect(written.map(\.id.rawValue) == [1, 2, 3])
      var previous: Digest?
      for (entry, stamp) in zip(written, stamps) {
        #expect(entry.content == content)
        #expect(entry.digest == Seal.audit(id: entry.id.rawValue, stamp: stamp, content: content, previous: previous))
        previous = entry.digest
      }
      #expect(try store.read { try $0.auditEntries() } == written)
      #expect(try store.read { try $0.auditHead() } == written.last)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `an audit entry needs an author and an action`(_ factory: StoreFactory) throws {
    try factory.run { store in
      for (author, action) in [("", "act"), ("ada", "")] {
        let stamp = AuditStamp(
          time: Timestamp(milliseconds: 0), author: author, action: action, subject: "", message: "")
        #expect(failure { try store.write { _ = try $0.appendAudit(stamp, content: Seal.content([])) } } != nil)
      }
      let head = try store.read { try $0.auditHead() }
      #expect(head == nil)
    }
  }

  // MARK: Templates

  @Test(arguments: StoreFactory.all)
  func `template revisions come back in the order of their import`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let newer = try bench.template("orchestration", "2.0.0", content: "two\u{0}\n")
      let older = try bench.template("orchestration", "1.0.0", content: "")
      let other = try bench.template("backup", "1.0.0", content: "other\n")
      try store.read { tx in
        let revisions = try tx.templateRevisions()
        #expect(revisions == [newer, older, other])
        #expect(try tx.templateRevision(name: "orchestration", version: "1.0.0") == older)
        #expect(try tx.templateRevision(name: "orchestration", version: "3.0.0") == nil)
        #expect(try tx.templateContent(newer.id) == Array("two\u{0}\n".utf8))
        #expect(try tx.templateContent(older.id) == [])
      }
      #expect(newer.audit.subject == "orchestration@2.0.0")
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a name and version are imported once`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let first = try bench.template(content: "one\n")
      #expect(failure { try bench.template(content: "two\n") }?.refusal != nil)
      #expect(try store.read { try $0.templateRevisions() } == [first])
      #expect(try store.read { try $0.auditEntries().count } == 1)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `content that does not match its digest is not kept`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let claimed = Digest(of: Array("claimed".utf8))
      let refusal = failure {
        try store.write { tx in
          let audit = try tx.appendAudit(Workbench.stamp("template.import"), content: Seal.content([claimed]))
          _ = try tx.addTemplateRevision(
            TemplateReference(name: "forged", version: "1"), title: "", content: Array("real".utf8),
            digest: claimed, audit: audit)
        }
      }?.refusal
      #expect(refusal?.hasSuffix("template forged@1: content does not match its digest") == true)
      #expect(failure { _ = try store.read { try $0.templateContent(ID(99)) } }?.corruption != nil)
    }
  }

  // MARK: Providers

  @Test(arguments: StoreFactory.all)
  func `a provider has a history and its newest revision counts`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let first = try bench.provider("gcp", number: 1, ["storage.default": "pd \"ssd\"\n\u{1}ö"])
      try bench.provider("aws")
      let second = try bench.provider("gcp", number: 2, [:])
      try store.read { tx in
        let newest = try tx.providers()
        #expect(newest.map(\.mapping.provider) == ["aws", "gcp"])
        #expect(newest.map(\.number) == [1, 2])
        #expect(try tx.provider("gcp")?.id == second.id)
        #expect(try tx.provider("azure")?.id == nil)
        #expect(try tx.provider(first.id)?.mapping == first.mapping)
        #expect(try tx.provider(ID<ProviderRevision>(99))?.id == nil)
        #expect(try tx.providerHistory("gcp").map(\.mapping) == [first.mapping, second.mapping])
        #expect(try tx.providerHistory("gcp").map(\.digest) == [first.digest, second.digest])
        #expect(try tx.provider("aws")?.title == "Title")
      }
    }
  }

  @Test(arguments: StoreFactory.all, [1, 3])
  func `provider revisions are numbered without gaps`(_ factory: StoreFactory, _ number: Int) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      try bench.provider("aws", number: 1)
      #expect(failure { try bench.provider("aws", number: number) }?.refusal != nil)
      #expect(try store.read { try $0.providerHistory("aws").count } == 1)
    }
  }

  // MARK: Scopes and profiles

  @Test(arguments: StoreFactory.all)
  func `a scope of every kind is registered once and found again`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let texts = ["/", "*/production", "payments", "payments/production", "payments/production/eu-1"]
      let records = try texts.map { try bench.scope($0) }
      #expect(try store.read { try $0.scopes() } == records)
      for (text, record) in zip(texts, records) {
        #expect(record.scope.description == text)
        #expect(try store.read { try $0.scopes([record.scope]) } == [record])
        #expect(failure { try bench.scope(text) }?.refusal != nil)
      }
    }
  }

  @Test(arguments: StoreFactory.all)
  func `scopes that are not registered are left out`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let payments = try bench.scope("payments")
      let production = try bench.scope("payments/production")
      let asked: [Scope] = [production.scope, .team("production"), .root, payments.scope, production.scope]
      #expect(Set(try store.read { try $0.scopes(asked) }) == [payments, production])
      #expect(try store.read { try $0.scopes(asked).count } == 2)
      #expect(try store.read { try $0.scopes([]) } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `the newest profile of each scope is the one that counts`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let (payments, orders, bare) = (try bench.scope("payments"), try bench.scope("orders"), try bench.scope("bare"))
      let first = try bench.profile(payments, ["replicas": .text("3")])
      let other = try bench.profile(orders, ["zones": .list(["a", "b \\ \"c\""]), "region": nil])
      let second = try bench.profile(payments, number: 2, [:])
      try store.read { tx in
        let newest = try tx.profiles(nil)
        #expect(Set(newest.map(\.id)) == [second.id, other.id])
        #expect(try tx.profiles([payments.id, bare.id, ID(99)]).map(\.id) == [second.id])
        #expect(try tx.profiles([]).isEmpty)
        #expect(try tx.profiles([orders.id]).first?.parameters == other.parameters)
        #expect(try tx.profiles([orders.id]).first?.scope == orders)
        #expect(try tx.profileHistory(payments.id).map(\.parameters) == [first.parameters, second.parameters])
        #expect(try tx.profileHistory(payments.id).map(\.audit) == [first.audit, second.audit])
        #expect(try tx.profileHistory(bare.id).isEmpty)
      }
    }
  }

  @Test(arguments: StoreFactory.all, [0, 1, 3])
  func `profile revisions are numbered without gaps`(_ factory: StoreFactory, _ number: Int) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let payments = try bench.scope("payments")
      try bench.profile(payments, [:])
      #expect(failure { try bench.profile(payments, number: number, [:]) }?.refusal != nil)
      #expect(try store.read { try $0.profileHistory(payments.id).count } == 1)
    }
  }
}
