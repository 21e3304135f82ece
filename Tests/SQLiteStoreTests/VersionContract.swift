import Catalogue
import Strategy
import Testing

/// Versions and what belongs to them, as every store keeps them.
@Suite struct VersionContract {
  @Test(arguments: StoreFactory.all)
  func `a version comes back with everything that made it`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let version = try #require(try sample.bench.version(sample.production, number: 1))
      let inputs = Workbench.inputs(sample.template, provider: sample.provider, layer: sample.profile)
      #expect(version.scope == sample.production)
      #expect(version.number == 1)
      #expect(version.source == nil)
      #expect(version.output == Workbench.output(Workbench.blocks).summary)
      #expect(version.audit.id.rawValue == 6)
      #expect(version.inputs.key == inputs.key)
      #expect(version.inputs.template == inputs.template)
      #expect(version.inputs.templateDigest == inputs.templateDigest)
      #expect(version.inputs.provider == "aws")
      #expect(version.inputs.providerNumber == 1)
      #expect(version.inputs.providerDigest == sample.provider.digest)
      #expect(version.inputs.layerDigests == [nil, nil, nil, sample.profile.digest, nil])
      #expect(version.inputs.parameters == inputs.parameters)
      #expect(version.inputs.reads == inputs.reads)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `versions are listed oldest first, each strategy with its own`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let staging = try sample.bench.scope("payments/staging")
      let bare = try sample.bench.scope("payments/bare")
      try sample.bench.version(staging, 1, inputs: Workbench.inputs(sample.template))
      try store.read { tx in
        let versions = try tx.versions(sample.production.id)
        #expect(versions.map(\.number) == [1, 2])
        #expect(versions.map(\.audit.message) == ["", "fewer blocks"])
        #expect(try tx.versions(staging.id).map(\.number) == [1])
        #expect(try tx.versions(staging.id).first?.inputs.provider == nil)
        #expect(try tx.versions(bare.id).isEmpty)
        #expect(try tx.latestNumber(sample.production.id) == 2)
        #expect(try tx.latestNumber(bare.id) == nil)
        #expect(try tx.version(sample.production.id, number: 3)?.number == nil)
      }
    }
  }

  @Test(arguments: StoreFactory.all, [0, 2, 4])
  func `versions are numbered without gaps`(_ factory: StoreFactory, _ number: Int) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let inputs = Workbench.inputs(sample.template)
      let refused = failure { try sample.bench.version(sample.production, number, inputs: inputs) }
      #expect(refused?.refusal != nil)
      #expect(try store.read { try $0.latestNumber(sample.production.id) } == 2)
      try sample.bench.version(sample.production, 3, inputs: inputs)
      #expect(try store.read { try $0.latestNumber(sample.production.id) } == 3)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a rollback names the version it repeats, of its own strategy`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let first = try #require(try sample.bench.version(sample.production, number: 1))
      try sample.bench.version(sample.production, 3, inputs: first.inputs, source: first)
      #expect(try sample.bench.version(sample.production, number: 3)?.source == 1)
      let staging = try sample.bench.scope("payments/staging")
      let refused = failure { try sample.bench.version(staging, 1, inputs: first.inputs, source: first) }
      #expect(refused?.refusal != nil)
      #expect(try store.read { try $0.latestNumber(staging.id) } == nil)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a version may repeat an output that is stored, without its blocks`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let first = try #require(try sample.bench.version(sample.production, number: 1))
      let newest = try #require(try sample.bench.version(sample.production, number: 2))
      let before = try store.read { try $0.counts() }
      func append(_ output: Digest) throws {
        let stamp = Workbench.stamp("rollback")
        let digest = Seal.version(
          scope: sample.production.id, number: 3, inputs: first.inputs, output: output, source: 1, stamp: stamp,
          parent: newest.digest)
        let draft = VersionDraft(
          scope: sample.production, number: 3, inputs: first.inputs, output: .stored(output), source: first.id,
          digest: digest)
        try store.write { tx in
          try tx.add([draft], [], audit: tx.appendAudit(stamp, content: Seal.content([digest])))
        }
      }
      #expect(failure { try append(Digest(of: Array("nothing".utf8))) }?.corruption != nil)
      try append(first.output.digest)
      let repeated = try #require(try sample.bench.version(sample.production, number: 3))
      #expect(repeated.output == first.output)
      #expect(repeated.inputs.key == first.inputs.key)
      let after = try store.read { try $0.counts() }
      for name in ["blocks", "outputs", "documents", "settings"] {
        #expect(after.first { $0.name == name }?.count == before.first { $0.name == name }?.count)
      }
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `many versions are stored in one go, in any mixture of shared parts`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let template = try bench.template()
      let scopes = try (0..<40).map { try bench.scope("team-\($0)/production") }
      let outputs = (0..<7).map { index in
        Workbench.output([Workbench.block("Plan \(index).\n", nil)] + Workbench.blocks + Workbench.blocks)
      }
      let stamp = Workbench.stamp("generate")
      let drafts = scopes.enumerated().map { index, scope in
        let inputs = Workbench.inputs(template, parameters: ["replicas": .text("\(index % 3)")])
        return Workbench.draft(scope, 1, inputs: inputs, output: outputs[index % 7], stamp: stamp, parent: nil)
      }
      try store.write { tx in
        let audit = try tx.appendAudit(stamp, content: Seal.content(drafts.map(\.digest)))
        try tx.add(drafts, [], audit: audit)
      }
      let counts = Dictionary(uniqueKeysWithValues: try store.read { try $0.counts() }.map { ($0.name, $0.count) })
      #expect(counts["versions"] == 40)
      #expect(counts["outputs"] == 7)
      #expect(counts["blocks"] == 9)
      for (index, scope) in scopes.enumerated() {
        let version = try #require(try bench.version(scope, number: 1))
        #expect(version.output == outputs[index % 7].summary)
        #expect(version.inputs.parameters["replicas"]?.value == .text("\(index % 3)"))
      }
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `what was confirmed for a strategy's versions comes back, oldest first`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let (first, newest) = (
        try #require(try sample.bench.version(sample.production, number: 1)),
        try #require(try sample.bench.version(sample.production, number: 2))
      )
      try sample.bench.confirm(first, inputs: newest.inputs)
      let confirmations = try store.read { try $0.confirmations(sample.production.id) }
      #expect(confirmations.map(\.version) == [newest.id, first.id])
      #expect(confirmations.map(\.audit.id.rawValue) == [8, 15])
      #expect(confirmations.map { $0.inputs.parameters["replicas"]?.value } == [.text("4"), .text("3")])
      #expect(confirmations.last?.inputs.key == newest.inputs.key)
      #expect(try store.read { try $0.confirmations(sample.root.id) }.isEmpty)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a version is found by its digest`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let version = try #require(try sample.bench.version(sample.production, number: 1))
      #expect(try store.read { try $0.version(withDigest: version.digest) }?.id == version.id)
      #expect(try store.read { try $0.version(withDigest: version.output.digest) }?.id == nil)
    }
  }

  // MARK: Outputs

  @Test(arguments: StoreFactory.all)
  func `blocks that outputs share are stored once, also by a later write`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let before = try store.read { try $0.counts() }
      // Drafts of their own, with the same content.
      let copies = Workbench.blocks.map {
        Workbench.block(String(decoding: $0.block.content, as: UTF8.self), $0.block.language)
      }
      try sample.bench.version(sample.production, 3, inputs: Workbench.inputs(sample.template), blocks: copies)
      let after = try store.read { try $0.counts() }
      for name in ["blocks", "outputs"] {
        #expect(after.first { $0.name == name }?.count == before.first { $0.name == name }?.count)
      }
    }
  }

  static let outputs: [[BlockDraft]] = [
    [],
    [Workbench.prose],
    [Workbench.prose, Workbench.manifest, Workbench.prose, Workbench.manifest],
    [Workbench.block("```\nno language\n```\n", ""), Workbench.block("tail without an end", nil)],
  ]

  @Test(arguments: StoreFactory.all, 0..<VersionContract.outputs.count)
  func `an output's blocks come back in order`(_ factory: StoreFactory, _ index: Int) throws {
    try factory.run { store in
      let bench = Workbench(store: store)
      let drafts = VersionContract.outputs[index]
      try bench.version(
        bench.scope("payments/production"), inputs: Workbench.inputs(bench.template()), blocks: drafts)
      let digest = Workbench.output(drafts).summary.digest
      #expect(try store.read { try $0.blocks(ofOutput: digest) } == drafts.map(\.block))
      #expect(try store.read { try $0.sealProblems { _ in } } == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `an output that is not there is an error`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let digest = Digest(of: Array("nothing".utf8))
      #expect(failure { _ = try store.read { try $0.blocks(ofOutput: digest) } }?.corruption != nil)
    }
  }

  // MARK: Heads

  @Test(arguments: StoreFactory.all)
  func `a strategy's head is its newest version and the inputs last confirmed for it`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let newest = try #require(try sample.bench.version(sample.production, number: 2))
      let confirmed = Workbench.inputs(sample.template, parameters: ["replicas": .text("4")])
      let head = try #require(try store.read { try $0.strategyHeads(nil) }.first)
      #expect(head.scope == sample.production)
      #expect(head.version == newest.id)
      #expect(head.number == 2)
      #expect(head.digest == newest.digest)
      #expect(head.output.digest == newest.output.digest)
      #expect(head.current.key == confirmed.key)
      #expect(head.current.key != newest.inputs.key)

      try sample.bench.confirm(newest, inputs: newest.inputs)
      #expect(try store.read { try $0.strategyHeads(nil) }.first?.current.key == newest.inputs.key)

      let later = Workbench.inputs(sample.template)
      try sample.bench.version(sample.production, 3, inputs: later)
      let next = try store.read { try $0.strategyHeads(nil) }
      #expect(next.map(\.number) == [3])
      #expect(next.first?.current.key == later.key)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `heads are given for the strategies asked for`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let staging = try sample.bench.scope("payments/staging")
      try sample.bench.version(staging, inputs: Workbench.inputs(sample.template))
      try store.read { tx in
        let heads = try tx.strategyHeads(nil)
        #expect(Set(heads.map(\.scope)) == [sample.production, staging])
        #expect(try tx.strategyHeads([staging.id, staging.id]).map(\.scope) == [staging])
        #expect(try tx.strategyHeads([sample.root.id, ID(99)]).isEmpty)
        #expect(try tx.strategyHeads([]).isEmpty)
      }
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a strategy is held from a rollback on, until inputs are confirmed or a version follows`(
    _ factory: StoreFactory
  ) throws {
    try factory.run { store in
      let sample = try Sample(store)
      func isHeld() throws -> Bool? { try store.read { try $0.strategyHeads([sample.production.id]) }.first?.isHeld }
      let first = try #require(try sample.bench.version(sample.production, number: 1))
      #expect(try isHeld() == false)
      try sample.bench.version(sample.production, 3, inputs: first.inputs, source: first)
      #expect(try isHeld() == true)
      let back = try #require(try sample.bench.version(sample.production, number: 3))
      try sample.bench.confirm(back, inputs: Workbench.inputs(sample.template))
      #expect(try isHeld() == false)

      try sample.bench.version(sample.production, 4, inputs: first.inputs, source: first)
      #expect(try isHeld() == true)
      try sample.bench.version(sample.production, 5, inputs: first.inputs)
      #expect(try isHeld() == false)
    }
  }

  // MARK: Labels

  @Test(arguments: StoreFactory.all)
  func `every move of a label is kept, oldest first`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let first = try #require(try sample.bench.version(sample.production, number: 1))
      try sample.bench.label("live", sample.production, first)
      try sample.bench.label("stable", sample.production, first)
      try sample.bench.label("stable", sample.production, nil)
      let moves = try store.read { try $0.labelMoves(sample.production.id) }
      #expect(moves.map(\.label) == ["stable", "live", "stable", "stable"])
      #expect(moves.map(\.version) == [2, 1, 1, nil])
      #expect(moves.map(\.audit.id.rawValue) == [9, 15, 16, 17])
      #expect(Set(moves.map(\.scope)) == [sample.production])
      #expect(try store.read { try $0.labelMoves(sample.root.id) }.isEmpty)
    }
  }

  @Test(arguments: StoreFactory.all)
  func `where labels point is their last move, unless that took them away`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let staging = try sample.bench.scope("payments/staging")
      try sample.bench.version(staging, inputs: Workbench.inputs(sample.template))
      let first = try #require(try sample.bench.version(sample.production, number: 1))
      let other = try #require(try sample.bench.version(staging, number: 1))
      try sample.bench.label("stable", sample.production, first)
      try sample.bench.label("live", sample.production, first)
      try sample.bench.label("live", sample.production, nil)
      try sample.bench.label("live", staging, other)
      func placed(_ scopes: [ID<Scope>]?) throws -> [String] {
        try store.read { try $0.labels(scopes) }.map { "\($0.scope.scope)@\($0.version ?? 0) \($0.label)" }
      }
      #expect(try placed(nil) == ["payments/production@1 stable", "payments/staging@1 live"])
      #expect(try placed([staging.id, staging.id, sample.root.id]) == ["payments/staging@1 live"])
      #expect(try placed([]) == [])
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a label stays within its strategy and off the reserved names`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let version = try #require(try sample.bench.version(sample.production, number: 1))
      let staging = try sample.bench.scope("payments/staging")
      #expect(failure { try sample.bench.label("stable", staging, version) }?.refusal != nil)
      for name in ["latest", "next", "", "4"] {
        #expect(failure { try sample.bench.label(name, sample.production, version) }?.refusal != nil)
      }
      #expect(try store.read { try $0.labelMoves(sample.production.id) }.count == 1)
    }
  }
}
