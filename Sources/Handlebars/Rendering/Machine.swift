/// Carries out a program's instructions. Blocks and partials live on a stack of frames in memory,
/// so that no template can exhaust the thread's stack.
struct Machine<S: Sink & ~Copyable> {
  let renderer: Renderer
  let binding: Renderer.Binding
  var evaluator: Evaluator
  var frames: [Frame] = []
  var indents: [Indent] = [] {
    didSet { isIndented = !indents.isEmpty }
  }
  private var isIndented = false
  /// The partials that each unit's code sees when it is next entered.
  var partialsOfUnit: [PartialScope]
  var partialDepth = 0

  typealias Place = (unit: Int, position: Int)

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
    evaluator = Evaluator(renderer: renderer, binding: binding, tracksReads: S.tracksReads)
    partialsOfUnit = [renderer.partialScope]
  }

  mutating func run(into sink: inout S) throws(TemplateError) {
    enterRootScope()
    var place: Place = (0, 0)
    while place.position >= 0 { place = try run(place.unit, from: place.position, into: &sink) }
  }

  /// The inline partials of the outermost level belong to the whole; they see no context around them.
  private mutating func enterRootScope() {
    let program = renderer.units[0].program
    guard !program.rootInlines.isEmpty else { return }
    let contexts = evaluator.contexts
    evaluator.contexts = nil
    if let scope = try? declare(program.rootInlines, in: 0, over: partialsOfUnit[0]) { partialsOfUnit[0] = scope }
    evaluator.contexts = contexts
  }

  /// Runs one unit's code until it calls, or returns to, another; gives where to go on, or -1 at the very end.
  ///
  /// The hot instructions go forward only, so each runs once at most between two others: the budget of steps is
  /// checked at those, and that of bytes wherever a value was written.
  private mutating func run(_ unit: Int, from start: Int, into sink: inout S) throws(TemplateError) -> Place {
    let current = renderer.units[unit]
    let limit = renderer.budget.outputBytes
    let symbols = renderer.symbols.base
    var position = start
    while true {
      let instruction = current.code[position]
      switch instruction.operation {
      case .text:
        announce(unit, position, to: &sink)
        let start = current.text.baseAddress.unsafelyUnwrapped + Int(instruction.a)
        emit(UnsafeBufferPointer(start: start, count: Int(instruction.b)), to: &sink)
        position += 1
      case .slot:
        announce(unit, position, to: &sink)
        if S.tracksReads { renderer.readMarks[Int(instruction.a)] = 1 }
        emit(symbols.pointee[Int(binding.slots[Int(instruction.a)])].text, to: &sink)
        guard sink.count <= limit else { throw overflow(current.program, position, limit) }
        position += 1
      case .memo:
        announce(unit, position, to: &sink)
        let symbol = try answer(Int(instruction.a), current)
        emit(symbols.pointee[Int(symbol)].text, to: &sink)
        guard sink.count <= limit else { throw overflow(current.program, position, limit) }
        position += 1
      case .test:
        let holds = try answer(Int(instruction.a), current) != 0
        if S.tracksOrigins { sink.decide(Origin(unit: unit, instruction: position), holds: holds) }
        position = holds ? position + 1 : Int(instruction.b)
      case .jump:
        position = Int(instruction.a)
      default:
        evaluator.steps += 1
        let next = try general(instruction, at: position, in: unit, current.program, into: &sink)
        guard sink.count <= limit else { throw overflow(current.program, position, limit) }
        guard evaluator.steps <= renderer.budget.steps else {
          throw TemplateError(
            .tooManySteps(limit: renderer.budget.steps), in: current.program.source,
            at: current.program.origins[position].lowerBound)
        }
        if next.unit != unit || next.position < 0 { return next }
        position = next.position
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
    _ memo: Int, _ unit: Unit
  ) throws(TemplateError) -> UInt32 {
    let table = renderer.memos + memo
    if S.tracksReads { for read in table.pointee.reads { renderer.readMarks[read] = 1 } }
    let first = binding.slots[table.pointee.first]
    if table.pointee.second < 0 {
      let known = table.pointee.answer(first)
      if known != 0 { return known - 1 }
      let answer = try evaluate(unit.program.memos[memo])
      table.pointee.keep(answer + 1, for: first)
      return answer
    }
    let second = binding.slots[table.pointee.second]
    let known = table.pointee.answer(first, second)
    if known != 0 { return known - 1 }
    let answer = try evaluate(unit.program.memos[memo])
    table.pointee.keep(answer + 1, for: first, second)
    return answer
  }

  @inline(never)
  private mutating func evaluate(_ code: MemoCode) throws(TemplateError) -> UInt32 {
    evaluator.tracksReads = false
    defer { evaluator.tracksReads = S.tracksReads }
    let value = try evaluator.value(of: code.operand)
    switch code.kind {
    case .value: return renderer.symbols.symbol(for: value)
    case .condition(let zeroHolds): return Evaluator.holds(value, zeroHolds: zeroHolds) ? 1 : 0
    }
  }

  // MARK: Writing

  @inline(__always)
  mutating func emit(_ bytes: UnsafeBufferPointer<UInt8>, to sink: inout S) {
    if !isIndented {
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
