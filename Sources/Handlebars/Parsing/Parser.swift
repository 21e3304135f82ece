/// Reads a template into its tree: the grammar of Handlebars.js 4.7 (handlebars.yy), by recursive descent
/// that is no deeper than the budget's nesting.
package struct Parser {
  var lexer: Lexer
  let source: Source
  let budget: Budget
  var depth = 0
  /// Where the tag in hand opens.
  var tagStart = 0

  /// The tree of a whole template, whitespace control applied.
  package static func parse(_ source: Source, budget: Budget = .standard) throws(TemplateError) -> Body {
    guard source.bytes.count <= budget.templateBytes else {
      throw TemplateError(.tooLarge(limit: budget.templateBytes), in: source, at: 0)
    }
    if let nul = source.bytes.firstIndex(of: 0) {
      throw TemplateError(.syntax(found: "a NUL byte", expected: "text"), in: source, at: nul)
    }
    guard source.bytes.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) != nil }) else {
      throw TemplateError(.notUTF8, in: source, at: source.firstInvalidUTF8)
    }
    var parser = Parser(source, budget)
    let (body, end) = try parser.body()
    if let end { throw parser.stray(end) }
    WhitespaceControl.apply(to: body, of: source)
    return body
  }

  private init(_ source: Source, _ budget: Budget) {
    self.source = source
    self.budget = budget
    lexer = Lexer(source)
  }

  // MARK: Statements

  /// Statements up to the end, or to a tag that ends or divides the block around them.
  private mutating func body(
    parameters: [String] = []
  ) throws(TemplateError) -> (body: Body, end: OpenTag?) {
    var statements: [Statement] = []
    while true {
      while let text = lexer.nextText() { statements.append(.content(Content(text))) }
      guard !lexer.isAtEnd else { return (Body(statements, parameters: parameters), nil) }
      let tag = try lexer.openTag()
      tagStart = tag.start
      switch tag.kind {
      case .inverse, .inverseChain, .endBlock: return (Body(statements, parameters: parameters), tag)
      default: statements.append(try statement(tag))
      }
    }
  }

  private mutating func statement(_ tag: OpenTag) throws(TemplateError) -> Statement {
    switch tag.kind {
    case .comment:
      return .comment(Strip(open: tag.strip.open, close: lexer.endsWithTilde), tag.start..<lexer.position)
    case .mustache(let unescaped): return try mustache(tag, isEscaped: !unescaped, unescaped: unescaped)
    case .ampersand: return try mustache(tag, isEscaped: false, unescaped: false)
    case .decorator:
      let call = try call(after: tag)
      throw TemplateError(.unknownDecorator(call.name.original), in: source, at: tag.start)
    case .partial:
      let call = try call(after: tag, nameMayBeCall: true)
      try checkPartial(call)
      let strip = Strip(open: tag.strip.open, close: try close())
      return .partial(PartialCall(call, range: tag.start..<lexer.position, strip: strip))
    case .partialBlock: return try nested(tag) { (parser) throws(TemplateError) in try parser.partialBlock(tag) }
    case .block(let decorator):
      return try nested(tag) { (parser) throws(TemplateError) in
        try parser.block(tag, kind: decorator ? .inline : .section, isInverted: false)
      }
    case .inverseBlock:
      return try nested(tag) { (parser) throws(TemplateError) in
        try parser.block(tag, kind: .section, isInverted: true)
      }
    case .rawBlock: return try rawBlock(tag)
    case .inverse, .inverseChain, .endBlock: throw stray(tag)
    }
  }

  private mutating func nested(
    _ tag: OpenTag, _ parse: (inout Parser) throws(TemplateError) -> BlockStatement
  ) throws(TemplateError) -> Statement {
    depth += 1
    defer { depth -= 1 }
    guard depth <= budget.nesting else {
      throw TemplateError(.tooDeep(limit: budget.nesting), in: source, at: tag.start)
    }
    return .block(try parse(&self))
  }

  private mutating func mustache(
    _ tag: OpenTag, isEscaped: Bool, unescaped: Bool
  ) throws(TemplateError) -> Statement {
    let call = try call(after: tag)
    let strip = Strip(open: tag.strip.open, close: unescaped ? try closeUnescaped() : try close())
    return .mustache(
      Mustache(call: call, isEscaped: isEscaped, range: tag.start..<lexer.position, strip: strip))
  }

  private func checkPartial(_ call: Call) throws(TemplateError) {
    guard call.arguments.count <= 1 else {
      throw TemplateError(
        .wrongArgumentCount(helper: "> \(call.name.original)", expected: "at most one context"), in: source,
        at: call.arguments[1].range.lowerBound)
    }
  }

  // MARK: Blocks

  private mutating func partialBlock(_ tag: OpenTag) throws(TemplateError) -> BlockStatement {
    let call = try call(after: tag, nameMayBeCall: true)
    try checkPartial(call)
    let openStrip = Strip(open: tag.strip.open, close: try close())
    let (body, end) = try body()
    let closeStrip = try closeBlock(end, of: call, tag)
    return BlockStatement(
      .partial, call, range: tag.start..<lexer.position, body: body, inverse: nil, openStrip: openStrip,
      closeStrip: closeStrip)
  }

  private mutating func block(
    _ tag: OpenTag, kind: BlockStatement.Kind, isInverted: Bool
  ) throws(TemplateError) -> BlockStatement {
    let call = try call(after: tag)
    if kind == .inline, call.name.original != "inline" {
      throw TemplateError(.unknownDecorator(call.name.original), in: source, at: call.name.range.lowerBound)
    }
    let parameters = try blockParameters()
    let openStrip = Strip(open: tag.strip.open, close: try close())
    let first = try body(parameters: parameters)
    var inverse: Inverse?
    var end = first.end
    if let divider = end, divider.kind.dividesBlock {
      if kind == .inline {
        throw TemplateError(
          .syntax(found: "'{{else}}'", expected: "'{{/inline}}'"), in: source, at: divider.start)
      }
      if isInverted, case .inverseChain = divider.kind { throw stray(divider) }
      (inverse, end) = try inversePart(divider)
    }
    let closeStrip = try closeBlock(end, of: call, tag)
    if let inverse, inverse.isChain, case .block(let link)? = inverse.body.statements.first {
      link.closeStrip = closeStrip
    }
    return BlockStatement(
      kind, call, range: tag.start..<lexer.position, body: isInverted ? inverse?.body : first.body,
      inverse: isInverted ? first.body : inverse?.body, openStrip: openStrip,
      inverseStrip: inverse?.strip ?? Strip(), closeStrip: closeStrip)
  }

  /// What follows `{{else}}` or `{{else if …}}`.
  private struct Inverse {
    let body: Body
    let strip: Strip
    let isChain: Bool
  }

  private mutating func inversePart(
    _ divider: OpenTag
  ) throws(TemplateError) -> (Inverse, end: OpenTag?) {
    guard case .inverseChain = divider.kind else {
      lexer.skipBareInverse()
      let strip = Strip(open: divider.strip.open, close: lexer.endsWithTilde)
      let (body, end) = try body()
      return (Inverse(body: body, strip: strip, isChain: false), end)
    }
    depth += 1
    defer { depth -= 1 }
    guard depth <= budget.nesting else {
      throw TemplateError(.tooDeep(limit: budget.nesting), in: source, at: divider.start)
    }
    let call = try call(after: divider)
    let parameters = try blockParameters()
    let strip = Strip(open: divider.strip.open, close: try close())
    let first = try body(parameters: parameters)
    var next: Inverse?
    var end = first.end
    if let divider = end, divider.kind.dividesBlock { (next, end) = try inversePart(divider) }
    if let next, next.isChain, case .block(let link)? = next.body.statements.first { link.closeStrip = next.strip }
    let link = BlockStatement(
      .section, call, range: divider.start..<(end?.start ?? lexer.position), body: first.body,
      inverse: next?.body, openStrip: strip, inverseStrip: next?.strip ?? Strip(), closeStrip: next?.strip ?? Strip())
    return (Inverse(body: Body([.block(link)], isChained: true), strip: strip, isChain: true), end)
  }

  private mutating func closeBlock(
    _ end: OpenTag?, of call: Call, _ tag: OpenTag
  ) throws(TemplateError) -> Strip {
    guard let end else {
      throw TemplateError(.unclosedBlock(call.name.original), in: source, at: tag.start)
    }
    guard case .endBlock = end.kind else { throw stray(end) }
    let name = try name()
    guard Bytes(name.original) == Bytes(call.name.original), name.asPath != nil else {
      throw TemplateError(
        .mismatchedClose(open: call.name.original, close: name.original), in: source, at: end.start)
    }
    return Strip(open: end.strip.open, close: try close())
  }

  private func stray(_ tag: OpenTag) -> TemplateError {
    let rest = String(decoding: source.bytes[tag.start...].prefix(80), as: UTF8.self)
    let end = rest.firstIndex(of: "}") ?? rest.endIndex
    return TemplateError(.strayClose(rest[..<end] + "}}"), in: source, at: tag.start)
  }

  // MARK: Raw blocks

  private mutating func rawBlock(_ tag: OpenTag) throws(TemplateError) -> Statement {
    let call = try call(after: tag)
    let (token, start) = lexer.nextToken()
    guard token == .closeRaw else { throw unexpected(token, start, "'}}}}'") }
    let (content, closeName) = lexer.rawContent()
    guard let closeName else {
      let expected = "'{{{{/\(call.name.original)}}}}'"
      throw TemplateError(.syntax(found: "a raw block without an end", expected: expected), in: source, at: tag.start)
    }
    guard closeName == call.name.original else {
      throw TemplateError(
        .mismatchedClose(open: call.name.original, close: closeName), in: source, at: tag.start)
    }
    let body = Body(content.map { .content(Content($0)) })
    return .block(BlockStatement(.section, call, range: tag.start..<lexer.position, body: body, inverse: nil))
  }
}

extension Opening {
  fileprivate var dividesBlock: Bool {
    switch self {
    case .inverse, .inverseChain: true
    default: false
    }
  }
}

extension Source {
  /// The offset of the first byte that belongs to no UTF-8 sequence.
  fileprivate var firstInvalidUTF8: Int {
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    var offset = 0
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    return offset
  }
}
