import Catalogue
import Manifests
import Strategy
import Testing

/// Outputs and inputs piece by piece, as every store gives them.
@Suite struct PieceContract {
  @Test(arguments: StoreFactory.all)
  func `the blocks of an output come in its order, and each by its identifier`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let output = try #require(try sample.bench.version(sample.production, number: 1)).output.digest
      try store.read { tx in
        let ids = try tx.blockIDs(ofOutput: output)
        let digests = try tx.blockDigests(ids)
        #expect(ids.compactMap { digests[$0] } == Workbench.blocks.map(\.block.digest))
        let blocks = try tx.blocks(withIDs: ids)
        #expect(ids.compactMap { blocks[$0] } == Workbench.blocks.map(\.block))
        #expect(try tx.blocks(withIDs: [ids[1]]).count == 1)
        #expect(try tx.blockIDs(ofOutput: Digest(of: [])).isEmpty)
        #expect(try tx.blockDigests([ID(99)]).isEmpty && tx.blocks(withIDs: [ID(99)]).isEmpty)
      }
    }
  }

  @Test(arguments: StoreFactory.all)
  func `documents are told by their blocks, and what they say by the documents`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      let output = try #require(try sample.bench.version(sample.production, number: 1)).output.digest
      try store.read { tx in
        let ids = try tx.blockIDs(ofOutput: output)
        let documents = try tx.documents(ofBlocks: ids)
        #expect(Array(documents.keys) == [ids[1]])
        let document = try #require(documents[ids[1]]?.first)
        #expect(document.line == 2)
        let settings = try tx.settings(ofManifests: [document.manifest.id])
        #expect(settings[document.manifest.id]?.map(\.path.text) == ["kind"])
        #expect(settings[document.manifest.id]?.map(\.value.text) == ["Deployment"])
        #expect(settings[document.manifest.id]?.map(\.line) == [1])
        #expect(try tx.documents(ofBlocks: [ID(99)]).isEmpty && tx.settings(ofManifests: [ID(99)]).isEmpty)
      }
    }
  }

  @Test(arguments: StoreFactory.all)
  func `a strategy's head leads to its output, and to what it is current for`(_ factory: StoreFactory) throws {
    try factory.run { store in
      let sample = try Sample(store)
      try store.read { tx in
        let head = try #require(try tx.strategyHeads(nil).first)
        let newest = try #require(try tx.version(sample.production.id, number: 2))
        #expect(head.output.digest == newest.output.digest)
        #expect(try tx.blocks(ofOutputs: [head.output.id]).map(\.blocks) == [tx.blockIDs(ofOutput: head.output.digest)])
        let confirmed = Workbench.inputs(sample.template, parameters: ["replicas": .text("4")])
        let inputs = try #require(try tx.inputs(withIDs: [head.current.id])[head.current.id])
        #expect(inputs.parameters == confirmed.parameters && inputs.key == head.current.key)
        #expect(try tx.readSets(ofInputs: [head.current.id]) == [head.current.id: confirmed.reads])
        #expect(try tx.inputs(withIDs: [ID(99)]).isEmpty && tx.readSets(ofInputs: [ID(99)]).isEmpty)
      }
    }
  }
}
