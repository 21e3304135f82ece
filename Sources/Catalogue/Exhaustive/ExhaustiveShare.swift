import Manifests
import Strategy

/// One thread's share of the combinations, gathered one after the other.
final class ExhaustiveShare {
  /// A heading as it is written, with its level.
  struct HeadingKey: Hashable {
    let level: Int
    let text: String
  }

  /// What tells a finding from others: what its identifier is made of.
  struct FindingKey: Hashable {
    let rule: Rule
    let object: String
    let path: String
    let subject: String

    init(_ finding: Finding) {
      (rule, object, path, subject) = (finding.rule, finding.object, finding.path, finding.subject)
    }
  }

  /// Why and where a rendering failed.
  struct FailureKey: Hashable {
    let reason: String
    /// Of the template file.
    let line: Int
  }

  /// What was found so far.
  struct Gathered: Sendable {
    var findings: [FindingKey: (finding: Finding, tally: Tally)] = [:]
    var failures: [FailureKey: Tally] = [:]
    var emptyHeadings: [HeadingKey: Tally] = [:]
    var sections: SectionTable
    /// Combinations with an error, and with anything at all.
    var faulty: CombinationSet
    var noted: CombinationSet
  }

  private(set) var gathered: Gathered
  private let count: Int
  private let verifier: Verifier
  private var pool: OutlinePool

  /// - Parameter count: how many combinations there are in all shares.
  init(_ setting: ExhaustiveSetting, of count: Int) {
    self.count = count
    verifier = Verifier(kubernetes: setting.kubernetes, schemas: setting.schemas)
    pool = OutlinePool(masks: setting.masks, keepsTrees: setting.schemas != nil)
    let none = CombinationSet(capacity: count)
    gathered = Gathered(
      sections: SectionTable(maskCount: setting.masks.count, allValues: setting.allValues), faulty: none, noted: none)
  }

  func add(_ number: Int, _ output: Result<UnsafeBufferPointer<UInt8>, StrategyError>) {
    switch output {
    case .success(let bytes):
      let blocks = pool.blocks(of: bytes)
      gathered.sections.add(blocks)
      noteEmptyHeadings(number, blocks)
      verify(number, blocks)
    case .failure(let error):
      gathered.sections.addNone()
      gathered.faulty.insert(number)
      gathered.noted.insert(number)
      let key = FailureKey(reason: error.reason, line: error.templateLine ?? 0)
      gathered.failures[key, default: Tally(at: number, line: 0, of: count)].note(number, line: 0)
    }
  }

  private func verify(_ number: Int, _ blocks: [OutlinedBlock]) {
    for finding in verifier.findings(in: blocks.map(\.facts)) {
      gathered.noted.insert(number)
      if finding.rule.severity == .error { gathered.faulty.insert(number) }
      let key = FindingKey(finding)
      gathered.findings[key, default: (finding, Tally(at: number, line: finding.line, of: count))].tally
        .note(number, line: finding.line)
    }
  }

  /// A heading is empty where nothing but blank lines stands between it and the next one that is no part of it.
  private func noteEmptyHeadings(_ number: Int, _ blocks: [OutlinedBlock]) {
    var open: (heading: Heading, line: Int)?
    func close() {
      guard let found = open else { return }
      let key = HeadingKey(level: found.heading.level, text: found.heading.text)
      gathered.emptyHeadings[key, default: Tally(at: number, line: found.line, of: count)].note(
        number, line: found.line)
    }
    var line = 1
    for block in blocks {
      for piece in block.pieces {
        if let heading = piece.heading {
          if let above = open, heading.level <= above.heading.level { close() }
          open = (heading, line + heading.line)
        }
        if !piece.isBlank { open = nil }
      }
      line += block.lineCount
    }
    close()
  }
}
