import Strategy

/// Checks values of layers before anything is generated from them: in the template that the layer follows, with neutral
/// values for all other arguments and the first of those that are allowed. Many layers say the same, so each value of
/// an argument is checked once.
final class LayerShapes {
  private struct Key: Hashable {
    let template: ID<TemplateRevision>
    let name: String
    let value: ParameterValue
  }

  /// A template with neutral values.
  private struct Base {
    let check: ShapeCheck
    let input: RenderInput
  }

  private let resolver: Resolver
  /// Whether plain words and numbers pass unseen where their like is expected; `generate` looks at them too.
  private let isQuick: Bool
  private var bases: [ID<TemplateRevision>: Base] = [:]
  private var known: [Key: Misshape?] = [:]

  init(_ resolver: Resolver, isQuick: Bool) {
    self.resolver = resolver
    self.isQuick = isQuick
  }

  /// What is wrong with an entry that a layer is to have.
  func misshape(
    of entry: LayerParameters.Entry, in template: Template, _ revision: ID<TemplateRevision>
  ) -> Misshape? {
    guard let value = entry.value else { return nil }
    if let argument = template.frontMatter.argument(entry.key) {
      return misshape(of: value, argument, in: template, revision)
    }
    let prefix = LayerParameters.providerPrefix
    guard entry.key.hasPrefix(prefix) else { return nil }
    return misshape(ofOverride: String(entry.key.dropFirst(prefix.count)), value.written, in: template, revision)
  }

  func misshape(
    of value: ParameterValue, _ argument: TemplateArgument, in template: Template, _ revision: ID<TemplateRevision>
  ) -> Misshape? {
    guard argument.isFreeText, value != argument.defaultValue, argument.name != template.frontMatter.providerArgument
    else { return nil }
    let neutral = NeutralValue(for: value, of: argument)
    if value == neutral.value || (isQuick && neutral.isLike(value)) { return nil }
    return found(Key(template: revision, name: argument.name, value: value), template) { base in
      var input = base.input
      input.parameters.removeAll { $0.name == argument.name }
      input.parameters.append((argument.name, value))
      return (input, Suspect(source: .argument(argument.name), value: value, neutral: neutral))
    }
  }

  /// - Parameter key: of the mapping.
  func misshape(
    ofOverride key: String, _ value: String, in template: Template, _ revision: ID<TemplateRevision>
  ) -> Misshape? {
    if NeutralValue.isPlainWord(value) { return nil }
    let name = LayerParameters.providerPrefix + key
    return found(Key(template: revision, name: name, value: .text(value)), template) { base in
      guard let suspect = Suspect(override: key, value, of: base.input.mapping) else { return nil }
      var input = base.input
      input.mapping = input.mapping?.overriding([(key, value)])
      return (input, suspect)
    }
  }

  private func found(
    _ key: Key, _ template: Template, _ suspect: (Base) -> (RenderInput, Suspect)?
  ) -> Misshape? {
    if let known = known[key] { return known }
    let base = bases[key.template] ?? base(of: template)
    bases[key.template] = base
    let misshape = suspect(base).flatMap { input, suspect in
      base.check.misshapes(in: input, [suspect]).first
    }
    known[key] = .some(misshape)
    return misshape
  }

  private func base(of template: Template) -> Base {
    let values = template.frontMatter.arguments.map { argument in
      let value = argument.allowedValues.first ?? NeutralValue(for: .text("example"), of: argument).value.rendered
      return (name: argument.name, value: ParameterValue.text(value))
    }
    let provider = values.first { $0.name == template.frontMatter.providerArgument }?.value.rendered
    return Base(
      check: ShapeCheck(StrategyRenderer(template)),
      input: RenderInput(parameters: values, mapping: provider.flatMap(resolver.mapping)))
  }
}

extension Problem {
  init(_ misshape: Misshape, at subject: String) {
    self.init(subject: subject, text: misshape.text, hint: misshape.hint)
  }
}
