import Handlebars
import Strategy

/// Checks layers that a file describes against the templates that their scopes resolve to. Many layers say the same,
/// so each value of an argument is checked once.
final class LayerCheck {
  private let resolver: Resolver
  private let shapes: LayerShapes
  private let patterns = PatternCache()
  private var results: [Key: Result<ParameterValue, ValueProblem>] = [:]
  private var references: [ParameterValue: Bool] = [:]
  private var hasNoTemplate = false

  private struct Key: Hashable {
    let template: ID<TemplateRevision>
    let argument: String
    let value: ParameterValue
    let isList: Bool
  }

  /// - Parameter resolver: has all layers as they are to be.
  init(_ resolver: Resolver) {
    self.resolver = resolver
    shapes = LayerShapes(resolver, isQuick: true)
  }

  /// The layer as it is to be stored; what is wrong with it goes to `issues`.
  func parameters(_ member: FleetFile.Member, _ layer: FleetFile.Layer, _ issues: inout FleetFile.Issues)
    -> LayerParameters
  {
    let named = layer.entries.first { $0.key == LayerParameters.templateKey }
    let isSound = named.map { checkTemplate($0, &issues) } ?? true
    guard isSound, let (revision, template) = template(of: member, &issues) else { return .empty }
    return LayerParameters(
      layer.entries.compactMap { entry in
        if entry.key == LayerParameters.templateKey { return .init(key: entry.key, value: entry.value) }
        if entry.key.hasPrefix(LayerParameters.providerPrefix) {
          return override(entry, template, revision.id, &issues)
        }
        guard let argument = template.frontMatter.argument(entry.key) else {
          let problem = Problem(unknownKey: entry.key, of: template, at: member.scope)
          issues.add(problem.text, at: entry.place, hint: problem.hint)
          return nil
        }
        return value(of: entry, argument, template, revision.id, &issues)
      })
  }

  private func value(
    of entry: FleetFile.Layer.Entry, _ argument: TemplateArgument, _ template: Template,
    _ revision: ID<TemplateRevision>, _ issues: inout FleetFile.Issues
  ) -> LayerParameters.Entry? {
    guard let value = entry.value else { return .init(key: entry.key, value: nil) }
    let key = Key(template: revision, argument: argument.name, value: value, isList: entry.isList)
    let result =
      results[key]
      ?? Result { () throws(ValueProblem) in
        try argument.check(entry.isList ? value : argument.parse(value), patterns: patterns)
      }
    results[key] = result
    switch result {
    case .success(let value):
      let misshape = shapes.misshape(of: value, argument, in: template, revision)
      if let misshape { issues.add(misshape.text, at: entry.valuePlace, hint: misshape.hint) }
      return misshape == nil ? .init(key: entry.key, value: value) : nil
    case .failure(let problem):
      let hint = problem.nearest.map { "did you mean '\($0)'?" }
      issues.add(problem.description, at: entry.valuePlace, hint: hint)
      return nil
    }
  }

  private func override(
    _ entry: FleetFile.Layer.Entry, _ template: Template, _ revision: ID<TemplateRevision>,
    _ issues: inout FleetFile.Issues
  ) -> LayerParameters.Entry? {
    let key = String(entry.key.dropFirst(LayerParameters.providerPrefix.count))
    guard !entry.isList else {
      issues.add("provider key \(quoted(key)) takes one text, found a list", at: entry.valuePlace)
      return nil
    }
    if let problem = ProviderMapping.problem(key: key, value: entry.value?.written ?? "null") {
      issues.add(problem, at: entry.place)
      return nil
    }
    let misshape = entry.value.flatMap { shapes.misshape(ofOverride: key, $0.written, in: template, revision) }
    if let misshape { issues.add(misshape.text, at: entry.valuePlace, hint: misshape.hint) }
    return misshape == nil ? .init(key: entry.key, value: entry.value) : nil
  }

  // MARK: Templates

  /// Whether the template that a layer names is one.
  private func checkTemplate(_ entry: FleetFile.Layer.Entry, _ issues: inout FleetFile.Issues) -> Bool {
    guard let value = entry.value else { return true }
    if references[value] == true { return true }
    var problem: CatalogueError?
    if let reference = entry.isList ? nil : TemplateReference(value.written) {
      do { _ = try resolver.templates.revision(reference) } catch {
        problem = error as? CatalogueError ?? .unknownTemplate(reference, nearest: nil)
      }
    } else {
      problem = .badTemplateReference(value.written)
    }
    references[value] = problem == nil
    if let problem { issues.add(problem.message, at: entry.valuePlace, hint: problem.hint) }
    return problem == nil
  }

  /// The template that a member resolves to. Where a layer above names none that exists, that layer is to blame: it
  /// is told once.
  private func template(
    of member: FleetFile.Member, _ issues: inout FleetFile.Issues
  ) -> (TemplateRevision, Template)? {
    do {
      let revision = try resolver.revision(at: member.scope)
      return (revision, try resolver.templates.template(revision))
    } catch {
      if !hasNoTemplate, !references.values.contains(false) {
        let text = (error as? any Explained)?.message ?? "\(error)"
        issues.add(text, at: member.place, hint: "strata profile set / template=NAME@VERSION")
      }
      hasNoTemplate = true
      return nil
    }
  }
}
