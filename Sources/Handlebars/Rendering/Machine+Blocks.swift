extension Machine where S: ~Copyable {
  /// The instructions that are not the hot ones: expressions in full, blocks and partials.
  @inline(never)
  mutating func general(
    _ instruction: Instruction, at position: Int, in unit: Int, _ program: Program, into sink: inout S
  ) throws(TemplateError) -> Place {
    switch instruction.operation {
    case .output:
      announce(unit, position, to: &sink)
      let value = try evaluator.value(of: program.operands[Int(instruction.a)])
      let text = value.printed
      emit(instruction.b == 1 ? Machine.escaped(text) : text, to: &sink)
    case .branch:
      let holds = try holds(instruction, program)
      if S.tracksOrigins { sink.decide(Origin(unit: unit, instruction: position), holds: holds) }
      if !holds { return (unit, Int(instruction.b)) }
    case .block:
      return (
        unit, try enter(program.blocks[Int(instruction.a)], Int(instruction.a), at: position, in: unit, program, &sink)
      )
    case .next: return (unit, next(program))
    case .partial: return try call(program.partials[Int(instruction.a)], at: position, in: unit, program)
    case .enterScope:
      let scope = try declare(Int(instruction.a)..<Int(instruction.b), in: unit, over: partialsOfUnit[unit])
      push(.scope, partials: scope, in: unit)
    case .leaveScope: pop(in: unit)
    case .end: return leave(unit)
    case .fail:
      let failure = program.failures[Int(instruction.a)]
      throw TemplateError(failure.reason, in: program.source, at: failure.offset)
    case .text, .slot, .memo, .test, .jump: break
    }
    return (unit, position + 1)
  }

  private mutating func holds(_ instruction: Instruction, _ program: Program) throws(TemplateError) -> Bool {
    let value = try evaluator.value(of: program.operands[Int(instruction.a)])
    var zeroHolds = instruction.c == 1
    if instruction.c >= 2 {
      zeroHolds = try evaluator.value(of: program.operands[Int(instruction.c) - 2]).isTruthy
    }
    return Evaluator.holds(value, zeroHolds: zeroHolds)
  }

  // MARK: Frames

  private mutating func push(_ kind: Frame.Kind, partials: PartialScope, in unit: Int) {
    frames.append(
      Frame(
        kind: kind, contexts: evaluator.contexts, data: evaluator.data, parameters: evaluator.parameters,
        partialsBefore: partialsOfUnit[unit], partialsHere: partials))
    partialsOfUnit[unit] = partials
  }

  @discardableResult
  private mutating func pop(in unit: Int) -> Frame? {
    guard let frame = frames.popLast() else { return nil }
    evaluator.contexts = frame.contexts
    evaluator.data = frame.data
    evaluator.parameters = frame.parameters
    partialsOfUnit[unit] = frame.partialsBefore
    return frame
  }

  // MARK: Blocks

  private mutating func enter(
    _ block: BlockCode, _ index: Int, at position: Int, in unit: Int, _ program: Program, _ sink: inout S
  ) throws(TemplateError) -> Int {
    let value = try evaluator.value(of: block.operand)
    let items = items(of: value, block.kind)
    let isTaken: Bool
    switch block.kind {
    case .each: isTaken = (items.map { Iteration(block: index, items: $0).count } ?? 0) > 0
    case .with: isTaken = !value.isEmpty
    case .section:
      if case .list(let list) = value {
        isTaken = !list.items.isEmpty
      } else if case .bool(let flag) = value {
        isTaken = flag
      } else {
        isTaken = !value.isNothing
      }
    }
    if S.tracksOrigins { sink.decide(Origin(unit: unit, instruction: position), holds: isTaken) }
    guard isTaken else { return block.inverse }
    guard block.hasBody else { return block.end }
    let scope =
      block.inlines.isEmpty
      ? partialsOfUnit[unit] : try declare(block.inlines, in: unit, over: partialsOfUnit[unit])
    if let items {
      if block.kind == .each || block.kind == .section { evaluator.note(value, nil) }
      push(.loop(Iteration(block: index, items: items)), partials: scope, in: unit)
      evaluator.data = DataFrame([], parent: evaluator.data)
      enterItem(block)
      return block.body
    }
    push(.once(block: index), partials: scope, in: unit)
    var context = value
    if block.kind == .section, case .bool = value { context = evaluator.context }
    enterContext(context)
    pushParameters(block, block.kind == .with ? [context] : [])
    return block.body
  }

  private func items(of value: Value, _ kind: BlockCode.Kind) -> Iteration.Items? {
    switch (kind, value) {
    case (.each, .list(let list)), (.section, .list(let list)): .list(list)
    case (.each, .map(let map)): .map(map)
    default: nil
    }
  }

  private mutating func enterContext(_ context: Value) {
    evaluator.contexts = evaluator.contexts?.entering(context) ?? ContextChain(context, nil)
  }

  private mutating func pushParameters(_ block: BlockCode, _ values: [Value]) {
    guard block.parameterCount > 0 else { return }
    evaluator.parameters = ParameterChain(values, evaluator.parameters)
  }

  /// Makes the frame's current item the context, with its `@index`, `@key`, `@first` and `@last`.
  private mutating func enterItem(_ block: BlockCode) {
    guard let frame = frames.last, case .loop(let iteration) = frame.kind else { return }
    let index = iteration.index
    let value: Value
    let key: Value
    switch iteration.items {
    case .list(let list): (value, key) = (list.items[index], .number(Double(index)))
    case .map(let map): (value, key) = (map.entries[index].value, .string(map.entries[index].key))
    }
    evaluator.data.values = [
      ("key", key), ("index", .number(Double(index))), ("first", .bool(index == 0)),
      ("last", .bool(index == iteration.count - 1)),
    ]
    evaluator.contexts = frame.contexts
    evaluator.parameters = frame.parameters
    enterContext(value)
    pushParameters(block, [value, key])
  }

  /// The end of a body: back to its start for the next item, or on behind the block.
  private mutating func next(_ program: Program) -> Int {
    guard let last = frames.indices.last else { return -1 }
    switch frames[last].kind {
    case .loop(var iteration):
      iteration.index += 1
      if iteration.index < iteration.count {
        frames[last].kind = .loop(iteration)
        enterItem(program.blocks[iteration.block])
        return program.blocks[iteration.block].body
      }
      pop(in: evaluator.unit)
      return program.blocks[iteration.block].end
    case .once(let block):
      pop(in: evaluator.unit)
      return program.blocks[block].end
    case .scope, .call: return -1
    }
  }

  /// The text with the seven characters that HTML gives a meaning replaced, as the reference replaces them.
  static func escaped(_ text: String) -> String {
    let special: Set<UInt8> = [0x26, 0x3C, 0x3E, 0x22, 0x27, 0x60, 0x3D]
    guard text.utf8.contains(where: special.contains) else { return text }
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): escaped += "&amp;".utf8
      case UInt8(ascii: "<"): escaped += "&lt;".utf8
      case UInt8(ascii: ">"): escaped += "&gt;".utf8
      case UInt8(ascii: "\""): escaped += "&quot;".utf8
      case UInt8(ascii: "'"): escaped += "&#x27;".utf8
      case UInt8(ascii: "`"): escaped += "&#x60;".utf8
      case UInt8(ascii: "="): escaped += "&#x3D;".utf8
      default: escaped.append(byte)
      }
    }
    return String(decoding: escaped, as: UTF8.self)
  }
}
