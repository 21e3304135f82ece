/// Turns a tree into a ``Program``.
package struct Compiler {
  var program: Program
  let helpers: HelperTable
  /// The names of block parameters, innermost body last; nil for a body whose parameters never get values.
  var parameters: [[String]?] = []
  var isParameterVoid: [Bool] = []
  /// Whether the code being made runs with the root as its context, so that slots can be used.
  var isAtRoot = true
  var condition = -1
  var slotIndex: [Slot: Int] = [:]
  var keyReads: [Read] = []
  private var pendingInlines: [(index: Int, block: BlockStatement)] = []

  /// - Parameter isPartial: whether the code is to be called from another template, with a context of its own.
  package static func compile(
    _ source: Source, helpers: HelperTable = HelperTable(), options: CompileOptions = CompileOptions(),
    isPartial: Bool = false
  ) throws(TemplateError) -> Program {
    let body = try Parser.parse(source, budget: options.budget)
    return compile(body, of: source, helpers: helpers, options: options, isPartial: isPartial)
  }

  /// - Parameter body: a tree as ``Parser`` gives it for `source`.
  package static func compile(
    _ body: Body, of source: Source, helpers: HelperTable = HelperTable(),
    options: CompileOptions = CompileOptions(), isPartial: Bool = false
  ) -> Program {
    var compiler = Compiler(Program(source: source, options: options), helpers)
    compiler.isAtRoot = !isPartial
    compiler.program.rootInlines = compiler.declareInlines(of: body)
    compiler.emit(body)
    compiler.add(.end, origin: source.bytes.count..<source.bytes.count)
    compiler.emitPendingInlines()
    compiler.finish()
    return compiler.program
  }

  private init(_ program: Program, _ helpers: HelperTable) {
    self.program = program
    self.helpers = helpers
  }

  /// Key reads are numbered while slots are still being found; behind the slots is their final place.
  private mutating func finish() {
    program.reads = program.slots.map { $0.isData ? .data($0.name) : .property($0.name) } + keyReads
    let slotCount = program.slots.count
    for index in program.memos.indices {
      program.memos[index].reads = program.memos[index].reads.map { $0 < 0 ? slotCount - $0 - 1 : $0 }
    }
  }

  // MARK: Statements

  private mutating func emit(_ body: Body) {
    for statement in body.statements {
      switch statement {
      case .content(let content):
        guard !content.value.isEmpty else { continue }
        add(.text, UInt32(content.value.lowerBound), UInt32(content.value.count), origin: content.value)
      case .comment: continue
      case .mustache(let mustache): emit(mustache)
      case .block(let block) where block.kind == .inline: continue
      case .block(let block) where block.kind == .partial: emitPartialBlock(block)
      case .block(let block): emit(block)
      case .partial(let partial):
        emitPartial(partial.call, indent: partial.indent, block: nil, range: partial.range)
      }
    }
  }

  private mutating func emit(_ mustache: Mustache) {
    if let name = builtInBlock(mustache.call) {
      fail(.blockOnly(name), at: mustache.range)
      return
    }
    let operand = operand(for: mustache.call, isStatement: true)
    let isEscaped = mustache.isEscaped && program.options.escape == .html
    if !isEscaped, let memo = memo(operand, .value) {
      if case .context(_, let parts, _) = operand, parts.count == 1, let slot = program.memos[memo].slots.first {
        program.memos.removeLast()
        add(.slot, UInt32(slot), origin: mustache.range)
      } else {
        add(.memo, UInt32(memo), origin: mustache.range)
      }
    } else {
      add(.output, store(operand), isEscaped ? 1 : 0, origin: mustache.range)
    }
  }

  private mutating func emit(_ block: BlockStatement) {
    if let name = builtInBlock(block.call) {
      switch name {
      case "if": emitIf(block, negated: false)
      case "unless": emitIf(block, negated: true)
      case "each": emitLoop(block, .each)
      default: emitLoop(block, .with)
      }
    } else if isHelperCall(block.call) {
      // A helper that stands as a block prints what it gives; neither body is used.
      let operand = operand(for: block.call, isStatement: true)
      add(.output, store(operand), 0, origin: block.range)
    } else {
      emitSection(block)
    }
  }

  private mutating func emitIf(_ block: BlockStatement, negated: Bool) {
    let call = block.call
    guard call.arguments.count == 1 else {
      fail(
        .wrongArgumentCount(helper: "#\(negated ? "unless" : "if")", expected: "exactly 1 argument"), at: block.range)
      return
    }
    let first = negated ? block.inverse : block.body
    let second = negated ? block.body : block.inverse
    let test = emitTest(call, origin: tagRange(block))
    emitBranch(first, holds: true, of: block)
    guard let second, !second.statements.isEmpty else {
      program.code[test].b = UInt32(program.code.count)
      return
    }
    let jump = add(.jump, origin: tagRange(block))
    program.code[test].b = UInt32(program.code.count)
    emitBranch(second, holds: false, of: block)
    program.code[jump].a = UInt32(program.code.count)
  }

  private mutating func emitTest(_ call: Call, origin: Range<Int>) -> Int {
    let operand = operand(for: call.arguments[0])
    let includeZero = call.hash.first { $0.key == "includeZero" }.map { self.operand(for: $0.value) }
    var zeroHolds: Bool? = false
    if let includeZero {
      if case .literal(let value) = includeZero { zeroHolds = value.isTruthy } else { zeroHolds = nil }
    }
    if let zeroHolds, let memo = memo(operand, .condition(zeroHolds: zeroHolds)) {
      return add(.test, UInt32(memo), origin: origin)
    }
    var flag: UInt32 = zeroHolds == true ? 1 : 0
    if zeroHolds == nil, let includeZero { flag = store(includeZero) + 2 }
    let index = add(.branch, store(operand), origin: origin)
    program.code[index].c = flag
    return index
  }

  private mutating func emitBranch(_ body: Body?, holds: Bool, of block: BlockStatement) {
    guard let body else { return }
    let outer = condition
    program.conditions.append(ConditionSite(range: tagRange(block), holds: holds, parent: outer))
    condition = program.conditions.count - 1
    inBody(body, isVoid: true) { compiler in compiler.emitScoped(body) }
    condition = outer
  }

  /// A body that declares inline partials gets a scope of its own around it.
  private mutating func emitScoped(_ body: Body) {
    let inlines = declareInlines(of: body)
    guard !inlines.isEmpty else { return emit(body) }
    add(.enterScope, UInt32(inlines.lowerBound), UInt32(inlines.upperBound), origin: 0..<0)
    emit(body)
    add(.leaveScope, origin: 0..<0)
  }

  private mutating func emitLoop(_ block: BlockStatement, _ kind: BlockCode.Kind) {
    guard block.call.arguments.count == 1 else {
      let name = kind == .each ? "each" : "with"
      fail(.wrongArgumentCount(helper: "#\(name)", expected: "exactly 1 argument"), at: block.range)
      return
    }
    emitBody(of: block, kind, operand(for: block.call.arguments[0]))
  }

  private mutating func emitSection(_ block: BlockStatement) {
    emitBody(of: block, .section, operand(for: block.call, isStatement: true))
  }

  private mutating func emitBody(of block: BlockStatement, _ kind: BlockCode.Kind, _ operand: Operand) {
    let index = program.blocks.count
    program.blocks.append(
      BlockCode(
        kind: kind, operand: operand, parameterCount: block.body?.parameters.count ?? 0,
        hasBody: block.body != nil))
    add(.block, UInt32(index), origin: tagRange(block))
    if let body = block.body {
      program.blocks[index].inlines = declareInlines(of: body)
      program.blocks[index].body = program.code.count
      let wasAtRoot = isAtRoot
      isAtRoot = false
      inBody(body, isVoid: false) { compiler in compiler.emit(body) }
      isAtRoot = wasAtRoot
      add(.next, origin: tagRange(block))
    }
    program.blocks[index].inverse = program.code.count
    if let inverse = block.inverse {
      inBody(inverse, isVoid: true) { compiler in compiler.emitScoped(inverse) }
    }
    program.blocks[index].end = program.code.count
  }

  private mutating func inBody(_ body: Body, isVoid: Bool, _ emit: (inout Compiler) -> Void) {
    let hasParameters = !body.parameters.isEmpty
    if hasParameters {
      parameters.append(body.parameters)
      isParameterVoid.append(isVoid)
    }
    emit(&self)
    if hasParameters {
      parameters.removeLast()
      isParameterVoid.removeLast()
    }
  }

  // MARK: Partials

  private mutating func emitPartialBlock(_ block: BlockStatement) {
    let inline = program.inlines.count
    let offset = block.range.lowerBound
    program.inlines.append(
      InlineCode(name: .literal(.undefined), entry: 0, inlines: 0..<0, offset: offset))
    pendingInlines.append((inline, block))
    savedScopes[inline] = scope
    emitPartial(block.call, indent: nil, block: inline, range: tagRange(block))
  }

  private mutating func emitPartial(_ call: Call, indent: Range<Int>?, block: Int?, range: Range<Int>) {
    var name: Operand?
    if case .call = call.name { name = operand(for: call.name) }
    let partial = PartialCode(
      name: name, literalName: call.name.original, context: call.arguments.first.map { operand(for: $0) },
      hash: call.hash.map { ($0.key, operand(for: $0.value)) }, indent: indent, block: block,
      offset: range.lowerBound)
    program.partials.append(partial)
    add(.partial, UInt32(program.partials.count - 1), origin: range)
  }

  /// The block parameters and condition that code made later must see.
  private typealias Scope = (parameters: [[String]?], isVoid: [Bool], condition: Int)
  private var scope: Scope { (parameters, isParameterVoid, condition) }
  private var savedScopes: [Int: Scope] = [:]

  /// Sets aside the inline partials that a body declares; their code is made after the body around them.
  private mutating func declareInlines(of body: Body) -> Range<Int> {
    let first = program.inlines.count
    for case .block(let block) in body.statements where block.kind == .inline {
      let index = program.inlines.count
      let name = block.call.arguments.first.map { operand(for: $0) } ?? .literal(.undefined)
      program.inlines.append(
        InlineCode(name: name, entry: 0, inlines: 0..<0, offset: block.range.lowerBound))
      pendingInlines.append((index, block))
      savedScopes[index] = scope
    }
    return first..<program.inlines.count
  }

  private mutating func emitPendingInlines() {
    isAtRoot = false
    while !pendingInlines.isEmpty {
      let (index, block) = pendingInlines.removeFirst()
      if let saved = savedScopes.removeValue(forKey: index) {
        (parameters, isParameterVoid, condition) = saved
      }
      program.inlines[index].entry = program.code.count
      if let body = block.body {
        inBody(body, isVoid: true) { compiler in
          compiler.program.inlines[index].inlines = compiler.declareInlines(of: body)
          compiler.emit(body)
        }
      }
      add(.end, origin: block.range.upperBound..<block.range.upperBound)
    }
  }

  // MARK: Code

  @discardableResult
  private mutating func add(
    _ operation: Instruction.Operation, _ a: UInt32 = 0, _ b: UInt32 = 0, origin: Range<Int>
  ) -> Int {
    program.code.append(Instruction(operation: operation, a: a, b: b))
    program.origins.append(origin)
    program.conditionOf.append(condition)
    return program.code.count - 1
  }

  mutating func fail(_ reason: TemplateError.Reason, at range: Range<Int>) {
    program.failures.append((reason, range.lowerBound))
    add(.fail, UInt32(program.failures.count - 1), origin: range)
  }

  private mutating func store(_ operand: Operand) -> UInt32 {
    program.operands.append(operand)
    return UInt32(program.operands.count - 1)
  }

  /// The opening tag of a block.
  private func tagRange(_ block: BlockStatement) -> Range<Int> {
    block.range.lowerBound..<max(block.range.lowerBound, block.call.range.upperBound)
  }
}
