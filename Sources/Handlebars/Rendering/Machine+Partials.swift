extension Machine where S: ~Copyable {
  /// The scope that some inline partials make over another.
  mutating func declare(
    _ inlines: Range<Int>, in unit: Int, over scope: PartialScope
  ) throws(TemplateError) -> PartialScope {
    var targets: [Bytes: PartialScope.Target] = [:]
    for index in inlines {
      let code = renderer.units[unit].program.inlines[index]
      let name = try evaluator.value(of: code.name).text
      targets[Bytes(name)] = .closure(
        Closure(unit: unit, code: code, contexts: evaluator.contexts, parameters: evaluator.parameters))
    }
    return PartialScope(targets, parent: scope)
  }

  mutating func call(
    _ partial: PartialCode, at position: Int, in unit: Int, _ program: Program
  ) throws(TemplateError) -> Place {
    guard partialDepth < renderer.budget.nesting else {
      throw TemplateError(.tooDeep(limit: renderer.budget.nesting), in: program.source, at: partial.offset)
    }
    let context = try context(for: partial)
    let name =
      try partial.name.map { (operand) throws(TemplateError) in try evaluator.value(of: operand).text }
      ?? partial.literalName
    var scope = partialsOfUnit[unit]
    var data = evaluator.data
    var block: Closure?
    if let index = partial.block {
      let code = program.inlines[index]
      let closure = Closure(
        unit: unit, code: code, contexts: evaluator.contexts, parameters: evaluator.parameters,
        outerBlock: .some(data.currentPartialBlock))
      if !code.inlines.isEmpty { scope = try declare(code.inlines, in: unit, over: scope) }
      data = DataFrame([], parent: data)
      block = closure
    }
    let target =
      partial.name == nil && name == "@partial-block"
      ? evaluator.data.currentPartialBlock.map(PartialScope.Target.closure) : partialsOfUnit[unit].target(name)
    if let block { data.partialBlock = .some(block) }
    guard let target = target ?? block.map(PartialScope.Target.closure) else {
      throw TemplateError(.unknownPartial(name), in: program.source, at: partial.offset)
    }
    let indent = partial.indent.map { Array(program.source.bytes[$0]) }
    return try enter(target, context, data, scope, indent: indent, returnTo: position + 1, from: unit, partial.offset)
  }

  /// The context a partial is called with: its argument or the current one, with the hash laid over it.
  private mutating func context(for partial: PartialCode) throws(TemplateError) -> Value {
    var context = evaluator.context
    if let operand = partial.context { context = try evaluator.value(of: operand) }
    guard !partial.hash.isEmpty else { return context }
    var entries: [(key: String, value: Value)] = []
    switch context {
    case .map(let map):
      evaluator.note(context, nil)
      entries = map.entries
    case .list(let list): entries = list.items.enumerated().map { (String($0), $1) }
    case .string(let text):
      entries = (0..<text.utf16.count).map { (String($0), Value.string(text).property(String($0)) ?? .undefined) }
    default: break
    }
    // The last of the hash comes first, and of two equal keys the first counts.
    for entry in partial.hash.reversed() { entries.append((entry.key, try evaluator.value(of: entry.value))) }
    return .map(Map(entries))
  }

  private mutating func enter(
    _ target: PartialScope.Target, _ context: Value, _ data: DataFrame, _ scope: PartialScope, indent: [UInt8]?,
    returnTo position: Int, from unit: Int, _ offset: Int
  ) throws(TemplateError) -> Place {
    let callee: Int
    let entry: Int
    var contexts = ContextChain(context, nil)
    var parameters: ParameterChain?
    var data = data
    var inner: PartialScope
    switch target {
    case .named(let name):
      guard let found = try renderer.unit(ofPartial: name) else {
        throw TemplateError(.unknownPartial(name), in: renderer.units[unit].program.source, at: offset)
      }
      callee = found
      entry = 0
      inner = scope
      while partialsOfUnit.count <= found { partialsOfUnit.append(scope) }
      let inlines = renderer.units[found].program.rootInlines
      if !inlines.isEmpty {
        let outer = evaluator.contexts
        evaluator.contexts = nil
        inner = try declare(inlines, in: found, over: scope)
        evaluator.contexts = outer
      }
    case .closure(let closure):
      callee = closure.unit
      entry = closure.code.entry
      contexts = closure.contexts?.entering(context) ?? contexts
      parameters = closure.parameters
      inner = partialsOfUnit[callee]
      if let outerBlock = closure.outerBlock {
        data = DataFrame([], parent: data)
        data.partialBlock = outerBlock
      }
      if !closure.code.inlines.isEmpty { inner = try declare(closure.code.inlines, in: callee, over: inner) }
    }
    frames.append(
      Frame(
        kind: .call(returnTo: position, unit: unit, isIndented: indent != nil), contexts: evaluator.contexts,
        data: evaluator.data, parameters: evaluator.parameters, partialsBefore: partialsOfUnit[callee],
        partialsHere: inner))
    partialsOfUnit[callee] = inner
    evaluator.contexts = contexts
    evaluator.data = data
    evaluator.parameters = parameters
    evaluator.unit = callee
    if let indent { indents.append(Indent(prefix: indent)) }
    partialDepth += 1
    return (callee, entry)
  }

  /// The end of a partial: back to its caller; the end of the template: done.
  mutating func leave(_ unit: Int) -> Place {
    guard let frame = frames.popLast(), case .call(let position, let caller, let isIndented) = frame.kind else {
      return (unit, -1)
    }
    evaluator.contexts = frame.contexts
    evaluator.data = frame.data
    evaluator.parameters = frame.parameters
    evaluator.unit = caller
    partialsOfUnit[unit] = frame.partialsBefore
    if isIndented { indents.removeLast() }
    partialDepth -= 1
    return (caller, position)
  }
}
