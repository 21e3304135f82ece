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
    case .mismatchedClose(let open, let close):
      "block '\(open)' is closed by '{{/\(close)}}': expected '{{/\(open)}}'"
    case .strayClose(let tag): "'\(tag)' belongs to no open block"
    case .invalidPath(let path): "path '\(path)' has 'this', '.' or '..' after its first segments"
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
    let before = line.unicodeScalars.prefix(place.column - 1)
    let margin = String(String.UnicodeScalarView(before.map { $0 == "\t" ? "\t" : " " }))
    return "\(template):\(place.line):\(place.column): \(reason)\n  \(line)\n  \(margin)^"
  }
}
