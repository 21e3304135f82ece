import Handlebars

/// Finds comparisons with values that an argument cannot have, and branches that nothing can reach.
///
/// It walks the conditions with the set of values that each argument can still have. Only arguments of one value
/// out of a list are followed; of any other condition both outcomes are taken as possible.
struct BranchCheck {
  private typealias Possible = [String: Set<String>]

  private let source: Source
  private let arguments: [String: TemplateArgument]
  /// Whether a bare name is an argument, not a name inside the item of `each` or the like.
  private var isAtRoot = true
  private var findings: [TemplateFinding] = []

  static func findings(in template: Template) -> [TemplateFinding] {
    let source = template.program.source
    guard let body = try? Parser.parse(source) else { return [] }
    let listed = template.frontMatter.arguments.filter { !$0.isFreeText }
    var check = BranchCheck(
      source: source, arguments: Dictionary(listed.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
    var possible: Possible = [:]
    for argument in listed where !argument.isMultiple { possible[argument.name] = Set(argument.allowedValues) }
    check.visit(body, possible)
    return check.findings
  }

  private init(source: Source, arguments: [String: TemplateArgument]) {
    self.source = source
    self.arguments = arguments
  }

  // MARK: Walking

  private mutating func visit(_ body: Body, _ possible: Possible) {
    for statement in body.statements {
      switch statement {
      case .content, .comment: continue
      case .mustache(let mustache): checkValues(in: .call(mustache.call))
      case .partial(let partial): partial.call.arguments.forEach { checkValues(in: $0) }
      case .block(let block): visit(block, possible, isChained: false)
      }
    }
  }

  private mutating func visit(_ block: BlockStatement, _ possible: Possible, isChained: Bool) {
    block.call.arguments.forEach { checkValues(in: $0) }
    let name = block.call.name.asPath?.parts.first
    guard block.kind == .section, name == "if" || name == "unless", let test = block.call.arguments.first else {
      let wasAtRoot = isAtRoot
      isAtRoot = false
      if let body = block.body { visit(body, possible) }
      isAtRoot = wasAtRoot
      if let inverse = block.inverse { visit(inverse, possible) }
      return
    }
    var outcome = outcomes(test, possible)
    if name == "unless" { swap(&outcome.holds, &outcome.fails) }
    if outcome.holds == nil, comparesKnownValues(test) {
      report(.unreachable, block.range, "this branch is never taken: \(why(test, possible))")
    }
    if let body = block.body, let holds = outcome.holds { visit(body, holds) }
    guard let inverse = block.inverse else { return }
    guard let fails = outcome.fails else {
      if let first = inverse.statements.first {
        report(
          .unreachable, range(of: first) ?? block.range,
          "this branch is never taken: the ones before it take every value")
      }
      return
    }
    if inverse.statements.count == 1, case .block(let link) = inverse.statements[0] {
      visit(link, fails, isChained: true)
    } else {
      visit(inverse, fails)
    }
  }

  private func range(of statement: Statement) -> Range<Int>? {
    switch statement {
    case .content(let content): content.value
    case .comment(_, let range): range
    case .mustache(let mustache): mustache.range
    case .block(let block): block.range
    case .partial(let partial): partial.range
    }
  }

  private func why(_ test: Expression, _ possible: Possible) -> String {
    guard case .call(let call) = test, let comparison = comparison(call), let left = possible[comparison.name] else {
      return "its condition cannot hold here"
    }
    let rest = left.sorted().joined(separator: ", ")
    return "here '\(comparison.name)' can only be \(rest.isEmpty ? "nothing that is left" : rest)"
  }

  /// Whether a branch that is dead is so for its place, and not merely for a value reported already.
  private func comparesKnownValues(_ test: Expression) -> Bool {
    guard case .call(let call) = test, let comparison = comparison(call) else { return true }
    let allowed = arguments[comparison.name]?.allowedValues ?? []
    return comparison.values.contains(where: allowed.contains)
  }

  // MARK: Conditions

  /// What can still be when the condition holds, and when it does not; nil where it cannot come out so.
  private func outcomes(_ test: Expression, _ possible: Possible) -> (holds: Possible?, fails: Possible?) {
    guard case .call(let call) = test, let name = call.name.asPath?.parts.first else { return (possible, possible) }
    switch name {
    case "eq": return call.arguments.isEmpty ? (possible, possible) : equality(call, possible)
    case "ne":
      let outcome = equality(call, possible)
      return (outcome.fails, outcome.holds)
    case "not":
      guard let inner = call.arguments.first else { return (possible, possible) }
      let outcome = outcomes(inner, possible)
      return (outcome.fails, outcome.holds)
    case "and": return conjunction(call.arguments, possible)
    case "or": return disjunction(call.arguments, possible)
    default: return (possible, possible)
    }
  }

  private func equality(_ call: Call, _ possible: Possible) -> (holds: Possible?, fails: Possible?) {
    guard let comparison = comparison(call), let left = possible[comparison.name] else { return (possible, possible) }
    func narrowed(_ values: Set<String>) -> Possible? {
      guard !values.isEmpty else { return nil }
      var narrowed = possible
      narrowed[comparison.name] = values
      return narrowed
    }
    return (narrowed(left.intersection(comparison.values)), narrowed(left.subtracting(comparison.values)))
  }

  private func conjunction(_ tests: [Expression], _ possible: Possible) -> (holds: Possible?, fails: Possible?) {
    var holds: Possible? = possible
    for test in tests { holds = holds.flatMap { outcomes(test, $0).holds } }
    // What makes a conjunction fail is not one narrower set, so all stays possible unless it always holds.
    let alwaysHolds = tests.allSatisfy { outcomes($0, possible).fails == nil }
    let fails = tests.count == 1 ? outcomes(tests[0], possible).fails : possible
    return (holds, alwaysHolds ? nil : fails)
  }

  private func disjunction(_ tests: [Expression], _ possible: Possible) -> (holds: Possible?, fails: Possible?) {
    var fails: Possible? = possible
    var canHold = false
    for test in tests {
      guard let left = fails else { break }
      let outcome = outcomes(test, left)
      canHold = canHold || outcome.holds != nil
      fails = outcome.fails
    }
    return (canHold ? possible : nil, fails)
  }

  // MARK: Values

  /// `eq name "a" "b"` and its like: the argument, and the values it is compared with.
  private func comparison(_ call: Call) -> (name: String, values: Set<String>)? {
    guard isAtRoot, let helper = call.name.asPath?.parts.first, ["eq", "ne", "includes", "contains"].contains(helper),
      case .path(let path)? = call.arguments.first, path.isSimple, !path.isData
    else { return nil }
    var values: Set<String> = []
    for argument in call.arguments.dropFirst() {
      guard case .literal(.string(let text), _, _) = argument else { return nil }
      values.insert(text)
    }
    return (path.parts[0], values)
  }

  private mutating func checkValues(in expression: Expression) {
    guard case .call(let call) = expression else { return }
    call.arguments.forEach { checkValues(in: $0) }
    call.hash.forEach { checkValues(in: $0.value) }
    guard let comparison = comparison(call), let argument = arguments[comparison.name] else { return }
    for case .literal(.string(let text), _, let range) in call.arguments.dropFirst()
    where !argument.allowedValues.contains(text) {
      let near = Nearest.any(to: text, among: argument.allowedValues).map { ": did you mean '\($0)'?" } ?? ""
      report(.outsideAllowed, range, "\(quoted(text)) is no value of '\(argument.name)'\(near)")
    }
  }

  private mutating func report(_ kind: TemplateFinding.Kind, _ range: Range<Int>, _ message: String) {
    findings.append(TemplateFinding(kind: kind, place: source.place(at: range.lowerBound), message: message))
  }
}
