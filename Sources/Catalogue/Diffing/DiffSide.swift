import Strategy

/// One side of a comparison, read.
struct DiffSide {
  /// How it is called.
  let title: String
  /// Nil for what is not stored.
  let version: Version?
  /// Nil for a file.
  let inputs: InputSide?
  /// Parsed when it is asked for, which takes longer than most comparisons. Nil for a file.
  let template: () throws -> Template?
  let blocks: [StoredBlock]
  let compared: [ComparedBlock]

  private init(
    title: String, version: Version?, inputs: InputSide?, template: @escaping () throws -> Template?,
    blocks: [StoredBlock],
    sources: [ComparedBlock.Source]
  ) {
    self.title = title
    self.version = version
    self.inputs = inputs
    self.template = template
    let placed = Blocks(blocks, sources)
    self.blocks = placed.stored
    compared = placed.compared
  }

  /// The blocks of an output, each with the line at which it begins.
  struct Blocks {
    let stored: [StoredBlock]
    let compared: [ComparedBlock]

    init(_ blocks: [StoredBlock], _ sources: [ComparedBlock.Source]) {
      stored = blocks
      var line = 1
      compared = zip(blocks, sources).map { block, source in
        defer { line += block.content.count { $0 == UInt8(ascii: "\n") } }
        return ComparedBlock(digest: block.digest, source: source, line: line)
      }
    }
  }

  init(_ version: Version, _ renderings: RecordedRenderings, _ tx: any CatalogueReading) throws {
    self.init(
      title: version.address.description, version: version,
      inputs: try InputSide(version.inputs, of: version.scope.scope, renderings),
      template: { try renderings.template(of: version.inputs) }, blocks: try tx.blocks(ofOutput: version.output.digest),
      sources: try tx.blockIDs(ofOutput: version.output.digest).map { .stored($0) })
  }

  /// What would be generated for a strategy now.
  init(next scope: Scope, _ tx: any CatalogueReading) throws {
    let selection = try StrategySelection([scope], tx).limited(to: [scope])
    guard let record = selection.strategies.first else { throw CatalogueError.noStrategies([scope]) }
    let resolver = try Resolver(tx, layers: selection.layers, clusters: selection.clusters)
    let resolution = try resolver.resolve(record, resolver.key(for: scope))
    let products = try Workshop().products(of: [resolution.recipe])
    guard let product = try products[ObjectIdentifier(resolution.recipe)]?.get() else {
      throw CatalogueError.noStrategies([scope])
    }
    self.init(
      title: VersionAddress(scope: scope, selector: .next).description, version: nil,
      inputs: InputSide(resolution, reads: product.reads), template: { resolution.recipe.template },
      blocks: product.output.blocks.map(\.block), sources: product.output.blocks.map { .made($0) })
  }

  /// A file: of manifests where its name says so, else a document. What has no name is a document where it has code
  /// blocks.
  init(file name: String, bytes: [UInt8]) {
    let isManifests =
      name.contains(".")
      ? [".yaml", ".yml", ".json"].contains { name.lowercased().hasSuffix($0) }
      : !BlockSplitter.blocks(of: bytes).contains { $0.kind != .prose }
    let blocks =
      isManifests
      ? [BlockDraft(StoredBlock(digest: Digest(of: bytes), language: "yaml", content: bytes))]
      : bytes.withUnsafeBufferPointer { Workshop().output($0).blocks }
    self.init(
      title: name, version: nil, inputs: nil, template: { nil }, blocks: blocks.map(\.block),
      sources: blocks.map { .made($0) })
  }
}
