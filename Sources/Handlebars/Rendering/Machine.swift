/// Carries out a program's instructions. Blocks and partials live on a stack of frames in memory,
/// so that no template can exhaust the thread's stack.
struct Machine<S: Sink & ~Copyable> {
  let renderer: Renderer
  let binding: Renderer.Binding
  var evaluator: Evaluator
  var frames: [Frame] = []
  var indents: [Indent] = []
  /// The partials that each unit's code sees when it is next entered.
  var partialsOfUnit: [PartialScope]
  var partialDepth = 0

  struct Frame {
    enum Kind {
      case scope
      case loop(Iteration)
      case once(block: Int)
      case call(returnTo: Int, unit: Int, isIndented: Bool)
    }

    var kind: Kind
    var contexts: ContextChain?
    var data: DataFrame
    var parameters: ParameterChain?
    /// What the frame found, and puts back when it is left.
    var partialsBefore: PartialScope
    var partialsHere: PartialScope
  }

  struct Iteration {
    let block: Int
    let items: Items
    var index = 0

    enum Items {
      case list(List)
      case map(Map)
    }

    var count: Int {
      switch items {
      case .list(let list): list.items.count
      case .map(let map): map.entries.count
      }
    }
  }

  /// A prefix that every line gets; a line begins when something is written on it.
  struct Indent {
    let prefix: [UInt8]
    var isAtLineStart = true
  }

  init(_ renderer: Renderer, _ binding: Renderer.Binding) {
    self.renderer = renderer
    self.binding = binding
    let data = DataFrame([("root", binding.root)] + binding.data, parent: DataFrame([], parent: nil))
    evaluator = Evaluator(
      renderer: renderer, unit: 0, contexts: ContextChain(binding.root, nil), data: data, root: binding.root,
      tracksReads: S.tracksReads)
    var targets: [Bytes: PartialScope.Target] = [:]
    for name in renderer.partialSources.keys { targets[name] = .named(name.text) }
    partialsOfUnit = [PartialScope(targets, parent: nil)]
  }

  mutating func run(into sink: inout S) throws(TemplateError) {
    enterRootScope()
    var unit = 0
    var position = 0
    while true {
      let program = renderer.units[unit]
      (unit, position) = try run(program, unit, from: position, into: &sink)
      if position < 0 { return }
    }
  }

  /// The inline partials of the outermost level belong to the whole; they see no context around them.
  private mutating func enterRootScope() {
    let program = renderer.units[0]
    guard !program.rootInlines.isEmpty else { return }
    let contexts = evaluator.contexts
    evaluator.contexts = nil
    if let scope = try? declare(program.rootInlines, in: 0, over: partialsOfUnit[0]) { partialsOfUnit[0] = scope }
    evaluator.contexts = contexts
  }

  /// Runs one unit's code until it calls, or returns to, another; gives where to go on, or -1 at the very end.
  private mutating func run(
    _ program: Program, _ unit: Int, from start: Int, into sink: inout S
  ) throws(TemplateError) -> (unit: Int, position: Int) {
    var position = start
    var steps = evaluator.steps
    defer { evaluator.steps = max(evaluator.steps, steps) }
    let limit = renderer.budget.outputBytes
    return try binding.slots.withUnsafeBufferPointer { (slots) throws(TemplateError) in
      try program.code.withUnsafeBufferPointer { (code) throws(TemplateError) in
        try program.source.bytes.withUnsafeBufferPointer { (source) throws(TemplateError) in
          let entries = renderer.symbols
          while true {
            let instruction = code[position]
            steps &+= 1
            switch instruction.operation {
            case .text:
              announce(unit, position, to: &sink)
              let piece = UnsafeBufferPointer(rebasing: source[Int(instruction.a)..<Int(instruction.a + instruction.b)])
              emit(piece, to: &sink)
              position += 1
            case .slot:
              announce(unit, position, to: &sink)
              if S.tracksReads { renderer.readMarks[Int(instruction.a)] = 1 }
              let symbol = slots[Int(instruction.a)]
              emit(entries.entries[Int(symbol)].text, to: &sink)
              position += 1
            case .memo:
              announce(unit, position, to: &sink)
              let symbol = try answer(Int(instruction.a), slots, program)
              emit(entries.entries[Int(symbol)].text, to: &sink)
              position += 1
            case .test:
              let holds = try answer(Int(instruction.a), slots, program) != 0
              if S.tracksOrigins { sink.decide(Origin(unit: unit, instruction: position), holds: holds) }
              position = holds ? position + 1 : Int(instruction.b)
            case .jump:
              position = Int(instruction.a)
            default:
              evaluator.steps = steps
              let next = try general(instruction, at: position, in: unit, program, into: &sink)
              steps = evaluator.steps
              guard sink.count <= limit else { throw overflow(program, position, limit) }
              if next.unit != unit || next.position < 0 { return next }
              position = next.position
              continue
            }
            guard sink.count <= limit else { throw overflow(program, position - 1, limit) }
            guard steps <= renderer.budget.steps else {
              throw TemplateError(
                .tooManySteps(limit: renderer.budget.steps), in: program.source,
                at: program.origins[min(position, program.origins.count - 1)].lowerBound)
            }
          }
        }
      }
    }
  }

