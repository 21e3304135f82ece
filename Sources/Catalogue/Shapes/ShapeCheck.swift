import Manifests
import Strategy

/// Asks whether values are text and nothing else in an output, by rendering it with neutral ones in their place.
/// Belongs to one thread, as its renderer does.
final class ShapeCheck {
  private let renderer: StrategyRenderer
  private let blocks = SettledBlocks()
  /// What was rendered last with neutral values alone.
  private var plain: (input: RenderInput, trace: RenderTrace)?

  init(_ renderer: StrategyRenderer) { self.renderer = renderer }

  /// What is wrong with the suspects that an input has; it can be rendered.
  func misshapes(in input: RenderInput, _ suspects: [Suspect]) -> [Misshape] {
    guard !suspects.isEmpty, let made = try? renderer.trace(input) else { return [] }
    return misshapes(in: made, of: input, suspects)
  }

  /// The same where it is rendered already.
  func misshapes(in made: RenderTrace, of input: RenderInput, _ suspects: [Suspect]) -> [Misshape] {
    let settled = settledBlocks(of: made, input, suspects)
    if settled.isAll { return [] }
    guard let neutral = try? renderer.trace(input.neutralising(suspects)) else {
      // One neutral value is none for its argument, as a word is none where a number is wanted: each is left alone.
      return suspects.compactMap { suspect in misshape(of: suspect, in: made, from: input) }
    }
    let pieces = made.aligned(with: neutral)
    let given = ShapeCheck.given(suspects)
    let difference = pieces.flatMap {
      OutputShape.difference(made, neutral, pieces: $0, given: given, settled: settled.ranges)
    }
    if pieces != nil, difference == nil { return [] }
    let others = { (suspect: Suspect) in suspects.filter { $0.source != suspect.source } }
    let found = suspects.compactMap { suspect -> Misshape? in
      guard let single = try? renderer.trace(input.neutralising(others(suspect))) else { return nil }
      return misshape(of: suspect, single, neutral)
    }
    guard found.isEmpty, let difference, let first = suspects.first else { return found }
    // None alone: together they make something.
    return [Misshape(first, difference)]
  }

  /// The blocks in which all values, and the names of scopes, are words that change nothing.
  private func settledBlocks(
    of made: RenderTrace, _ input: RenderInput, _ suspects: [Suspect]
  ) -> (ranges: Set<Range<Int>>, isAll: Bool) {
    let neutral = input.neutralising(suspects).withoutNames
    if plain.map({ $0.input.isSame(as: neutral) }) != true {
      plain = (try? renderer.trace(neutral)).map { (neutral, $0) }
    }
    return plain.map { blocks.find(in: made, beside: $0.trace) } ?? ([], false)
  }

  private func misshape(of suspect: Suspect, in made: RenderTrace, from input: RenderInput) -> Misshape? {
    if let neutral = try? renderer.trace(input.neutralising([suspect])) {
      return misshape(of: suspect, made, neutral)
    }
    return suspect.isPlain ? nil : Misshape(decidingBy: suspect)
  }

  /// - Parameter made: rendered with the suspect's value, and otherwise as `neutral`.
  private func misshape(of suspect: Suspect, _ made: RenderTrace, _ neutral: RenderTrace) -> Misshape? {
    let pieces = made.aligned(with: neutral)
    if pieces == nil {
      // Without an example the template may decide by plain words and numbers as it likes.
      if !suspect.neutral.isExample, suspect.isPlain { return nil }
      if !suspect.isPlain { return Misshape(decidingBy: suspect) }
    }
    return OutputShape.difference(made, neutral, pieces: pieces, given: ShapeCheck.given([suspect])).map {
      Misshape(suspect, $0)
    }
  }

  private static func given(_ suspects: [Suspect]) -> Set<[UInt8]> {
    Set(suspects.flatMap { $0.value.values + [$0.value.rendered] }.map { Array($0.utf8) })
  }
}

extension Suspect {
  /// Whether the value starts and ends nothing, wherever it stands.
  var isPlain: Bool { value.values.allSatisfy(NeutralValue.isPlainWord) }
}

extension Template {
  /// The values that are not the neutral ones, in the order of the template. What an argument allows by name, and what
  /// the template itself sets, its author answers for.
  func suspects(in values: [(name: String, value: ParameterValue)]) -> [Suspect] {
    values.compactMap { name, value in
      guard let argument = frontMatter.argument(name), argument.isFreeText, name != frontMatter.providerArgument,
        value != argument.defaultValue
      else { return nil }
      let neutral = NeutralValue(for: value, of: argument)
      return value == neutral.value ? nil : Suspect(source: .argument(name), value: value, neutral: neutral)
    }
  }
}

extension Recipe {
  var suspects: [Suspect] {
    let overrides = parameters.overrides.filter { mapping != nil && !NeutralValue.isPlainWord($0.value) }
    return template.suspects(in: values)
      + overrides.compactMap { Suspect(override: $0.key, $0.value, of: provider?.mapping) } + variables.suspects
  }
}

extension Suspect {
  /// A key of a mapping that a layer sets otherwise; nil where the mapping itself has settings there and no text.
  init?(override key: String, _ value: String, of mapping: ProviderMapping?) {
    if let own = mapping?[key], own.contains(": ") || own.hasPrefix("{") || own.hasPrefix("[") { return nil }
    let neutral =
      mapping?[key].map { NeutralValue(value: .text($0), name: "the provider's \(quoted($0))", isExample: false) }
      ?? NeutralValue(made: [value])
    guard neutral.value != .text(value) else { return nil }
    self.init(source: .providerKey(key), value: .text(value), neutral: neutral)
  }
}

extension ScopeVariables {
  /// Names that are no text where they stand without quotes: `null`, `123`, `on`.
  fileprivate var suspects: [Suspect] {
    [(Suspect.Source.team, team), (.environment, environment), (.cluster, cluster), (.region, region)].compactMap {
      source, name in
      guard !name.isEmpty, !ScalarMeaning(of: name).isText else { return nil }
      let neutral = NeutralValue(value: .text("example"), name: "a name such as 'example'", isExample: false)
      return Suspect(source: source, value: .text(name), neutral: neutral)
    }
  }
}
