package import Manifests
package import Strategy
import Synchronization

/// What every share needs.
struct ExhaustiveSetting: Sendable {
  let kubernetes: VersionNumber
  let schemas: SchemaSet?
  /// For each axis, of its values.
  let masks: [ValueMask]
  let allValues: ValueMask

  init(_ axes: [Matrix.Axis], kubernetes: VersionNumber, schemas: SchemaSet?) {
    self.kubernetes = kubernetes
    self.schemas = schemas
    let values = axes.map { $0.choices.map(\.value.rendered) }
    masks = values.map { ValueMask($0) }
    allValues = ValueMask(values.flatMap { $0 })
  }
}

/// Renders and verifies every combination of a template's values.
package struct ExhaustiveCheck: Sendable {
  /// With more combinations than this a check would take minutes and a lot of memory.
  package static let combinationLimit = 100_000

  private let run: MatrixRun
  private let setting: ExhaustiveSetting
  private let templateFindings: [TemplateFinding]

  /// - Parameter templateFindings: what the template says without being rendered.
  init(
    _ run: MatrixRun, templateFindings: [TemplateFinding], kubernetes: KubernetesVersion, schemas: SchemaSet?
  ) throws {
    guard run.count <= ExhaustiveCheck.combinationLimit else {
      let count = run.count == .max ? "too many" : "\(run.count)"
      throw CatalogueError.invalid([
        Problem(
          subject: run.name, text: "\(count) combinations: expected at most \(ExhaustiveCheck.combinationLimit)",
          hint: "give arguments fewer values, or check without --sets")
      ])
    }
    self.run = run
    self.templateFindings = templateFindings
    setting = ExhaustiveSetting(run.axes, kubernetes: kubernetes.number, schemas: schemas)
  }

  /// - Parameter progress: told how many combinations are done, and of how many; called on any thread.
  package func report(progress: @escaping @Sendable (Int, Int) -> Void) throws -> ExhaustiveReport {
    var writer = ReportWriter(run)
    return try writer.report(shares(progress), templateFindings)
  }

  /// Everything that is found, gathered on all processors.
  private func shares(_ progress: @escaping @Sendable (Int, Int) -> Void) throws -> [ExhaustiveShare.Gathered] {
    let count = run.count
    let done = Atomic(0)
    let results = Processors.map(count, smallest: 64) { range in
      let share = ExhaustiveShare(setting, of: count)
      let result = Result {
        try run.forEachOutcome(in: range) { number, output in
          share.add(number, output)
          progress(done.add(1, ordering: .relaxed).newValue, count)
        }
        return share.gathered
      }
      return [result]
    }
    return try results.map { try $0.get() }
  }
}

extension TemplateFile {
  /// The check of a template file, with the bundled mappings.
  package static func exhaustiveCheck(
    _ bytes: [UInt8], file: String, takesSets: Bool, kubernetes: KubernetesVersion, schemas: SchemaSet? = nil,
    _ bundle: Bundled
  ) throws -> ExhaustiveCheck {
    try ExhaustiveCheck(
      matrix(bytes, file: file, takesSets: takesSets, bundle), templateFindings: check(bytes, file: file, bundle),
      kubernetes: kubernetes, schemas: schemas)
  }
}

extension Catalogue {
  /// The check of a revision, with the catalogue's own mappings.
  package func exhaustiveCheck(
    _ reference: TemplateReference, takesSets: Bool, kubernetes: KubernetesVersion, schemas: SchemaSet? = nil
  ) throws -> (name: String, check: ExhaustiveCheck) {
    let (name, findings) = try checkTemplate(reference)
    let run = try matrix(reference, takesSets: takesSets)
    return (
      name, try ExhaustiveCheck(run, templateFindings: findings, kubernetes: kubernetes, schemas: schemas)
    )
  }
}
