import Handlebars

/// One thing that is likely wrong with a template.
package struct TemplateFinding: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    case undeclared
    case unused
    case outsideAllowed = "outside-allowed"
    case unreachable
    case unknownHelper = "unknown-helper"
    case providerKey = "provider-key"
  }

  package let kind: Kind
  /// Of the file, from 1.
  package let line: Int
  package let column: Int
  package let message: String

  init(kind: Kind, place: Place, message: String) {
    self.kind = kind
    line = place.line
    column = place.column
    self.message = message
  }
}

extension Template {
  /// Data variables that a render sets besides those of the language.
  package static let scopeVariables = ["team", "environment", "cluster"]
  private static let languageVariables = ["root", "index", "key", "first", "last", "partial-block"]

  /// Everything that looks wrong, in the order of the lines.
  /// - Parameter providerKeys: the keys that the known provider mappings have, where they are known.
  package func check(providerKeys: Set<String>? = nil) -> [TemplateFinding] {
    let declared = frontMatter.arguments.map(\.name)
    var findings: [TemplateFinding] = []
    for mention in references.names where !declared.contains(mention.name) {
      findings.append(undeclared(mention, declared))
    }
    let known = Template.scopeVariables + Template.languageVariables
    for mention in references.dataNames where !known.contains(mention.name) {
      findings.append(
        TemplateFinding(
          kind: .undeclared, place: place(mention),
          message: "'@\(mention.name)' is no scope variable: it renders empty"))
    }
    for mention in references.unknownHelpers {
      let near = Nearest.likely(mention.name, among: HelperTable.standard.names).map { ": did you mean '\($0)'?" } ?? ""
      findings.append(
        TemplateFinding(kind: .unknownHelper, place: place(mention), message: "unknown helper '\(mention.name)'\(near)")
      )
    }
    for argument in frontMatter.arguments
    where !references.usedNames.contains(argument.name) && argument.name != frontMatter.providerArgument {
      findings.append(
        TemplateFinding(
          kind: .unused, place: argument.place ?? Place(line: 2, column: 1),
          message: "argument '\(argument.name)' is declared but never used"))
    }
    if let providerKeys {
      for mention in references.providerKeys where !providerKeys.contains(mention.name) {
        findings.append(
          TemplateFinding(
            kind: .providerKey, place: place(mention), message: "no provider mapping has the key '\(mention.name)'"))
      }
    }
    findings += BranchCheck.findings(in: self)
    return findings.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  private func place(_ mention: References.Mention) -> Place { program.source.place(at: mention.offset) }

  private func undeclared(_ mention: References.Mention, _ declared: [String]) -> TemplateFinding {
    let near = Nearest.likely(mention.name, among: declared)
    let advice = near.map { "did you mean '\($0)'?" } ?? "escape it as \\{{\(mention.name)}} to keep it"
    return TemplateFinding(
      kind: .undeclared, place: place(mention),
      message: "'\(mention.name)' is no declared argument: it renders empty; \(advice)")
  }
}
