import Manifests
import Strategy

/// One query at work: first what satisfies each term is looked up in the index, then who has it.
final class Query {
  private let request: Catalogue.QueryRequest
  private let tx: any CatalogueReading
  private let searches: [SettingSearch]
  private let selected: [SettingSearch]
  /// The last audit entry to take into account; nil for now.
  let moment: ID<AuditEntry>?
  private let facts: QueryFacts

  init(_ request: Catalogue.QueryRequest, _ tx: any CatalogueReading) throws {
    self.request = request
    self.tx = tx
    let moment = try request.asOf.map { try Catalogue.moment($0, tx) }
    self.moment = moment
    let addresses = try request.select.map { (text: $0, address: try SettingAddress(parsing: $0)) }
    let readsProviders = (request.terms.map(\.address) + addresses.map(\.address)).contains(where: \.isOfProvider)
    let readsTemplates = (request.terms.map(\.address) + addresses.map(\.address)).contains(.template)
    let facts = try QueryFacts(tx, asOf: moment, readsProviders: readsProviders, readsTemplates: readsTemplates)
    self.facts = facts
    searches = try request.terms.map { term in
      try SettingSearch(term.setting, term.address, term.comparison, tx, facts)
    }
    let shown = Set(request.terms.filter { !$0.isNegated }.map(\.setting))
    var seen: Set<String> = []
    selected = try addresses.filter { !shown.contains($0.text) && seen.insert($0.text).inserted }.map { setting in
      try SettingSearch(setting.text, setting.address, nil, tx, facts)
    }
  }

  // MARK: Who

  /// The subjects that satisfy the terms.
  /// - Parameter read: gives the subjects among some candidates.
  func subjects(_ read: (QueryCandidates) throws -> [QuerySubject]) throws -> [QuerySubject] {
    var subjects = try read(try candidates())
    if !request.filter.scopes.isEmpty {
      subjects = subjects.filter { request.filter.allows(($0.cluster ?? $0.strategy).scope) }
    }
    if !request.filter.selectors.isEmpty {
      let clusters = Dictionary(
        try tx.clusters(subjects.compactMap(\.cluster?.id), asOf: moment).map { ($0.scope.id, $0.attributes) },
        uniquingKeysWith: { $1 })
      subjects = subjects.filter { subject in
        subject.cluster.flatMap { clusters[$0.id] }?.matches(request.filter.selectors) ?? false
      }
    }
    try facts.read(subjects, for: searches)
    if request.terms.isEmpty { return subjects }
    var known: [Likeness: Bool] = [:]
    return subjects.filter { subject in
      let likeness = Likeness(subject, asClusters: searches.contains(where: \.needsClusters))
      if let known = known[likeness] { return known }
      let results = zip(request.terms, searches).lazy.map { term, search in
        search.found(subject, self.facts).isEmpty == term.isNegated
      }
      let holds = request.isAny ? results.contains(true) : !results.contains(false)
      known[likeness] = holds
      return holds
    }
  }

  /// What subjects have in common that answer alike: very many clusters run very few different things.
  private struct Likeness: Hashable {
    let output: ID<OutputSummary>
    let parameters: ID<ParameterSet>
    let provider: ID<ProviderRevision>?
    let template: ID<TemplateRevision>
    let cluster: ID<Scope>?

    init(_ subject: QuerySubject, asClusters: Bool) {
      output = subject.output
      parameters = subject.parameters
      provider = subject.provider
      template = subject.template
      cluster = asClusters ? subject.cluster?.id : nil
    }
  }

  /// The fewest subjects that the answer can be among.
  private func candidates() throws -> QueryCandidates {
    let positive = zip(request.terms, searches).filter { !$0.0.isNegated }.map(\.1)
    if request.isAny, request.terms.count > 1 { return try candidatesOfAny(positive) }
    var outputs: Set<ID<OutputSummary>>?
    for search in positive {
      guard case .manifest = search.address, try search.outputCount() <= Query.candidateLimit else { continue }
      let found = try search.matchingOutputs()
      outputs = outputs?.intersection(found) ?? found
    }
    let ofParameters = positive.filter { if case .parameter = $0.address { true } else { false } }
    guard !ofParameters.isEmpty else { return outputs.map { .outputs(Array($0)) } ?? .all }
    if let outputs, outputs.count <= Query.fewOutputs { return .outputs(Array(outputs)) }
    // The rarest first: of a parameter with many values, each is likely rare.
    let rarestFirst = ofParameters.map(\.parameterValues).sorted { left, right in
      left.wanted.count * right.count < right.wanted.count * left.count
    }
    return .parameters(try tx.parameterSets(withEach: rarestFirst.map(\.wanted)))
  }

  /// Where one term is enough, all of them together say who it can be, as long as they look at the same.
  private func candidatesOfAny(_ positive: [SettingSearch]) throws -> QueryCandidates {
    guard positive.count == request.terms.count else { return .all }
    if positive.allSatisfy({ if case .manifest = $0.address { true } else { false } }) {
      return .outputs(Array(try positive.reduce(into: Set()) { $0.formUnion(try $1.matchingOutputs()) }))
    }
    if positive.allSatisfy({ if case .parameter = $0.address { true } else { false } }) {
      let values = positive.flatMap(\.parameterValues.wanted)
      return .parameters(try tx.parameterSets(withEach: [values]))
    }
    return .all
  }

