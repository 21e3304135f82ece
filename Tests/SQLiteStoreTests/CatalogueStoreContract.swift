import Catalogue
import Foundation
import Strategy
import Testing

/// What every store does, whatever it is made of. The records have suites of their own beside this one.
@Suite struct CatalogueStoreContract {
  private struct Stop: Error, Equatable { let reason: String }

  @Test(arguments: StoreFactory.all)
  func `a new catalogue is empty and sound`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let counts = try store.read { try $0.counts() }
      #expect(counts.allSatisfy { $0.count == 0 })
      #expect(try store.read { try $0.auditHead() } == nil)
      #expect(try store.read { try $0.strategyHeads(nil) }.isEmpty)
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
      #expect(try store.integrityProblems() == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `counts name every kind of record in a fixed order`(_ factory: StoreFactory) throws {
    try factory.run { store in
      _ = try Sample(store)
      let counts = try store.read { try $0.counts() }.map { "\($0.count) \($0.name)" }
      #expect(
        counts == [
          "1 template revisions", "1 provider revisions", "3 scopes", "1 profile revisions", "1 strategies",
          "2 versions", "1 confirmations", "2 outputs", "2 blocks", "1 documents", "1 settings", "1 clusters",
          "1 pin moves", "1 label moves",
          "1 waiver moves", "14 audit entries",
        ])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a write that throws leaves nothing and passes its error on`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      try bench.template()
      #expect(throws: Stop(reason: "changed my mind")) {
        try store.write { tx in
          let audit = try tx.appendAudit(Workbench.stamp("scope.add"), content: Seal.content([]))
          _ = try tx.addScope(.team("payments"), audit: audit)
          throw Stop(reason: "changed my mind")
        }
      }
      #expect(try store.read { try $0.scopes() } == [])
      #expect(try store.read { try $0.auditHead()?.id.rawValue } == 1)
      #expect(throws: Stop(reason: "read")) { try store.read { _ in throw Stop(reason: "read") } }
      try bench.scope("payments")
      #expect(try store.read { try $0.scopes().map(\.scope) } == [.team("payments")])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a write that goes on after a refusal is not committed`(_ factory: StoreFactory) throws {
    try factory.run { store in
      try Workbench(store: store).scope("payments")
      let failure = failure {
        try store.write { tx in
          let audit = try tx.appendAudit(Workbench.stamp("scope.add"), content: Seal.content([]))
          _ = try? tx.addScope(.team("payments"), audit: audit)
          _ = try? tx.addScope(.team("orders"), audit: audit)
        }
      }
      #expect(failure != nil)
      #expect(try store.read { try $0.scopes().map(\.scope) } == [.team("payments")])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a write sees what it wrote and gives what its body gives`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let names = try store.write { tx in
        let audit = try tx.appendAudit(Workbench.stamp("scope.add"), content: Seal.content([Seal.scope(.root)]))
        _ = try tx.addScope(.root, audit: audit)
        return try tx.scopes().map(\.scope.description)
      }
      #expect(names == ["/"])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a transaction cannot be used when it is over`(_ factory: StoreFactory) throws {
    try factory.run { store in
      try Workbench(store: store).scope("payments")
      var kept: (any CatalogueWriting)?
      try store.write { kept = $0 }
      let late = try #require(kept)
      #expect(failure { _ = try late.scopes() } != nil)
      #expect(failure { _ = try late.appendAudit(Workbench.stamp("late"), content: Seal.content([])) } != nil)
      #expect(try store.read { try $0.auditEntries().count } == 1)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a read cannot write`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let failure = failure {
        try store.read { tx in
          guard let writing = tx as? any CatalogueWriting else {
            throw CatalogueError.storage(.readOnly(path: store.location))
          }
          _ = try writing.appendAudit(Workbench.stamp("sneak"), content: Seal.content([]))
        }
      }
      #expect(failure == .readOnly(path: store.location))
      let head = try store.read { try $0.auditHead() }
      #expect(head == nil)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `eight threads that share a store all commit, with dense numbers`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let team = try Workbench(store: store).scope("payments")
      let failures = inThreads(8) { _ in
        try store.write { tx in
          let number = (try tx.profileHistory(team.id).last?.number ?? 0) + 1
          let digest = Seal.profile(scope: team.id, number: number, parameters: LayerParameters.empty.canonical)
          let audit = try tx.appendAudit(Workbench.stamp("profile.set"), content: Seal.content([digest]))
          _ = try tx.addProfileRevision(team, number: number, parameters: .empty, digest: digest, audit: audit)
        }
      }
      #expect(failures == [])
      #expect(try store.read { try $0.profileHistory(team.id).map(\.number) } == Array(1...8))
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }
}

/// Runs a body in threads of their own, all at once.
/// - Returns: the errors.
func inThreads(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) -> [String] {
  let failures = Failures()
  let group = DispatchGroup()
  for index in 0..<count {
    group.enter()
    Thread.detachNewThread {
      do { try body(index) } catch { failures.add("\(error)") }
      group.leave()
    }
  }
  group.wait()
  return failures.all
}

private final class Failures: @unchecked Sendable {
  private let lock = NSLock()
  private var texts: [String] = []

  func add(_ text: String) { lock.withLock { texts.append(text) } }
  var all: [String] { lock.withLock { texts } }
}
