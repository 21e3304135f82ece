/// What calls, paths and literals come to.
extension Compiler {
  /// The language's own block that a call names, if any. As in the reference, further segments of a name
  /// that has arguments, and what it is relative to, are passed over.
  func builtInBlock(_ call: Call) -> String? {
    guard let path = call.name.asPath, let name = path.parts.first, call.hasArguments || path.isSimple,
      !(path.isSimple && parameter(path) != nil), ["if", "unless", "each", "with"].contains(name)
    else { return nil }
    return name
  }

  /// Whether a call is a helper's, as against a value's: it has arguments, or its name is a helper's.
  func isHelperCall(_ call: Call) -> Bool {
    guard let path = call.name.asPath else { return true }
    if path.isSimple, parameter(path) != nil { return false }
    if call.hasArguments { return true }
    return path.isSimple && !path.isData && isKnown(path.parts[0])
  }

  func isKnown(_ name: String) -> Bool {
    helpers.index(of: name) != nil || HelperTable.builtIn.contains(name)
  }

  mutating func operand(for call: Call, isStatement: Bool) -> Operand {
    guard let path = call.name.asPath else { return operand(for: call.name) }
    if !isHelperCall(call) { return operand(for: path, isTarget: true) }
    return helperOperand(path, call)
  }

  mutating func operand(for expression: Expression) -> Operand {
    switch expression {
    case .literal(let value, _, _): return .literal(value)
    case .path(let path): return operand(for: path, isTarget: false)
    case .call(let call):
      guard let path = call.name.asPath else { return .literal(.undefined) }
      if path.isSimple, parameter(path) != nil {
        return .fail(.notAHelper(path.original), offset: path.range.lowerBound)
      }
      return helperOperand(path, call)
    }
  }

  private mutating func helperOperand(_ path: Path, _ call: Call) -> Operand {
    let offset = call.name.range.lowerBound
    let name = path.parts.first ?? path.original
    let arguments = call.arguments.map { operand(for: $0) }
    let hash = call.hash.map { ($0.key, operand(for: $0.value)) }
    let isOwn = HelperTable.builtIn.contains(name)
    guard isOwn || path.isSimple && !path.isData else { return unknownHelper(path, call) }
    if let index = helpers.index(of: name) {
      let helper = helpers.helpers[index]
      guard helper.arity.contains(arguments.count) else {
        return .fail(.wrongArgumentCount(helper: name, expected: helper.arityText), offset: offset)
      }
      return .helper(index, arguments: arguments, hash: hash, offset: offset)
    }
    switch name {
    case "lookup":
      return .find(
        arguments.first ?? .literal(.undefined), key: arguments.count > 1 ? arguments[1] : .literal(.undefined))
    case "log": return .log(arguments, level: hash.first { $0.0 == "level" }?.1)
    case "if", "unless", "each", "with": return .fail(.blockOnly(name), offset: offset)
    default:
      return unknownHelper(path, call)
    }
  }

  /// A call without positional arguments of what is no helper gives nothing, as in the reference.
  private func unknownHelper(_ path: Path, _ call: Call) -> Operand {
    if call.arguments.isEmpty, !program.options.isStrict { return .literal(.undefined) }
    return .fail(.unknownHelper(path.original), offset: path.range.lowerBound)
  }

  /// - Parameter isTarget: whether the path is what a tag is about, rather than an argument: strict mode
  ///   asks for the last segment of those only, as the reference does.
  func operand(for path: Path, isTarget: Bool) -> Operand {
    let isStrict = program.options.isStrict
    var lookup = Operand.Lookup(offset: path.range.lowerBound)
    // No first segment, or an empty one, is the context itself, even behind `@`.
    guard let first = path.parts.first, !first.isEmpty else {
      return .context(depth: path.depth, parts: [], lookup: lookup)
    }
    lookup.needsLast = isStrict && isTarget
    lookup.needsSteps = isStrict
    lookup.stopsAtFalse = path.isData
    if path.depth == 0, !path.isScoped, let (level, index) = parameter(path) {
      lookup.needsLast = false
      guard let level else { return .literal(.undefined) }
      lookup.stopsAtFalse = false
      return .parameter(level: level, index: index, parts: Array(path.parts.dropFirst()), lookup: lookup)
    }
    if path.isData { return .data(depth: path.depth, parts: path.parts, lookup: lookup) }
    return .context(depth: path.depth, parts: path.parts, lookup: lookup)
  }

  /// The block parameter that a path begins with. The level is nil where the parameter never has a value.
  private func parameter(_ path: Path) -> (level: Int?, index: Int)? {
    guard path.depth == 0, !path.isScoped, let name = path.parts.first.map(Bytes.init) else { return nil }
    var level = 0
    for (names, isVoid) in zip(parameters, isParameterVoid).reversed() {
      if let index = names?.firstIndex(where: { Bytes($0) == name }) { return (isVoid ? nil : level, index) }
      if !isVoid { level += 1 }
    }
    return nil
  }

  // MARK: Memos

  /// Adds a memo for an operand that depends on slots only.
  mutating func memo(_ operand: Operand, _ kind: MemoCode.Kind) -> Int? {
    guard isAtRoot, !program.options.isStrict, program.options.budget.steps > 0 else { return nil }
    var inputs = Inputs()
    guard collect(operand, into: &inputs), !inputs.slots.isEmpty, inputs.slots.count <= 2 else { return nil }
    let slots = inputs.slots.map { slot($0) }
    let reads = inputs.reads.map { read in
      switch read {
      case .property(let name): slot(Slot(name: name, isData: false))
      case .data(let name): slot(Slot(name: name, isData: true))
      default: -keyRead(read) - 1
      }
    }
    program.memos.append(MemoCode(operand: operand, slots: slots, kind: kind, reads: reads))
    return program.memos.count - 1
  }

  private struct Inputs {
    var slots: [Slot] = []
    var reads: [Read] = []

    mutating func add(_ slot: Slot, _ read: Read) {
      if !slots.contains(slot) { slots.append(slot) }
      if !reads.contains(read) { reads.append(read) }
    }
  }

  /// Gathers what an operand depends on; false when that is more than slots.
  private func collect(_ operand: Operand, into inputs: inout Inputs) -> Bool {
    switch operand {
    case .literal: return true
    case .context(0, let parts, _):
      guard let name = parts.first else { return false }
      inputs.add(Slot(name: name, isData: false), .property(name))
      return true
    case .data(0, let parts, _):
      guard let name = parts.first, name != "root" else { return false }
      inputs.add(Slot(name: name, isData: true), .data(name))
      return true
    case .helper(let index, let arguments, let hash, _):
      if let source = helpers.helpers[index].source {
        guard case .literal(let key)? = arguments.first else { return false }
        inputs.add(Slot(name: source, isData: true), .key(source: source, key: key.text))
      }
      return arguments.allSatisfy { collect($0, into: &inputs) }
        && hash.allSatisfy { collect($0.value, into: &inputs) }
    case .find(let value, let key): return collect(value, into: &inputs) && collect(key, into: &inputs)
    case .context, .data, .parameter, .log, .fail: return false
    }
  }

  mutating func slot(_ slot: Slot) -> Int {
    if let index = slotIndex[slot] { return index }
    slotIndex[slot] = program.slots.count
    program.slots.append(slot)
    return program.slots.count - 1
  }

  mutating func keyRead(_ read: Read) -> Int {
    if let index = keyReads.firstIndex(of: read) { return index }
    keyReads.append(read)
    return keyReads.count - 1
  }
}
