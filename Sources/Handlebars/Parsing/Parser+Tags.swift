/// The inside of a tag: names, arguments, hashes and block parameters, and what closes it.
extension Parser {
  /// A name and its arguments, up to whatever closes them.
  mutating func call(
    after tag: OpenTag, nameMayBeCall: Bool = false
  ) throws(TemplateError) -> Call {
    try call(from: tag.start, nameMayBeCall: nameMayBeCall)
  }

  mutating func call(from start: Int, nameMayBeCall: Bool = false) throws(TemplateError) -> Call {
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

  func peek() -> Token {
    var ahead = lexer
    return ahead.nextToken().token
  }

  /// Reads `key=` when that is what comes next.
  mutating func hashKey(_ next: Token) throws(TemplateError) -> String? {
    guard case .id(let key, _) = next else { return nil }
    var ahead = lexer
    _ = ahead.nextToken()
    guard ahead.nextToken().token == .equals else { return nil }
    lexer = ahead
    return key
  }

  mutating func argument() throws(TemplateError) -> Expression {
    peek() == .openCall ? try subexpression() : try name()
  }

  mutating func subexpression() throws(TemplateError) -> Expression {
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
  mutating func name() throws(TemplateError) -> Expression {
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

  mutating func path(
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

  mutating func blockParameters() throws(TemplateError) -> [String] {
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

  mutating func close() throws(TemplateError) -> Bool {
    let (token, start) = lexer.nextToken()
    guard case .close(let strip) = token else { throw unexpected(token, start, "'}}'") }
    return strip
  }

  mutating func closeUnescaped() throws(TemplateError) -> Bool {
    let (token, start) = lexer.nextToken()
    guard case .closeUnescaped(let strip) = token else { throw unexpected(token, start, "'}}}'") }
    return strip
  }

  func unexpected(_ token: Token, _ start: Int, _ expected: String) -> TemplateError {
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
