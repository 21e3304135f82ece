package import Handlebars

/// What made a line of an output.
package struct LineOrigin: Sendable {
  /// A condition, or a loop, that the line stands under.
  package struct Condition: Sendable, Hashable {
    /// The tag as the template has it, without its braces: `#if (eq cluster_size "large")`.
    package let text: String
    /// The line of the template file that the tag begins in.
    package let line: Int
    let offset: Int
    /// How the tag came out, an `unless` as it says.
    package let holds: Bool
    /// What it looks at: parameters, `@variables`, `provider.KEY`.
    package let reads: [String]
  }

  /// Where it was written in the template file, from 1.
  package let line: Int
  package let column: Int
  /// The outermost first.
  package let conditions: [Condition]
  /// What the tags that wrote parts of it look at.
  package let reads: [String]

  /// Everything that decided what the line says, each once: what wrote it, then its conditions from the innermost out.
  package var names: [String] {
    var seen: Set<String> = []
    return (reads + conditions.reversed().flatMap(\.reads)).filter { seen.insert($0).inserted }
  }
}

/// Tells of every line what made it. What the template says is looked up once.
package final class LineOrigins {
  package let trace: RenderTrace
  private let program: Program
  private let lines: SourceLines
  private var tests: [Range<Int>: [String]] = [:]
  private var chains: [Int: [LineOrigin.Condition]] = [:]
  private var known: [Int: [String]] = [:]

  package init(_ trace: RenderTrace) {
    self.trace = trace
    program = trace.program
    lines = trace.sourceLines
  }

  /// - Parameter line: from 1.
  /// - Returns: nil where there is no such line.
  package func origin(ofLine line: Int) -> LineOrigin? {
    guard let place = trace.templatePlace(ofLine: line) else { return nil }
    var conditions: [LineOrigin.Condition] = []
    var names: [String] = []
    for instruction in trace.instructions(ofLine: line) {
      for condition in chain(of: instruction) where !conditions.contains(condition) { conditions.append(condition) }
      for name in reads(of: instruction) where !names.contains(name) { names.append(name) }
    }
    return LineOrigin(line: place.line, column: place.column, conditions: conditions, reads: names)
  }

  /// A line of the template file, without its end.
  package func templateText(ofLine line: Int) -> String { trace.templateText(ofLine: line) }

  private func chain(of instruction: Int) -> [LineOrigin.Condition] {
    if let chain = chains[instruction] { return chain }
    var chain: [LineOrigin.Condition] = []
    var index = program.conditionOf[instruction]
    while index >= 0 {
      let site = program.conditions[index]
      let reads = tests[site.range] ?? program.test(of: site).map { self.reads(of: $0) } ?? []
      tests[site.range] = reads
      chain.append(condition(site.range, holds: site.holds, reads))
      index = site.parent
    }
    for block in program.blocks(around: instruction).reversed() {
      chain.append(condition(program.origins[block], holds: true, reads(of: block)))
    }
    chain.sort { $0.offset < $1.offset }
    chains[instruction] = chain
    return chain
  }

  private func condition(_ range: Range<Int>, holds: Bool, _ reads: [String]) -> LineOrigin.Condition {
    var text = String(decoding: program.source.bytes[range], as: UTF8.self)
    text = String(text.drop { $0 == "{" || $0 == "~" }).trimmingBlanks
    let isNegated = text.hasPrefix("#unless") || text.hasPrefix("else unless") || text.hasPrefix("^unless")
    let holds = isNegated ? !holds : holds
    return LineOrigin.Condition(
      text: text, line: lines.place(at: range.lowerBound).line, offset: range.lowerBound, holds: holds, reads: reads)
  }

  private func reads(of instruction: Int) -> [String] {
    if let reads = known[instruction] { return reads }
    let isInside = !program.blocks(around: instruction).isEmpty
    let reads = program.reads(of: instruction, helpers: .standard).filter { !isInside || isOfInput($0) }.map(\.name)
    known[instruction] = reads
    return reads
  }

  /// Whether a name inside a loop is an input's, which was looked at, and not the item's.
  private func isOfInput(_ read: Read) -> Bool {
    switch read {
    case .everything: false
    case .property: trace.reads.all.contains(read.name)
    case .data(let path): !["index", "key", "first", "last"].contains(path)
    case .key: true
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

extension Read {
  /// As read sets have it: a parameter, `@variable`, `provider.KEY`, or `*` for anything.
  package var name: String {
    switch self {
    case .property(let name): name
    case .data(let name): "@\(name)"
    case .key(let source, let key): "\(source).\(key)"
    case .everything: "*"
    }
  }
}
