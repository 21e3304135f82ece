package import Handlebars
import Yams

/// Why a template document, a value or a data file was refused.
package enum StrategyError: Error, Sendable, Equatable {
  /// A YAML or JSON text that is not as it should be.
  case document(name: String, place: Place?, problem: String)
  /// Everything that is wrong with one file, in the order of its lines.
  case problems(name: String, [Problem])
  /// The language refused the template, or its rendering.
  case template(TemplateError)

  package struct Problem: Sendable, Equatable {
    package let place: Place?
    package let text: String
  }
}

extension StrategyError {
  init(_ error: YamlError, in name: String) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self = .document(
        name: name, place: Place(line: mark.line, column: mark.column), problem: StrategyError.plain(problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      self = .document(
        name: name, place: Place(line: context.mark.line, column: context.mark.column),
        problem: "the same key twice: \(duplicates.sorted().map(quoted).joined(separator: ", "))")
    case .reader(let problem, let offset, _, let text):
      let before = text.prefix(offset ?? 0).utf8.count
      self = .document(
        name: name, place: Place(of: before, in: text), problem: "not YAML: \(problem): expected it as an escape")
    default: self = .document(name: name, place: Place(line: 1, column: 1), problem: "not YAML: \(error)")
    }
  }
}

extension StrategyError {
  /// What libyaml says, in words that help; its own where there are none.
  private static func plain(_ problem: String) -> String {
    switch problem {
    case "mapping values are not allowed in this context":
      "not YAML: a second ': ' in one line; a text that holds ': ' is put in quotes"
    case "found character that cannot start any token":
      "not YAML: a tab, '@', '`' or '%' begins a word; lines are indented with blanks, such texts put in quotes"
    case "found unexpected end of stream": "not YAML: a quoted text is never closed"
    case "but found another document": "expected one YAML document, found another"
    default: "not YAML: \(problem)"
    }
  }

  /// The same error of a text that begins further down in its file.
  func movedDown(lines: Int) -> StrategyError {
    guard case .document(let name, let place?, let problem) = self else { return self }
    return .document(name: name, place: Place(line: place.line + lines, column: place.column), problem: problem)
  }
}

extension StrategyError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .document(let name, let place, let problem): StrategyError.line(name, place, problem)
    case .problems(let name, let problems):
      problems.map { StrategyError.line(name, $0.place, $0.text) }.joined(separator: "\n")
    case .template(let error): error.description
    }
  }

  /// One message for each problem.
  package var messages: [(text: String, hints: [String])] {
    guard case .problems(let name, let problems) = self else {
      return [(description, suggestion.map { [$0] } ?? [])]
    }
    return problems.map { (StrategyError.line(name, $0.place, $0.text), []) }
  }

  /// What went wrong, without where.
  package var reason: String {
    if case .template(let error) = self { error.reason.description } else { description }
  }

  /// The line of the template file that the language refused.
  package var templateLine: Int? {
    if case .template(let error) = self { error.place.line } else { nil }
  }

  /// What was likely meant, where that can be told.
  package var suggestion: String? {
    guard case .template(let error) = self else { return nil }
    if case .unknownPartial(let name) = error.reason { return "strata render --partial \(name)=FILE gives one" }
    guard case .unknownHelper(let name) = error.reason else { return nil }
    if HelperTable.standard.names.contains(name) { return "--raw knows Handlebars' own helpers only: add --helpers" }
    return Nearest.likely(name, among: HelperTable.standard.names).map { "did you mean '\($0)'?" }
  }

  private static func line(_ name: String, _ place: Place?, _ text: String) -> String {
    place.map { "\(name):\($0.line):\($0.column): \(text)" } ?? "\(name): \(text)"
  }
}
