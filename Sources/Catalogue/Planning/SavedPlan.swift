package import Strategy

/// A plan with all that it rests on, so that exactly this is carried out later, or nothing.
package struct SavedPlan: Sendable, Equatable {
  /// Something that a strategy's next version is made from, in words: `layer payments` has `revision 3`.
  package struct Fact: Sendable, Equatable {
    package let subject: String
    package let value: String

    package init(subject: String, value: String) {
      self.subject = subject
      self.value = value
    }
  }

  package struct Entry: Sendable, Equatable {
    package let scope: Scope
    /// The newest version when the plan was made; nil where there was none.
    package let base: Base?
    package let facts: [Fact]
    /// What comes out; that of the base where only inputs are recorded.
    package let output: Digest

    package init(scope: Scope, base: Base?, facts: [Fact], output: Digest) {
      self.scope = scope
      self.base = base
      self.facts = facts
      self.output = output
    }
  }

  package struct Base: Sendable, Equatable {
    package let number: Int
    package let digest: Digest

    package init(number: Int, digest: Digest) {
      self.number = number
      self.digest = digest
    }
  }

  package let entries: [Entry]

  package init(entries: [Entry]) {
    self.entries = entries
  }
}

extension SavedPlan {
  /// - Parameter forecast: with everything resolved.
  init(_ forecast: Forecast, _ resolver: Resolver) {
    entries = forecast.changes.compactMap { change in
      guard let output = change.product?.output.summary.digest ?? change.head?.output.digest else { return nil }
      return Entry(change, output: output, resolver)
    }
  }

  /// What of it no longer is as it was, in words; empty where it can be carried out.
  func moves(in forecast: Forecast, _ resolver: Resolver) -> [Problem] {
    let changes = Dictionary(forecast.changes.map { ($0.scope, $0) }, uniquingKeysWith: { $1 })
    let others = Dictionary(
      (forecast.current + forecast.held).map { ($0.scope.scope, $0) }, uniquingKeysWith: { $1 })
    let problems = entries.flatMap { entry -> [Problem] in
      let texts = changes[entry.scope].map { entry.moves(to: $0, resolver) } ?? entry.moves(to: others[entry.scope])
      return texts.map { Problem(subject: entry.scope.description, text: $0) }
    }
    guard let last = problems.last else { return [] }
    return problems.dropLast()
      + [Problem(subject: last.subject, text: last.text, hint: "strata plan makes another one")]
  }
}

extension SavedPlan.Entry {
  fileprivate init(_ change: Forecast.Change, output: Digest, _ resolver: Resolver) {
    self.init(
      scope: change.scope, base: change.head.map { .init(number: $0.number, digest: $0.digest) },
      facts: resolver.facts(of: change.resolution), output: output)
  }

  fileprivate func moves(to change: Forecast.Change, _ resolver: Resolver) -> [String] {
    let now = SavedPlan.Entry(
      change, output: change.product?.output.summary.digest ?? change.head?.output.digest ?? output, resolver)
    var texts: [String] = []
    if base != now.base {
      texts.append("the plan rests on \(SavedPlan.Entry.word(base)), it has \(SavedPlan.Entry.word(now.base)) now")
    }
    let subjects = (facts + now.facts).map(\.subject).uniqued
    for subject in subjects {
      func value(_ facts: [SavedPlan.Fact]) -> String { facts.first { $0.subject == subject }?.value ?? "none" }
      let (before, after) = (value(facts), value(now.facts))
      if before != after { texts.append("\(subject) was \(before) in the plan, it is \(after) now") }
    }
    if texts.isEmpty, output != now.output {
      texts.append("it comes out as \(now.output.short), not as \(output.short): another strata made the plan")
    }
    return texts
  }

  /// What moved where there is nothing to generate any more.
  fileprivate func moves(to head: StrategyHead?) -> [String] {
    guard let head else { return ["it cannot be generated any more"] }
    let now = SavedPlan.Base(number: head.number, digest: head.digest)
    if base != now {
      return ["the plan rests on \(SavedPlan.Entry.word(base)), it has \(SavedPlan.Entry.word(now)) now"]
    }
    return [head.isHeld ? "a rollback holds it" : "it is current already"]
  }

  private static func word(_ base: SavedPlan.Base?) -> String {
    base.map { "version \($0.number), \($0.digest.short)" } ?? "no version"
  }
}

extension Resolver {
  /// What a rendering is made from, in words.
  func facts(of resolution: Resolution) -> [SavedPlan.Fact] {
    let recipe = resolution.recipe
    var facts = [SavedPlan.Fact(subject: "template", value: recipe.revision.reference.description)]
    if let provider = recipe.provider {
      facts.append(.init(subject: "provider \(provider.mapping.provider)", value: "revision \(provider.number)"))
    }
    for layer in revisions(of: resolution.scope.scope).compactMap({ $0 }) {
      facts.append(.init(subject: "layer \(layer.scope.scope)", value: "revision \(layer.number)"))
    }
    let variables = resolution.key.variables
    for (name, value) in [("region", variables.region), ("kubernetes", variables.kubernetes)] where !value.isEmpty {
      facts.append(.init(subject: "cluster.\(name)", value: value))
    }
    return facts
  }
}
