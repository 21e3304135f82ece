package import Handlebars

/// What a template's body refers to, found in its tree without rendering it.
package struct References: Sendable {
  /// A mention of a name, and where.
  package struct Mention: Sendable {
    package let name: String
    /// The byte of the body at which it begins.
    package let offset: Int
  }

  /// Mustaches, arguments and conditions that look a name up in the outermost context, in the order of the file.
  package private(set) var names: [Mention] = []
  /// Data variables other than those the language sets.
  package private(set) var dataNames: [Mention] = []
  /// The data variables' paths, without `@`: `team`, `cluster.region`.
  package private(set) var dataPaths: Set<String> = []
  /// Calls of what is no helper.
  package private(set) var unknownHelpers: [Mention] = []
  /// Names whose value is tested with `includes` or `contains`.
  package private(set) var membershipTests: Set<String> = []
  /// Calls of `provider` with a literal key.
  package private(set) var providerKeys: [Mention] = []

  package init(of body: Body) {
    var walker = Walker()
    walker.visit(body, isRoot: true)
    self = walker.references
  }

  private init() {}

  private struct Walker {
    var references = References()
    var parameters: [String] = []

    mutating func visit(_ body: Body, isRoot: Bool) {
      parameters += body.parameters
      for statement in body.statements {
        switch statement {
        case .content, .comment: continue
        case .mustache(let mustache): visit(mustache.call, isRoot: isRoot, isBlock: false)
        case .partial(let partial): visitArguments(partial.call, isRoot: isRoot)
        case .block(let block): visit(block, isRoot: isRoot)
        }
      }
      parameters.removeLast(body.parameters.count)
    }

    private mutating func visit(_ block: BlockStatement, isRoot: Bool) {
      var isInner = isRoot
      switch block.kind {
      case .section:
        visit(block.call, isRoot: isRoot, isBlock: true)
        let name = block.call.name.asPath?.parts.first
        isInner = isRoot && (name == "if" || name == "unless")
      case .inline, .partial:
        visitArguments(block.call, isRoot: isRoot)
        isInner = false
      }
      if let body = block.body { visit(body, isRoot: isInner) }
      if let inverse = block.inverse { visit(inverse, isRoot: isRoot) }
    }

    private mutating func visit(_ call: Call, isRoot: Bool, isBlock: Bool) {
      guard let path = call.name.asPath else { return visit(call.name, isRoot: isRoot) }
      let name = path.parts.first ?? ""
      let isHelper = HelperTable.standard.names.contains(name)
      if call.hasArguments, !isHelper {
        references.unknownHelpers.append(mention(path.original, call.name.range))
      } else if !isHelper || !path.isSimple {
        visit(.path(path), isRoot: isRoot)
      } else {
        note(call, name)
      }
      visitArguments(call, isRoot: isRoot)
    }

    private mutating func note(_ call: Call, _ name: String) {
      guard let first = call.arguments.first else { return }
      if name == "includes" || name == "contains", case .path(let path) = first, path.isSimple, !path.isData {
        references.membershipTests.insert(path.parts[0])
      }
      if name == "provider", case .literal(let key, _, let range) = first {
        references.providerKeys.append(mention(key.text, range))
      }
    }

    private mutating func visitArguments(_ call: Call, isRoot: Bool) {
      for argument in call.arguments { visit(argument, isRoot: isRoot) }
      for entry in call.hash { visit(entry.value, isRoot: isRoot) }
    }

    private mutating func visit(_ expression: Expression, isRoot: Bool) {
      switch expression {
      case .literal: return
      case .call(let call): visit(call, isRoot: isRoot, isBlock: false)
      case .path(let path):
        guard let name = path.parts.first, !parameters.contains(name) else { return }
        if path.isData {
          references.dataNames.append(mention(name, path.range))
          references.dataPaths.insert(path.parts.joined(separator: "."))
          if name == "root", path.parts.count > 1 { references.names.append(mention(path.parts[1], path.range)) }
        } else if isRoot || path.depth > 0 {
          // Inside `each` and `with` a bare name is the item's; one with `../` may be the root's.
          if isRoot {
            references.names.append(mention(name, path.range))
          } else {
            outerNames.append(mention(name, path.range))
          }
        }
      }
    }

    /// Names looked up with `../` from inside a block: uses of an argument, but not findings when undeclared.
    private var outerNames: [Mention] {
      get { references.outerNames }
      set { references.outerNames = newValue }
    }

    private func mention(_ name: String, _ range: Range<Int>) -> Mention {
      Mention(name: name, offset: range.lowerBound)
    }
  }

  /// Names looked up from inside a block with a context of its own, by `../`: they count as used.
  package private(set) var outerNames: [Mention] = []

  package var usedNames: Set<String> { Set((names + outerNames).map(\.name)) }
}