  /// So few outputs are looked at rather than the parameters.
  private static let fewOutputs = 100

  /// Beyond so many outputs, to look at all of them is quicker than at each of these.
  private static let candidateLimit = 50_000

  // MARK: What is said

  func answer(_ subjects: [QuerySubject]) throws -> Catalogue.QueryAnswer {
    let shown = zip(request.terms, searches).filter { !$0.0.isNegated }.map(\.1)
    try facts.read(subjects, for: selected)
    var columns: [(text: String, searches: [SettingSearch])] = []
    for search in shown + selected {
      if let index = columns.firstIndex(where: { $0.text == search.text }) {
        columns[index].searches.append(search)
      } else {
        columns.append((search.text, [search]))
      }
    }
    let asClusters = (shown + selected).contains(where: \.needsClusters)
    var known: [Likeness: [[String]]] = [:]
    let rows = subjects.map { subject in
      let likeness = Likeness(subject, asClusters: asClusters)
      let values = known[likeness] ?? columns.map { self.values($0.searches, subject) }
      known[likeness] = values
      return Catalogue.QueryAnswer.Row(
        scope: (subject.cluster ?? subject.strategy).scope, strategy: subject.strategy.scope,
        number: subject.version.number, values: values)
    }
    return Catalogue.QueryAnswer(
      columns: columns.map(\.text), rows: rows.sorted { $0.scope < $1.scope },
      notes: try notes(foundAny: !rows.isEmpty), hasClusters: try !rows.isEmpty || tx.hasClusters())
  }

  /// Each value once, in their order. A search for any setting says which it found.
  private func values(_ searches: [SettingSearch], _ subject: QuerySubject) -> [String] {
    var seen: Set<String> = []
    return searches.flatMap { search in
      search.found(subject, facts).map { search.address == .anything ? $0.setting : $0.value }
    }.filter { seen.insert($0).inserted }.sorted()
  }

  /// What may have been a slip.
  func notes(foundAny: Bool) throws -> [Catalogue.QueryNote] {
    var notes: [Catalogue.QueryNote] = []
    for (term, search) in zip(request.terms, searches) {
      if !search.isKnown, !term.isNegated || term.comparison != nil {
        notes.append(.unknownSetting(term.setting, nearest: try nearestSetting(to: search)))
      } else if let comparison = term.comparison, comparison.op == .equal, !term.isNegated, !foundAny,
        !search.isPossible
      {
        let nearest = Nearest.likely(comparison.wanted, among: try values(of: search))
        notes.append(.unknownValue(term: term.text, nearest: nearest))
      }
    }
    for search in selected where !search.isKnown {
      notes.append(.unknownSetting(search.text, nearest: try nearestSetting(to: search)))
    }
    if !foundAny, !request.filter.scopes.isEmpty { notes += try unknownScopes() }
    return notes
  }

  private func values(of search: SettingSearch) throws -> [String] {
    guard case .manifest(_, let pattern) = search.address else { return search.otherValues.sorted() }
    let paths = try tx.settingPaths(shapes: pattern.shapes.isEmpty ? nil : pattern.shapes)
      .filter { pattern.matches($0.path) }
    return Array(try tx.settingValues(ofPaths: paths.map(\.id)).map(\.value.text).prefix(Query.nearestLimit))
  }

  private func nearestSetting(to search: SettingSearch) throws -> String? {
    switch search.address {
    case .parameter(let name):
      if (try? SettingAddress(parsing: "cluster.\(name)")) != nil { return "cluster.\(name)" }
      return Nearest.likely(name, among: try tx.parameterKeys())
    case .provider(let key):
      let keys = Set(try tx.providerRevisions().flatMap { $0.mapping.entries.map(\.key) })
      return Nearest.likely(key, among: keys.sorted()).map { LayerParameters.providerPrefix + $0 }
    case .manifest:
      guard let colon = search.text.firstIndex(of: ":") else { return nil }
      let (object, path) = (search.text[...colon], String(search.text[search.text.index(after: colon)...]))
      let shapes = Set(try tx.settingPaths(shapes: nil).prefix(Query.nearestLimit).map(\.path.shape))
      if !search.hasPath { return Nearest.likely(path, among: shapes.sorted()).map { object + $0 } }
      let qualifiers = try search.objects().flatMap { [$0.kind, $0.qualifier] }.compactMap { $0 }
      return Nearest.likely(String(object.dropLast()), among: Set(qualifiers).sorted()).map { "\($0):\(path)" }
    case .cluster, .anything, .template: return nil
    }
  }

  private static let nearestLimit = 5_000

  private func unknownScopes() throws -> [Catalogue.QueryNote] {
    let scopes = try tx.scopes().filter { !$0.isRetired }.map(\.scope)
    return try request.filter.scopes.filter { pattern in !scopes.contains { pattern.contains($0) } }.map { pattern in
      let renamed = try (try? Scope(parsing: pattern.text)).flatMap { try tx.scope(formerly: $0) }
      let nearest = renamed?.scope.description ?? Nearest.likely(pattern.text, among: scopes.map(\.description))
      return .noScope(pattern.text, nearest: nearest)
    }
  }
}

extension SettingAddress {
  /// Whether it looks at what providers have.
  fileprivate var isOfProvider: Bool {
    switch self {
    case .provider, .anything: true
    case .parameter, .cluster, .manifest, .template: false
    }
  }
}
