/// A token inside a tag.
enum Token: Equatable {
  case id(String, isSegmentLiteral: Bool)
  case string(String)
  case number(Double)
  case bool(Bool)
  case undefined
  case null
  case separator(String)
  case equals
  case data
  case openCall
  case closeCall
  case openParameters
  case pipe
  /// `}}`, with the side's `~`.
  case close(strip: Bool)
  /// `}}}`
  case closeUnescaped(strip: Bool)
  /// `}}}}`
  case closeRaw
  case invalid(String)
  case end

  /// How a message names it.
  var text: String {
    switch self {
    case .id(let name, let isSegmentLiteral): isSegmentLiteral ? "'[\(name)]'" : "'\(name)'"
    case .string(let text): "the string \"\(text)\""
    case .number(let number): "the number \(NumberText.text(of: number))"
    case .bool(let flag): "'\(flag)'"
    case .undefined: "'undefined'"
    case .null: "'null'"
    case .separator(let text): "'\(text)'"
    case .equals: "'='"
    case .data: "'@'"
    case .openCall: "'('"
    case .closeCall: "')'"
    case .openParameters: "'as |'"
    case .pipe: "'|'"
    case .close(let strip): strip ? "'~}}'" : "'}}'"
    case .closeUnescaped(let strip): strip ? "'}~}}'" : "'}}}'"
    case .closeRaw: "'}}}}'"
    case .invalid("\""), .invalid("'"): "a text without its closing quote"
    case .invalid("["): "a name without its closing ']'"
    case .invalid(let text): "'\(text)'"
    case .end: "the end of the template"
    }
  }
}

/// What opens a tag.
enum Opening {
  case mustache(unescaped: Bool)
  case ampersand
  case block(decorator: Bool)
  case rawBlock
  case inverseBlock
  /// `{{else` with more behind it.
  case inverseChain
  /// `{{else}}` or `{{^}}`, whole.
  case inverse
  case endBlock
  case partial
  case partialBlock
  case decorator
  /// A comment, whole.
  case comment
}

/// Where a tag opens: its kind, its first byte, and whether `~` follows the braces.
struct OpenTag {
  let kind: Opening
  let start: Int
  var strip: Strip
}
