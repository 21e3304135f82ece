/// What the tags of a template look at, told without rendering.
extension Program {
  /// The inputs that an instruction's expression names; none for text. Data variables are named by their whole paths, as
  /// `cluster.region`. A name inside a loop counts as an input's, though it may be the item's.
  /// - Parameter helpers: the table that the program was compiled with.
  package func reads(of instruction: Int, helpers: HelperTable) -> [Read] {
    guard code.indices.contains(instruction) else { return [] }
    let code = code[instruction]
    var reads: [Read] = []
    switch code.operation {
    case .slot where slots.indices.contains(Int(code.a)):
      let slot = slots[Int(code.a)]
      reads = [slot.isData ? .data(slot.name) : .property(slot.name)]
    case .memo, .test: collect(memos[Int(code.a)].operand, helpers, into: &reads)
    case .output, .branch: collect(operands[Int(code.a)], helpers, into: &reads)
    case .block: collect(blocks[Int(code.a)].operand, helpers, into: &reads)
    default: break
    }
    return reads
  }

  /// The instruction that asks the condition of a site.
  package func test(of site: ConditionSite) -> Int? {
    code.indices.first { index in
      let operation = code[index].operation
      return (operation == .test || operation == .branch) && origins[index] == site.range
    }
  }

  /// The instructions of the loops and the like that an instruction stands in, the outermost first.
  package func blocks(around instruction: Int) -> [Int] {
    code.indices.filter { index in
      guard code[index].operation == .block else { return false }
      let block = blocks[Int(code[index].a)]
      return block.hasBody && (block.body..<max(block.body, block.inverse)).contains(instruction)
    }
  }

  private func collect(_ operand: Operand, _ helpers: HelperTable, into reads: inout [Read]) {
    switch operand {
    case .literal, .parameter, .fail: return
    case .context(_, let parts, _): add(parts.first.map(Read.property) ?? .everything, to: &reads)
    case .data(_, let parts, _): if !parts.isEmpty { add(.data(parts.joined(separator: ".")), to: &reads) }
    case .helper(let index, let arguments, let hash, _):
      if helpers.helpers.indices.contains(index), let source = helpers.helpers[index].source {
        if case .literal(let key)? = arguments.first { add(.key(source: source, key: key.text), to: &reads) }
      }
      for argument in arguments { collect(argument, helpers, into: &reads) }
      for entry in hash { collect(entry.value, helpers, into: &reads) }
    case .find(let value, let key):
      collect(value, helpers, into: &reads)
      collect(key, helpers, into: &reads)
    case .log(let values, _): for value in values { collect(value, helpers, into: &reads) }
    }
  }

  private func add(_ read: Read, to reads: inout [Read]) { if !reads.contains(read) { reads.append(read) } }
}