  private func overflow(_ program: Program, _ position: Int, _ limit: Int) -> TemplateError {
    TemplateError(
      .outputTooLarge(limit: limit), in: program.source,
      at: program.origins[max(0, min(position, program.origins.count - 1))].lowerBound)
  }

  @inline(__always)
  func announce(_ unit: Int, _ position: Int, to sink: inout S) {
    if S.tracksOrigins { sink.begin(Origin(unit: unit, instruction: position)) }
  }

  // MARK: Memos

  /// What a memo gives: a symbol for a value, 1 or 0 for a condition.
  @inline(__always)
  private mutating func answer(
    _ memo: Int, _ slots: UnsafeBufferPointer<SymbolTable.Symbol>, _ program: Program
  ) throws(TemplateError) -> UInt32 {
    let table = renderer.memos + memo
    if S.tracksReads { for read in table.pointee.reads { renderer.readMarks[read] = 1 } }
    let first = slots[table.pointee.first]
    if table.pointee.second < 0 {
      let known = table.pointee.answer(first)
      if known != 0 { return known - 1 }
      let answer = try evaluate(program.memos[memo])
      table.pointee.keep(answer + 1, for: first)
      return answer
    }
    let second = slots[table.pointee.second]
    let known = table.pointee.answer(first, second)
    if known != 0 { return known - 1 }
    let answer = try evaluate(program.memos[memo])
    table.pointee.keep(answer + 1, for: first, second)
    return answer
  }

  @inline(never)
  private mutating func evaluate(_ code: MemoCode) throws(TemplateError) -> UInt32 {
    let value = try evaluator.value(of: code.operand)
    switch code.kind {
    case .value: return renderer.symbols.symbol(for: value)
    case .condition(let zeroHolds): return Evaluator.holds(value, zeroHolds: zeroHolds) ? 1 : 0
    }
  }

  // MARK: Writing

  @inline(__always)
  mutating func emit(_ bytes: UnsafeBufferPointer<UInt8>, to sink: inout S) {
    if indents.isEmpty {
      sink.write(bytes)
    } else {
      emit(bytes, indentedBy: indents.count - 1, to: &sink)
    }
  }

  /// Each level puts its prefix before the lines it is given and hands them to the level around it.
  private mutating func emit(_ bytes: UnsafeBufferPointer<UInt8>, indentedBy level: Int, to sink: inout S) {
    guard level >= 0 else { return sink.write(bytes) }
    var rest = bytes[...]
    while !rest.isEmpty {
      if indents[level].isAtLineStart {
        indents[level].isAtLineStart = false
        let prefix = indents[level].prefix
        prefix.withUnsafeBufferPointer { emit($0, indentedBy: level - 1, to: &sink) }
      }
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      emit(UnsafeBufferPointer(rebasing: rest[rest.startIndex..<end]), indentedBy: level - 1, to: &sink)
      if end > rest.startIndex, rest[end - 1] == UInt8(ascii: "\n") { indents[level].isAtLineStart = true }
      rest = rest[end...]
    }
  }

  mutating func emit(_ text: String, to sink: inout S) {
    var text = text
    text.withUTF8 { emit($0, to: &sink) }
  }
}
