/// Why a template could not be compiled or rendered, and where.
package struct TemplateError: Error, Sendable, Equatable {
  package let reason: Reason
  package let template: String
  package let place: Place
  /// The line of the template that holds the place.
  package let line: String

  package enum Reason: Sendable, Equatable {
    case syntax(found: String, expected: String)
    case unclosedBlock(String)
    case unclosedTag(expected: String)
    case mismatchedClose(open: String, close: String)
    case strayClose(String)
    case invalidPath(String)
    case unknownHelper(String)
    case notAHelper(String)
    case blockOnly(String)
    case wrongArgumentCount(helper: String, expected: String)
    case helperFailed(helper: String, message: String)
    case unknownPartial(String)
    case unknownDecorator(String)
    case missingValue(String)
    case notUTF8
    case tooLarge(limit: Int)
    case tooDeep(limit: Int)
    case tooManySteps(limit: Int)
    case outputTooLarge(limit: Int)
  }

  init(_ reason: Reason, in source: Source, at offset: Int) {
    self.reason = reason
    self.template = source.name
    self.place = source.place(at: offset)
    self.line = source.line(at: offset)
  }
}

extension TemplateError.Reason: CustomStringConvertible {
  package var description: String {
    switch self {
    case .syntax(let found, let expected): "found \(found), expected \(expected)"
    case .unclosedBlock(let name): "block '\(name)' is never closed: expected '{{/\(name)}}'"
    case .unclosedTag(let expected): "the tag is never closed: expected \(expected)"
    case .mismatchedClose(let open, let close):
      "block '\(open)' is closed by '{{/\(close)}}': expected '{{/\(open)}}'"
    case .strayClose(let tag): "'\(tag)' belongs to no open block"
    case .invalidPath(let path): "path '\(path)': 'this', '.' and '..' stand at the beginning of a path only"
    case .unknownHelper(let name): "unknown helper '\(name)'"
    case .notAHelper(let name): "'\(name)' is a value, not a helper: it takes no arguments"
    case .blockOnly(let name): "'\(name)' is a block helper: expected '{{#\(name) …}}…{{/\(name)}}'"
    case .wrongArgumentCount(let helper, let expected): "'\(helper)' takes \(expected)"
    case .helperFailed(let helper, let message): "'\(helper)': \(message)"
    case .unknownPartial(let name): "unknown partial '\(name)'"
    case .unknownDecorator("inline"): "'inline' is a block: expected '{{#*inline …}}…{{/inline}}'"
    case .unknownDecorator(let name): "unknown decorator '\(name)': only 'inline' exists"
    case .missingValue(let name): "'\(name)' has no value (strict mode)"
    case .notUTF8: "the text is not UTF-8"
    case .tooLarge(let limit): "the template is larger than \(limit) bytes"
    case .tooDeep(let limit): "nested more than \(limit) levels deep"
    case .tooManySteps(let limit): "rendering takes more than \(limit) steps"
    case .outputTooLarge(let limit): "the output is larger than \(limit) bytes"
    }
  }
}

extension TemplateError: CustomStringConvertible {
  /// `name:line:column: reason`, then the line and a caret under the place.
  package var description: String {
    let (excerpt, column) = excerpt
    let before = excerpt.unicodeScalars.prefix(column)
    let margin = String(String.UnicodeScalarView(before.map { $0 == "\t" ? "\t" : " " }))
    return "\(template):\(place.line):\(place.column): \(reason)\n  \(excerpt)\n  \(margin)^"
  }

  /// What is shown of the line, which may be a whole minified document, and where in it the place is, from 0.
  private var excerpt: (text: String, column: Int) {
    let (scalars, column) = (line.unicodeScalars, place.column - 1)
    guard scalars.count > 160 else { return (line, column) }
    let start = max(0, column - 60)
    let shown = String(String.UnicodeScalarView(scalars.dropFirst(start).prefix(120)))
    let isCut = start + 120 < scalars.count
    return ((start > 0 ? "…" : "") + shown + (isCut ? "…" : ""), column - start + (start > 0 ? 1 : 0))
  }
}
