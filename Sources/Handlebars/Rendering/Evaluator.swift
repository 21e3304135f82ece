/// Finds what expressions are, given the contexts, data and block parameters of the moment.
struct Evaluator {
  let renderer: Renderer
  var unit: Int
  var contexts: ContextChain?
  var data: DataFrame
  var parameters: ParameterChain?
  private let rootChain: ContextChain
  /// Off while a memo is worked out, which knows itself what it reads.
  var tracksReads: Bool
  var steps = 0

  init(renderer: Renderer, binding: Renderer.Binding, tracksReads: Bool) {
    self.renderer = renderer
    unit = 0
    contexts = binding.contexts
    data = binding.data
    rootChain = binding.contexts
    self.tracksReads = tracksReads
  }

  var root: Value { rootChain.context }

  var context: Value { contexts?.context ?? .undefined }

  /// Whether `{{#if}}` takes its first branch.
  static func holds(_ value: Value, zeroHolds: Bool) -> Bool {
    if zeroHolds, case .number(let number) = value, number == 0 { return true }
    return zeroHolds ? !value.isEmpty : value.holds
  }

  /// What a path or a helper gives. Recursion is as deep as the expression's own nesting, which is limited.
  mutating func value(of operand: Operand) throws(TemplateError) -> Value {
    steps += 1
    switch operand {
    case .literal(let value): return value
    case .context(let depth, let parts, let lookup):
      var chain = contexts
      for _ in 0..<depth { chain = chain?.parent }
      let start = chain?.context ?? .undefined
      note(start, parts.first)
      return try follow(parts, from: start, lookup)
    case .data(let depth, let parts, let lookup):
      var frame: DataFrame? = data
      for _ in 0..<depth { frame = frame?.parent }
      guard let name = parts.first else { return .undefined }
      if tracksReads, name != "root" { renderer.note(.data(name)) }
      let first = name == "root" ? frame?.value(name) ?? root : frame?.value(name) ?? partialBlock(name)
      if parts.count == 1 {
        if first == nil, lookup.needsLast { throw missing(name, lookup.offset) }
        return first ?? .undefined
      }
      if tracksReads, name == "root" { note(root, parts[1]) }
      return try follow(Array(parts.dropFirst()), from: first ?? .undefined, lookup)
    case .parameter(let level, let index, let parts, let lookup):
      var chain = parameters
      for _ in 0..<level { chain = chain?.parent }
      let values = chain?.values ?? []
      let start = values.indices.contains(index) ? values[index] : .undefined
      note(start, parts.first)
      return try follow(parts, from: start, lookup)
    case .helper(let index, let arguments, let hash, let offset):
      return try call(renderer.helpers.helpers[index], arguments, hash, offset)
    case .find(let container, let key):
      let container = try value(of: container)
      let key = try value(of: key)
      guard container.isTruthy else { return container }
      note(container, key.text)
      return container.property(key.text) ?? .undefined
    case .log(let arguments, let level):
      try log(arguments, level)
      return .undefined
    case .fail(let reason, let offset): throw error(reason, offset)
    }
  }

  private mutating func call(
    _ helper: Helper, _ arguments: [Operand], _ hash: [(key: String, value: Operand)], _ offset: Int
  ) throws(TemplateError) -> Value {
    var positional: [Value] = []
    positional.reserveCapacity(arguments.count)
    for argument in arguments { positional.append(try value(of: argument)) }
    var named: [(key: String, value: Value)] = []
    for entry in hash { named.append((entry.key, try value(of: entry.value))) }
    var source = Value.undefined
    if let name = helper.source {
      source = data.value(name) ?? .undefined
      if tracksReads, let key = positional.first { renderer.note(.key(source: name, key: key.text)) }
    }
    let call = Helper.Arguments(
      positional: positional, hash: named, source: source, byteLimit: renderer.budget.outputBytes)
    do {
      let result = try helper.body(call)
      steps += positional.reduce(result.makingWeight) { $0 + $1.weight }
      guard steps <= renderer.budget.steps else { throw error(.tooManySteps(limit: renderer.budget.steps), offset) }
      if case .string(let text) = result, text.utf8.count > renderer.budget.outputBytes {
        throw error(.outputTooLarge(limit: renderer.budget.outputBytes), offset)
      }
      return result
    } catch let failure as HelperFailure {
      throw error(.helperFailed(helper: helper.name, message: failure.message), offset)
    } catch let failure as TemplateError {
      throw failure
    } catch {
      throw self.error(.helperFailed(helper: helper.name, message: "\(error)"), offset)
    }
  }

  private mutating func log(_ arguments: [Operand], _ level: Operand?) throws(TemplateError) {
    var words: [String] = []
    for argument in arguments { words.append(try value(of: argument).text) }
    let level = try level.map { (operand) throws(TemplateError) in try value(of: operand).text } ?? "info"
    renderer.onLog?(level, words.joined(separator: " "))
  }

  // MARK: Paths

  /// `@partial-block` as a value: true where there is a block to render.
  private func partialBlock(_ name: String) -> Value? {
    name == "partial-block" && data.currentPartialBlock != nil ? .bool(true) : nil
  }

  private func follow(
    _ parts: [String], from start: Value, _ lookup: Operand.Lookup
  ) throws(TemplateError) -> Value {
    var value = start
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      if value.isNothing {
        if lookup.needsSteps, !isLast || lookup.needsLast || index > 0 { throw missing(part, lookup.offset) }
        return value
      }
      if lookup.stopsAtFalse, !value.isTruthy { return value }
      let next = value.property(part)
      if next == nil, isLast, lookup.needsLast { throw missing(part, lookup.offset) }
      value = next ?? .undefined
    }
    return value
  }

  /// Notes that a property of the root context was looked at, or the root context as a whole.
  func note(_ container: Value, _ name: String?) {
    guard tracksReads, container.isStrictlyEqual(to: root) else { return }
    if case .map = container { renderer.note(name.map(Read.property) ?? .everything) }
  }

  private func missing(_ name: String, _ offset: Int) -> TemplateError {
    error(.missingValue(name), offset)
  }

  func error(_ reason: TemplateError.Reason, _ offset: Int) -> TemplateError {
    TemplateError(reason, in: renderer.units[unit].program.source, at: offset)
  }
}
