import Catalogue
import Strategy
import Testing

/// What every store does with clusters, their pins, and names that change.
@Suite struct ClusterContract {
  private static let attributes = ClusterAttributes(
    kubernetes: "1.31", region: "eu-west-1", selectors: [.init(key: "tier", value: "gold"), .init(key: "a", value: "")])

  @Test(arguments: StoreFactory.all)
  func `a cluster has what its newest revision says, or nothing`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let production = try bench.scope("payments/production")
      let (told, untold) = (try bench.scope("payments/production/eu-1"), try bench.scope("payments/production/eu-2"))
      try bench.cluster(told, .none)
      try bench.cluster(told, number: 2, ClusterContract.attributes)
      let all = try store.read { try $0.clusters(nil) }
      #expect(all.map(\.scope) == [told, untold])
      #expect(all.map(\.revision) == [2, 0])
      #expect(all.map(\.attributes) == [ClusterContract.attributes, .none])
      #expect(all.allSatisfy { $0.environment == production.id })
      #expect(try store.read { try $0.clusters([untold.id]) }.map(\.scope) == [untold])
      let history = try store.read { try $0.clusterHistory(told.id) }
      #expect(history.map(\.number) == [1, 2])
      #expect(history.map(\.attributes) == [.none, ClusterContract.attributes])
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `the last move of a pin holds, and every move is kept`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let (bench, cluster) = (sample.bench, sample.cluster)
      let first = try #require(try bench.version(sample.production, number: 1))
      #expect(try store.read { try $0.pins(nil) }.map(\.version?.number) == [2])
      try bench.pin(cluster, first)
      #expect(try store.read { try $0.pins([cluster.id]) }.map(\.version?.number) == [1])
      try bench.pin(cluster, nil)
      #expect(try store.read { try $0.pins(nil) }.isEmpty)
      #expect(try store.read { try $0.pinHistory(cluster.id) }.map(\.version?.number) == [2, 1, nil])
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a cluster is not pinned to another strategy's version`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let other = try sample.bench.scope("search/production")
      try sample.bench.version(other, 1, inputs: Workbench.inputs(sample.template))
      let version = try #require(try sample.bench.version(other, number: 1))
      let refusal = failure { try sample.bench.pin(sample.cluster, version) }?.refusal
      #expect(refusal?.contains("a cluster is pinned to a version of its own or of its environment") == true)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `the newest version of every strategy, or of some`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let latest = try store.read { try $0.latestVersions(nil) }
      #expect(latest.map(\.number) == [2])
      #expect(latest.map(\.scope) == [sample.production.id])
      #expect(try store.read { try $0.latestVersions([sample.cluster.id]) }.isEmpty)
      #expect(try store.read { try $0.latestVersions([sample.production.id, sample.root.id]) } == latest)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a scope is found by the name it has now`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let payments = try bench.scope("payments")
      try bench.scope("search")
      let checkout = try bench.change(payments, to: "checkout")
      #expect(try store.read { try $0.scopes([.team("checkout"), .team("payments")]) } == [checkout])
      #expect(try store.read { try $0.scopes(withIDs: [payments.id]) } == [checkout])
      #expect(try store.read { try $0.scopes() }.map(\.scope) == [.team("checkout"), .team("search")])
      #expect(try store.read { try $0.scope(formerly: .team("payments")) } == checkout)
      #expect(try store.read { try $0.scope(formerly: .team("checkout")) } == nil)
      #expect(try store.read { try $0.scope(formerly: .team("search")) } == nil)
      let back = try bench.change(checkout, to: "payments")
      #expect(try store.read { try $0.scopes([.team("payments")]) } == [back])
      #expect(try store.read { try $0.changeCount(payments.id) } == 2)
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a name is never taken over, not even a former one`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let (payments, search) = (try bench.scope("payments"), try bench.scope("search"))
      try bench.change(payments, to: "checkout")
      for taken in ["payments", "checkout", "search"] {
        #expect(failure { try bench.scope(taken) }?.refusal != nil, "\(taken)")
      }
      for taken in ["payments", "checkout"] {
        let refusal = failure { try bench.change(search, to: taken) }?.refusal
        #expect(refusal?.contains("another scope has or had this name") == true, "\(taken)")
      }
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a retired scope says so until it is taken up again`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let payments = try bench.scope("payments")
      let retired = try bench.change(payments, to: "payments", isRetired: true)
      #expect(try store.read { try $0.scopes() } == [retired])
      try bench.change(payments, to: "payments")
      #expect(try store.read { try $0.scopes() } == [payments])
    }
  }
}
