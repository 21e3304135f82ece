import Manifests
import Strategy

/// Finds what each difference of two outputs is owed to, by rendering mixtures of their inputs: one factor is taken back
/// at a time, and more where that explains nothing. Belongs to one thread and one transaction.
final class CauseFinder {
  private let space: FactorSpace
  private let reader: DeltaReader
  private let workshop = Workshop()
  private let renderers: (old: StrategyRenderer, new: StrategyRenderer)
  private let oldBlocks: [ComparedBlock]
  private let old: Output
  private let new: Output
  private var mixtures: [Set<Factor>: Mixture?] = [:]
  /// Each factor by itself, and all but each.
  private let single: [Set<Factor>]
  private let others: [Set<Factor>]

  /// What stays of the differences in a mixture.
  private struct Mixture {
    let settings: Set<SettingAtom>
    let removedLines: Set<Int>
    let missingLines: Set<Int>
  }

  /// An output, and its lines.
  private struct Output {
    let blocks: [StoredBlock]
    let lines: TextLines

    init(_ blocks: [StoredBlock]) {
      self.blocks = blocks
      lines = TextLines(blocks.bytes)
    }

    func edits(to new: Output) -> [LineDiff.Edit] { TextDiff.edits(blocks, lines, new.blocks, new.lines) }
  }

  init(_ space: FactorSpace, old: DiffSide, new: DiffSide, _ reader: DeltaReader) {
    self.space = space
    self.reader = reader
    single = space.factors.map { [$0] }
    others = space.factors.map { Set(space.factors).subtracting([$0]) }
    oldBlocks = old.compared
    self.old = Output(old.blocks)
    self.new = Output(new.blocks)
    renderers = (StrategyRenderer(space.templates.old), StrategyRenderer(space.templates.new))
  }

  func report(_ objects: [ObjectChange], decisions: Decisions) throws -> CauseReport {
    let edits = old.edits(to: new)
    let removed = edits.flatMap(\.old)
    let added = edits.flatMap(\.new)
    let causes = try zip(space.factors, space.changes).map { factor, change in
      CauseReport.Cause(
        change: change, decision: try decisions.change(factor.name, from: space.old, to: space.new))
    }
    let settings = try objects.map { object in
      try object.changes.map { change in
        let atom = SettingAtom(object, change)
        return try attribution { $0.settings.contains(atom) }
      }
    }
    return CauseReport(
      causes: causes, settings: settings,
      oldLines: try Dictionary(
        removed.map { line in (line + 1, try attribution { $0.removedLines.contains(line) }) }, uniquingKeysWith: { $1 }
      ),
      newLines: try Dictionary(
        added.map { line in (line + 1, try attribution { !$0.missingLines.contains(line) }) }, uniquingKeysWith: { $1 })
    )
  }

  // MARK: One change

  /// - Parameter remains: whether the change is still there in a mixture.
  private func attribution(_ remains: (Mixture) -> Bool) throws -> Attribution {
    let all = space.factors.indices
    let undoing = try all.filter { index in try mixture(single[index]).map { !remains($0) } ?? false }
    if undoing.count == 1 { return .one(undoing[0]) }
    if undoing.count > 1 { return .together(Array(undoing)) }
    let making = try all.filter { index in try mixture(others[index]).map(remains) ?? false }
    if making.count == 1 { return .one(making[0]) }
    if making.count > 1 { return .either(Array(making)) }
    return try combination(remains)
  }

  /// A smallest set of factors that undo a change when all of them are taken back.
  private func combination(_ remains: (Mixture) -> Bool) throws -> Attribution {
    func undoes(_ indexes: [Int]) throws -> Bool {
      try mixture(Set(indexes.map { space.factors[$0] })).map { !remains($0) } ?? false
    }
    var indexes = Array(space.factors.indices)
    guard try undoes(indexes) else { return .unknown }
    for index in space.factors.indices {
      let fewer = indexes.filter { $0 != index }
      if try undoes(fewer) { indexes = fewer }
    }
    return indexes.count == 1 ? .one(indexes[0]) : .combination(indexes)
  }

  // MARK: Mixtures

  /// What becomes of the differences when some factors are taken back; nil where that cannot be rendered.
  private func mixture(_ taken: Set<Factor>) throws -> Mixture? {
    if let known = mixtures[taken] { return known }
    let found = try render(taken)
    mixtures[taken] = .some(found)
    return found
  }

  private func render(_ taken: Set<Factor>) throws -> Mixture? {
    let (_, input) = space.mixture(old: taken)
    let renderer = taken.contains(.template) ? renderers.old : renderers.new
    guard let draft = try? renderer.renderPlain(input, workshop.output) else { return nil }
    let delta = OutputDelta(old: oldBlocks, new: draft.comparedBlocks)
    try reader.load([delta])
    let mixed = Output(draft.blocks.map(\.block))
    return Mixture(
      settings: Set(
        reader.objects(delta).flatMap { object in object.changes.map { SettingAtom(object, $0) } }),
      removedLines: Set(old.edits(to: mixed).flatMap(\.old)),
      missingLines: Set(mixed.edits(to: new).flatMap(\.new)))
  }
}

/// A setting that changed, wherever it stands.
private struct SettingAtom: Hashable {
  private let object: [String?]
  private let kind: SettingChange.Kind
  private let path: String
  private let old: SettingValue?
  private let new: SettingValue?

  init(_ object: ObjectChange, _ change: SettingChange) {
    // The old object is the same in every mixture; a new one may have another namespace in some.
    self.object =
      object.old.map { [$0.kind, $0.namespace, $0.name] } ?? [object.new?.kind, nil, object.new?.name, "new"]
    kind = change.kind
    path = change.path
    old = change.old
    new = change.new
  }
}

extension Factor {
  /// What it is called where decisions are looked up.
  fileprivate var name: String {
    switch self {
    case .template: LayerParameters.templateKey
    case .parameter(let name), .variable(let name): name
    case .override(let key), .mappingKey(let key): LayerParameters.providerPrefix + key
    case .mapping: "provider"
    }
  }
}
