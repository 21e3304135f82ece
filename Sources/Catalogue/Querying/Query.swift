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
  private var blocksOfOutputs: [ID<OutputSummary>: [ID<StoredBlock>]] = [:]

  init(_ request: Catalogue.QueryRequest, _ tx: any CatalogueReading) throws {
    self.request = request
    self.tx = tx
    var moment: ID<AuditEntry>?
    if let time = request.asOf {
      moment = try tx.lastAuditEntry(until: time)
      if moment == nil { throw CatalogueError.nothingRecorded(until: time) }
    }
    self.moment = moment
    searches = try request.terms.map { term in
      var comparison: Comparison?
      if case .compares(let wanted) = term.condition { comparison = wanted }
      return try SettingSearch(term.setting, term.address, comparison, tx, asOf: moment)
    }
    let shown = Set(request.terms.filter(\.isShown).map(\.setting))
    var seen: Set<String> = []
    selected = try request.select.filter { !shown.contains($0) && seen.insert($0).inserted }.map { text in
      try SettingSearch(text, SettingAddress(parsing: text), nil, tx, asOf: moment)
    }
  }

  // MARK: Who

  /// The subjects that satisfy the terms.
  /// - Parameter read: gives the subjects among some candidates.
  func subjects(_ read: (QueryCandidates) throws -> [QuerySubject]) throws -> [QuerySubject] {
    var subjects = try read(try candidates())
    if !request.filter.scopes.isEmpty {
      subjects = subjects.filter { subject in
        let scope = (subject.cluster ?? subject.strategy).scope
        return request.filter.scopes.contains { $0.contains(scope) }
      }
    }
    if !request.filter.selectors.isEmpty {
      let clusters = Dictionary(
        try tx.clusters(subjects.compactMap(\.cluster?.id), asOf: moment).map { ($0.scope.id, $0.attributes) },
        uniquingKeysWith: { $1 })
      subjects = subjects.filter { subject in
        subject.cluster.flatMap { clusters[$0.id] }?.matches(request.filter.selectors) ?? false
      }
    }
    try prepare(searches, subjects)
    return subjects.filter { subject in
      let results = zip(request.terms, searches).lazy.map { term, search in
        let isFound = !search.found(subject).isEmpty
        if case .isMissing = term.condition { return !isFound }
        return isFound
      }
      if request.terms.isEmpty { return true }
      return request.isAny ? results.contains(true) : !results.contains(false)
    }
  }

  /// Reads what the searches need to know of the subjects' outputs.
  private func prepare(_ searches: [SettingSearch], _ subjects: [QuerySubject]) throws {
    guard searches.contains(where: { !$0.blocks.isEmpty }) else { return }
    let missing = Set(subjects.map(\.output)).subtracting(blocksOfOutputs.keys)
    if !missing.isEmpty {
      for (output, blocks) in try tx.blocks(ofOutputs: Array(missing)) { blocksOfOutputs[output] = blocks }
    }
    for search in searches { search.prepare(subjects, blocksOfOutputs) }
  }

  /// The fewest subjects that the answer can be among.
  private func candidates() throws -> QueryCandidates {
    let positive = zip(request.terms, searches).filter { term, _ in
      if case .isMissing = term.condition { false } else { true }
    }.map(\.1)
    if request.isAny {
      guard positive.count == 1, request.terms.count == 1 else { return .all }
    }
    var best: (count: Int, search: SettingSearch)?
    for search in positive {
      let count: Int
      switch search.address {
      case .manifest: count = try search.outputCount()
      case .parameter: count = search.parameters.count
      case .provider, .cluster, .anything: continue
      }
      if count < best?.count ?? .max { best = (count, search) }
    }
    guard let best, best.count <= Query.candidateLimit else { return .all }
    if case .parameter = best.search.address { return .parameters(Array(best.search.parameters.keys)) }
    return .outputs(try best.search.matchingOutputs())
  }

  /// Beyond so many outputs, to look at all of them is quicker than at each of these.
  private static let candidateLimit = 50_000

  // MARK: What is said

  func answer(_ subjects: [QuerySubject]) throws -> Catalogue.QueryAnswer {
    let shown = zip(request.terms, searches).filter(\.0.isShown).map(\.1)
    try prepare(selected, subjects)
    var columns: [(text: String, searches: [SettingSearch])] = []
    for search in shown + selected {
      if let index = columns.firstIndex(where: { $0.text == search.text }) {
        columns[index].searches.append(search)
      } else {
        columns.append((search.text, [search]))
      }
    }
    let rows = subjects.map { subject in
      Catalogue.QueryAnswer.Row(
        scope: (subject.cluster ?? subject.strategy).scope, strategy: subject.strategy.scope,
        number: subject.version.number,
        values: columns.map { column in Query.values(column.searches, subject) })
    }
    return Catalogue.QueryAnswer(
      columns: columns.map(\.text), rows: rows.sorted { $0.scope < $1.scope },
      notes: try notes(foundAny: !rows.isEmpty), hasClusters: try !rows.isEmpty || tx.hasClusters())
  }

  /// Each value once, in their order. A search for any setting says which it found.
  private static func values(_ searches: [SettingSearch], _ subject: QuerySubject) -> [String] {
    var seen: Set<String> = []
    return searches.flatMap { search in
      search.found(subject).map { search.address == .anything ? $0.setting : $0.value }
    }.filter { seen.insert($0).inserted }.sorted()
  }

  /// What may have been a slip.
  func notes(foundAny: Bool) throws -> [Catalogue.QueryNote] {
    var notes: [Catalogue.QueryNote] = []
    for (term, search) in zip(request.terms, searches) {
      if !search.isKnown, !term.isMissingTerm {
        notes.append(.unknownSetting(term.setting, nearest: try nearestSetting(to: search)))
      } else if search.isKnown, case .compares(let comparison) = term.condition, comparison.op == .equal, !foundAny,
        search.isEmpty
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
      return Nearest.likely(name, among: try tx.parameterKeys())
    case .provider(let key):
      let keys = Set(try tx.providerRevisions().flatMap { $0.mapping.entries.map(\.key) })
      return Nearest.likely(key, among: keys.sorted()).map { LayerParameters.providerPrefix + $0 }
    case .manifest:
      guard let colon = search.text.firstIndex(of: ":") else { return nil }
      let (object, path) = (search.text[...colon], String(search.text[search.text.index(after: colon)...]))
      let shapes = Set(try tx.settingPaths(shapes: nil).prefix(Query.nearestLimit).map(\.path.shape))
      return Nearest.likely(path, among: shapes.sorted()).map { object + $0 }
    case .cluster, .anything: return nil
    }
  }

  private static let nearestLimit = 5_000

  private func unknownScopes() throws -> [Catalogue.QueryNote] {
    let scopes = try tx.scopes().filter { !$0.isRetired }.map(\.scope)
    return request.filter.scopes.filter { pattern in !scopes.contains { pattern.contains($0) } }.map { pattern in
      .noScope(pattern.text, nearest: Nearest.likely(pattern.text, among: scopes.map(\.description)))
    }
  }
}

extension QueryTerm {
  /// Whether what it finds has a column: what is not there has none.
  fileprivate var isShown: Bool { !isMissingTerm }

  fileprivate var isMissingTerm: Bool { if case .isMissing = condition { true } else { false } }
}

extension SettingSearch {
  /// Whether nothing at all was found.
  var isEmpty: Bool { blocks.isEmpty && parameters.isEmpty && clusters.isEmpty && !hasProviderKeys }
}
