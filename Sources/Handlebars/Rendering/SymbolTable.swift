/// Gives every value a small number, the same for the same value, and keeps the text it prints as.
///
/// Lists and maps are told apart by identity, and kept alive so that an identity stays one value's.
final class SymbolTable {
  typealias Symbol = UInt32

  struct Entry {
    var text: UnsafeBufferPointer<UInt8>
    var isTruthy: Bool
  }

  static let undefined: Symbol = 0

  /// Where the entries are now: they move as the table grows. A constant, so that reading it needs no access check.
  let base: UnsafeMutablePointer<UnsafeMutablePointer<Entry>>
  private(set) var values: [Value] = []
  private var capacity = 256
  private var strings: [Bytes: Symbol] = [:]
  private var numbers: [UInt64: Symbol] = [:]
  private var objects: [ObjectIdentifier: Symbol] = [:]
  private var simple: [Symbol?] = [nil, nil, nil, nil]

  init() {
    base = .allocate(capacity: 1)
    base.initialize(to: .allocate(capacity: capacity))
    _ = symbol(for: .undefined)
  }

  deinit {
    for index in values.indices { base.pointee[index].text.deallocate() }
    base.pointee.deallocate()
    base.deallocate()
  }

  func symbol(for value: Value) -> Symbol {
    switch value {
    case .undefined: return simple(0, value)
    case .null: return simple(1, value)
    case .bool(let flag): return simple(flag ? 3 : 2, value)
    case .number(let number): return number.isNaN ? add(value) : find(&numbers, number.bitPattern, value)
    case .string(let string): return find(&strings, Bytes(string), value)
    case .list(let list): return find(&objects, ObjectIdentifier(list), value)
    case .map(let map): return find(&objects, ObjectIdentifier(map), value)
    }
  }

  private func simple(_ index: Int, _ value: Value) -> Symbol {
    if let known = simple[index] { return known }
    let symbol = add(value)
    simple[index] = symbol
    return symbol
  }

  private func find<Key>(_ known: inout [Key: Symbol], _ key: Key, _ value: Value) -> Symbol {
    if let symbol = known[key] { return symbol }
    let symbol = add(value)
    known[key] = symbol
    return symbol
  }

  private func add(_ value: Value) -> Symbol {
    if values.count == capacity { grow() }
    var printed = value.printed
    let text = printed.withUTF8 { bytes in
      let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
      _ = copy.initialize(from: bytes)
      return UnsafeBufferPointer(copy)
    }
    (base.pointee + values.count).initialize(to: Entry(text: text, isTruthy: value.holds))
    values.append(value)
    return Symbol(values.count - 1)
  }

  private func grow() {
    capacity *= 2
    let grown = UnsafeMutablePointer<Entry>.allocate(capacity: capacity)
    grown.moveInitialize(from: base.pointee, count: values.count)
    base.pointee.deallocate()
    base.pointee = grown
  }
}

/// What an expression gave for each value of the slot, or pair of slots, that it depends on.
struct MemoTable {
  let first: Int
  /// -1 where the expression depends on one slot only.
  let second: Int
  /// What asking counts as reading.
  let reads: UnsafeBufferPointer<Int>
  private var single: UnsafeMutablePointer<UInt32>
  private var capacity = 0
  private var pairs: [UInt64: UInt32] = [:]

  init(_ code: MemoCode) {
    first = code.slots.first ?? 0
    second = code.slots.count > 1 ? code.slots[1] : -1
    let copy = UnsafeMutableBufferPointer<Int>.allocate(capacity: code.reads.count)
    _ = copy.initialize(from: code.reads)
    reads = UnsafeBufferPointer(copy)
    single = .allocate(capacity: 1)
  }

  /// The answer plus one, or 0 where there is none yet.
  @inline(__always)
  func answer(_ symbol: SymbolTable.Symbol) -> UInt32 {
    Int(symbol) < capacity ? single[Int(symbol)] : 0
  }

  func answer(_ first: SymbolTable.Symbol, _ second: SymbolTable.Symbol) -> UInt32 {
    pairs[UInt64(first) << 32 | UInt64(second)] ?? 0
  }

  mutating func keep(_ answer: UInt32, for symbol: SymbolTable.Symbol) {
    if Int(symbol) >= capacity {
      let wanted = max(16, (Int(symbol) + 1) * 2)
      let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: wanted)
      grown.initialize(repeating: 0, count: wanted)
      grown.update(from: single, count: capacity)
      single.deallocate()
      single = grown
      capacity = wanted
    }
    single[Int(symbol)] = answer
  }

  mutating func keep(_ answer: UInt32, for first: SymbolTable.Symbol, _ second: SymbolTable.Symbol) {
    pairs[UInt64(first) << 32 | UInt64(second)] = answer
  }

  func deallocate() {
    reads.deallocate()
    single.deallocate()
  }
}
