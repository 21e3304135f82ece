/// Reads a template into its tree: the grammar of Handlebars.js 4.7 (handlebars.yy), by recursive descent
/// that is no deeper than the budget's nesting.
package struct Parser {
  private var lexer: Lexer
  private let source: Source
  private let budget: Budget
  private var depth = 0
  /// Where the tag in hand opens.
  private var tagStart = 0

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

// MARK: - Inside a tag

extension Parser {
  /// A name and its arguments, up to whatever closes them.
  private mutating func call(
    after tag: OpenTag, nameMayBeCall: Bool = false
  ) throws(TemplateError) -> Call {
    try call(from: tag.start, nameMayBeCall: nameMayBeCall)
  }

  private mutating func call(from start: Int, nameMayBeCall: Bool = false) throws(TemplateError) -> Call {
    let name: Expression
    if nameMayBeCall, peek() == .openCall { name = try subexpression() } else { name = try self.name() }
    var arguments: [Expression] = []
    var hash: [(key: String, value: Expression)] = []
    while true {
      let next = peek()
      if let key = try hashKey(next) {
        hash.append((key, try argument()))
      } else if hash.isEmpty, next.startsArgument {
        arguments.append(try argument())
      } else {
        return Call(name: name, arguments: arguments, hash: hash, range: start..<lexer.position)
      }
    }
  }

  private func peek() -> Token {
    var ahead = lexer
    return ahead.nextToken().token
  }

  /// Reads `key=` when that is what comes next.
  private mutating func hashKey(_ next: Token) throws(TemplateError) -> String? {
    guard case .id(let key, _) = next else { return nil }
    var ahead = lexer
    _ = ahead.nextToken()
    guard ahead.nextToken().token == .equals else { return nil }
    lexer = ahead
    return key
  }

  private mutating func argument() throws(TemplateError) -> Expression {
    peek() == .openCall ? try subexpression() : try name()
  }

  private mutating func subexpression() throws(TemplateError) -> Expression {
    depth += 1
    defer { depth -= 1 }
    let (_, start) = lexer.nextToken()
    guard depth <= budget.nesting else {
      throw TemplateError(.tooDeep(limit: budget.nesting), in: source, at: start)
    }
    let call = try call(from: start)
    let (token, end) = lexer.nextToken()
    guard token == .closeCall else { throw unexpected(token, end, "')'") }
    return .call(
      Call(name: call.name, arguments: call.arguments, hash: call.hash, range: start..<lexer.position))
  }

  /// A path, a data path, or a literal.
  private mutating func name() throws(TemplateError) -> Expression {
    let (token, start) = lexer.nextToken()
    switch token {
    case .string(let text): return .literal(.string(text), original: text, range: start..<lexer.position)
    case .number(let number):
      let text = NumberText.text(of: number)
      return .literal(.number(number), original: text, range: start..<lexer.position)
    case .bool(let flag):
      return .literal(.bool(flag), original: flag ? "true" : "false", range: start..<lexer.position)
    case .undefined: return .literal(.undefined, original: "undefined", range: start..<lexer.position)
    case .null: return .literal(.null, original: "null", range: start..<lexer.position)
    case .data:
      let (first, firstStart) = lexer.nextToken()
      guard case .id = first else { throw unexpected(first, firstStart, "a name after '@'") }
      return .path(try path(first, from: start, isData: true))
    case .id: return .path(try path(token, from: start, isData: false))
    default: throw unexpected(token, start, "a name or a value")
    }
  }

  private mutating func path(
    _ first: Token, from start: Int, isData: Bool
  ) throws(TemplateError) -> Path {
    var segments: [(separator: String, token: Token)] = [("", first)]
    while case .separator(let separator) = peek() {
      _ = lexer.nextToken()
      let (token, tokenStart) = lexer.nextToken()
      guard case .id = token else { throw unexpected(token, tokenStart, "a name after '\(separator)'") }
      segments.append((separator, token))
    }
    var original = isData ? "@" : ""
    var depth = 0
    var parts: [String] = []
    for (separator, token) in segments {
      guard case .id(let part, let isSegmentLiteral) = token else { continue }
      original += separator + part
      guard !isSegmentLiteral, part == ".." || part == "." || part == "this" else {
        parts.append(part)
        continue
      }
      guard parts.isEmpty else { throw TemplateError(.invalidPath(original), in: source, at: start) }
      if part == ".." { depth += 1 }
    }
    return Path(
      isData: isData, depth: depth, parts: parts, original: original, range: start..<lexer.position)
  }

  private mutating func blockParameters() throws(TemplateError) -> [String] {
    guard peek() == .openParameters else { return [] }
    _ = lexer.nextToken()
    var names: [String] = []
    while true {
      let (token, start) = lexer.nextToken()
      switch token {
      case .id(let name, _): names.append(name)
      case .pipe where !names.isEmpty: return names
      default: throw unexpected(token, start, "names between bars, as in '|item index|'")
      }
    }
  }

  private mutating func close() throws(TemplateError) -> Bool {
    let (token, start) = lexer.nextToken()
    guard case .close(let strip) = token else { throw unexpected(token, start, "'}}'") }
    return strip
  }

  private mutating func closeUnescaped() throws(TemplateError) -> Bool {
    let (token, start) = lexer.nextToken()
    guard case .closeUnescaped(let strip) = token else { throw unexpected(token, start, "'}}}'") }
    return strip
  }

  private func unexpected(_ token: Token, _ start: Int, _ expected: String) -> TemplateError {
    token == .end
      ? TemplateError(.unclosedTag(expected: expected), in: source, at: tagStart)
      : TemplateError(.syntax(found: token.text, expected: expected), in: source, at: start)
  }
}

extension Token {
  fileprivate var startsArgument: Bool {
    switch self {
    case .id, .string, .number, .bool, .undefined, .null, .data, .openCall: true
    default: false
    }
  }
}

extension Lexer {
  /// Reads the rest of `{{else}}` or `{{^}}`.
  mutating func skipBareInverse() {
    _ = nextToken()
  }

  /// The text of a raw block up to its own end, and the name that end carries; raw blocks inside it are text.
  mutating func rawContent() -> (content: [Range<Int>], closeName: String?) {
    var content: [Range<Int>] = []
    var start = position
    var nesting = 1
    while let braces = index(of: "{{{{", from: position) {
      position = braces
      guard let close = rawClose() else {
        // Four braces that open no end: one more level, unless a slash makes them plain text.
        if byte(4) != UInt8(ascii: "/") { nesting += 1 }
        position += byte(4) == UInt8(ascii: "/") ? 1 : 4
        continue
      }
      nesting -= 1
      if nesting == 0 {
        if start < braces { content.append(start..<braces) }
        position = close.end
        return (content, close.name)
      }
      position = close.end
      content.append(start..<position)
      start = position
    }
    return (content, nil)
  }

  /// `{{{{/name}}}}` at `position`.
  private func rawClose() -> (name: String, end: Int)? {
    guard starts(with: "{{{{/") else { return nil }
    var end = position + 5
    while end < bytes.count, isIdentifierByte(bytes[end]), Whitespace.length(in: bytes, at: end) == nil { end += 1 }
    guard end > position + 5, starts(with: "}}}}", at: end - position) else { return nil }
    return (source.text(position + 5..<end), end + 4)
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
