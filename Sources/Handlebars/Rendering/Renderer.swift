/// Renders one program, any number of times.
///
/// It numbers the values it has seen and remembers what each pure expression gave for them, so that rendering
/// again with other combinations of known values evaluates nothing twice. One renderer belongs to one thread.
package final class Renderer {
  /// Units that can run: the template, then each partial that was called so far.
  var units: [Unit]
  let helpers: HelperTable
  let partialSources: [Bytes: Source]
  /// The partials that were given, as calls find them.
  let partialScope: PartialScope
  var unitOfPartial: [Bytes: Int] = [:]
  let budget: Budget
  /// Called for each `{{log}}`, with its level and its message.
  package var onLog: ((_ level: String, _ message: String) -> Void)?

  let symbols = SymbolTable()
  let memos: UnsafeMutablePointer<MemoTable>
  /// One byte per entry of the template's `reads`.
  let readMarks: UnsafeMutablePointer<UInt8>
  /// Reads that the program's own list does not name, in the order they were first met, and a byte for each.
  private var otherReads: [Read] = []
  private var otherIndexes: [Read: Int] = [:]
  private var otherMarks: [UInt8] = []
  private let emptyFrame = DataFrame([], parent: nil)
  private var knownReads: [[UInt8]: Reads] = [:]

  package init(
    _ program: Program, helpers: HelperTable = HelperTable(), partials: [Source] = []
  ) {
    units = [Unit(program)]
    self.helpers = helpers
    partialSources = Dictionary(partials.map { (Bytes($0.name), $0) }, uniquingKeysWith: { _, last in last })
    partialScope = PartialScope(
      Dictionary(uniqueKeysWithValues: partialSources.keys.map { ($0, .named($0.text)) }), parent: nil)
    budget = program.options.budget
    memos = .allocate(capacity: max(1, program.memos.count))
    for index in program.memos.indices { (memos + index).initialize(to: MemoTable(program.memos[index])) }
    readMarks = .allocate(capacity: max(1, program.reads.count))
    readMarks.initialize(repeating: 0, count: max(1, program.reads.count))
  }

  deinit {
    for index in units[0].program.memos.indices { memos[index].deallocate() }
    memos.deinitialize(count: units[0].program.memos.count)
    memos.deallocate()
    readMarks.deallocate()
  }

  package var program: Program { units[0].program }

  /// The programs of the partials that were called, by the unit that an ``Origin`` names.
  package func program(ofUnit unit: Int) -> Program { units[unit].program }

  /// An input made ready: its values numbered.
  package struct Binding {
    let contexts: ContextChain
    let data: DataFrame
    let slots: [SymbolTable.Symbol]
  }

  /// - Parameters:
  ///   - root: the context, `@root`.
  ///   - data: further data variables, by name without `@`.
  package func bind(_ root: Value, data: [(name: String, value: Value)] = []) -> Binding {
    bind(ContextChain(root, nil), data) { root.property($0) }
  }

  /// As ``bind(_:data:)``, for a context that is a map of these entries.
  package func bind(
    entries: [(name: String, value: Value)], data: [(name: String, value: Value)] = []
  ) -> Binding {
    let contexts = ContextChain { .map(Map(entries.map { ($0.name, $0.value) })) }
    return bind(contexts, data) { name in entries.last { $0.name == name }?.value }
  }

  private func bind(
    _ contexts: ContextChain, _ data: [(name: String, value: Value)], property: (String) -> Value?
  ) -> Binding {
    let slots = units[0].program.slots.map { slot in
      let value = slot.isData ? data.first { $0.name == slot.name }?.value : property(slot.name)
      return symbols.symbol(for: value ?? .undefined)
    }
    return Binding(contexts: contexts, data: DataFrame(data, parent: emptyFrame), slots: slots)
  }

  /// Renders into the plain sink.
  package func render(_ binding: Binding, into sink: inout ByteSink) throws(TemplateError) {
    try run(binding, into: &sink)
  }

  /// Renders, and gives what the output rests on: the same object for the same inputs looked at.
  package func render(_ binding: Binding, into sink: inout ReadingSink) throws(TemplateError) -> Reads {
    try run(binding, into: &sink)
    return takeReads()
  }

  /// Renders, and learns where every byte came from.
  package func render(_ binding: Binding, into sink: inout TracingSink) throws(TemplateError) -> Reads {
    try run(binding, into: &sink)
    return takeReads()
  }

  /// Notes a read that no instruction has a mark for.
  func note(_ read: Read) {
    if let index = otherIndexes[read] {
      otherMarks[index] = 1
    } else {
      otherIndexes[read] = otherReads.count
      otherReads.append(read)
      otherMarks.append(1)
    }
  }

  private func takeReads() -> Reads {
    let known = units[0].program.reads
    let marks = Array(UnsafeBufferPointer(start: readMarks, count: known.count)) + otherMarks
    readMarks.update(repeating: 0, count: known.count)
    for index in otherMarks.indices { otherMarks[index] = 0 }
    if let reads = knownReads[marks] { return reads }
    let all = marks.indices.filter { marks[$0] != 0 }.map { index in
      index < known.count ? known[index] : otherReads[index - known.count]
    }
    let reads = Reads(Set(all))
    knownReads[marks] = reads
    return reads
  }

  private func run<S: Sink & ~Copyable>(_ binding: Binding, into sink: inout S) throws(TemplateError) {
    var machine = Machine<S>(self, binding)
    do {
      try machine.run(into: &sink)
    } catch {
      if S.tracksReads { _ = takeReads() }
      throw error
    }
  }

  /// The unit of a registered partial, compiled when it is first asked for.
  func unit(ofPartial name: String) throws(TemplateError) -> Int? {
    if let unit = unitOfPartial[Bytes(name)] { return unit }
    guard let source = partialSources[Bytes(name)] else { return nil }
    let program = try Compiler.compile(
      source, helpers: helpers, options: units[0].program.options, isPartial: true)
    units.append(Unit(program))
    unitOfPartial[Bytes(name)] = units.count - 1
    return units.count - 1
  }
}

extension Renderer {
  /// Renders one template once, to a string's bytes. For many renders of one template make a ``Renderer``.
  package static func render(
    _ source: Source, root: Value, data: [(name: String, value: Value)] = [], helpers: HelperTable = HelperTable(),
    partials: [Source] = [], options: CompileOptions = CompileOptions()
  ) throws(TemplateError) -> [UInt8] {
    let program = try Compiler.compile(source, helpers: helpers, options: options)
    let renderer = Renderer(program, helpers: helpers, partials: partials)
    var sink = ByteSink()
    try renderer.render(renderer.bind(root, data: data), into: &sink)
    return Array(sink.bytes)
  }
}
