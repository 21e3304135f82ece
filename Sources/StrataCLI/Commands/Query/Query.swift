import ArgumentParser
import Catalogue
import Strategy

/// How a query's answer is written: as rows, or one name a line for a pipe.
enum QueryFormat: String, CaseIterable, ExpressibleByArgument {
  case table, json, yaml, csv, name
}

struct Query: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Ask which clusters use which settings.",
    discussion: """
      A TERM is SETTING OP VALUE with = != < <= > >= or ~ (a glob), or a bare SETTING for "has it", !SETTING for "has
      it not"; gt lt ge le stand for the signs that a shell eats. Terms are ANDed. A SETTING is
        cloud_provider                       a parameter
        template                             the template, as NAME@VERSION
        provider.storage.default             a key of the provider's mapping
        cluster.kubernetes                   what is known of the cluster; also cluster.region, cluster.selector.KEY
        Deployment/web:spec.replicas         a scalar of a manifest: Kind:path, Kind/name:path or :path
        '*'                                  any of them
      List items are [0], [name] or [*]; a key with dots is ["a.b/c"]. Numbers, quantities (500m, 2Gi) and versions
      compare by value.
      Examples:
        strata query cloud_provider=aws ':cluster.control_plane.replicas >= 3'
        strata query '* = gp3' --group-by cloud_provider
        strata query '!HorizontalPodAutoscaler:spec.maxReplicas' --scope '*/production' -o name
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var filter: ClusterFilterOptions

  @Option(name: [.customShort("o"), .customLong("output")], help: "The format: table, json, yaml, csv or name.")
  var format = QueryFormat.table

  @Argument(help: "Terms.", completion: .settings)
  var terms: [String] = []

  @Flag(name: .long, help: "One term that holds is enough.")
  var any = false

  @Option(
    name: .long, help: ArgumentHelp("Further settings to show, with commas between them.", valueName: "settings"),
    completion: .settings)
  var select: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("Count the clusters for each value of this setting.", valueName: "setting"),
    completion: .settings)
  var groupBy: String?

  @Option(name: .long, help: ArgumentHelp("Ask what was recorded until this date (UTC).", valueName: "date"))
  var asOf: String?

  @Flag(name: .long, help: "Look at every version there ever was; shows strategies, with the first and the last.")
  var allVersions = false

  func validate() throws {
    if terms.isEmpty, groupBy == nil, select.isEmpty {
      throw ValidationError("expected a term, --select or --group-by")
    }
    if allVersions, groupBy != nil || !select.isEmpty || !filter.selector.isEmpty {
      throw ValidationError("--all-versions shows strategies: expected no --group-by, --select or --selector with it")
    }
    if allVersions, let term = terms.first(where: Query.isAboutCluster) {
      throw ValidationError("--all-versions shows strategies: expected no term about clusters with it, found '\(term)'")
    }
  }

  private static func isAboutCluster(_ term: String) -> Bool {
    if case .cluster = try? QueryTerm(parsing: term).address { true } else { false }
  }

  func run(_ context: Context) throws {
    let request = Catalogue.QueryRequest(
      terms: try terms.map { try QueryTerm(parsing: $0) }, isAny: any,
      select: Query.settings(select) + [groupBy].compactMap { $0 },
      filter: try filter.filter(), asOf: try asOf.map { try Timestamp(parsing: $0) })
    let catalogue = try context.catalogue()
    if allVersions { return try write(catalogue.queryVersions(request), context.console) }
    let answer = try catalogue.query(request)
    if let groupBy {
      try write(answer, by: groupBy, context.console)
    } else {
      try write(answer, context.console)
    }
  }

  /// `a,b` is two settings; a comma in brackets parts nothing.
  static func settings(_ texts: [String]) -> [String] {
    texts.flatMap { text in
      var scan = BracketScan()
      return text.split { scan.isOutside($0) && $0 == "," }.map { $0.trimmed }
    }
  }

  // MARK: Writing

  private var rowsFormat: OutputFormat { OutputFormat(rawValue: format.rawValue) ?? .table }

  private func write(_ answer: Catalogue.QueryAnswer, _ console: Console) throws {
    defer { console.write(answer.notes) }
    if format == .name {
      for row in answer.rows { try console.out(row.scope.description) }
      return
    }
    let rows = answer.rows.map { row in
      Record(
        [("cluster", .text(row.scope.description)), ("runs", .text("\(row.strategy)@\(row.number)"))]
          + zip(answer.columns, row.values).map { ($0, Field(oneOrSeveral: $1)) })
    }
    let columns: [Column] = [.text("cluster"), .text("runs")] + answer.columns.map { .named($0) }
    try console.page(Rows(columns, rows), as: rowsFormat, under: "clusters")
    if format == .table { console.note(Query.count(answer.rows.count, "cluster")) }
    if !answer.hasClusters {
      console.note("no cluster is registered: strata cluster add, or strata query --all-versions for strategies")
    }
  }

  private func write(_ answer: Catalogue.QueryAnswer, by setting: String, _ console: Console) throws {
    defer { console.write(answer.notes) }
    guard let column = answer.columns.firstIndex(of: setting) else { return }
    let groups = Catalogue.groups(answer, by: column)
    if format == .name {
      for group in groups { try console.out(Shown.cell(group.value ?? "")) }
      return
    }
    let rows = groups.map { group in
      Record([
        ("value", Field(group.value)), ("clusters", .int(group.clusters.count)),
        ("names", Field(group.clusters.map(\.description))),
      ])
    }
    let columns: [Column] = [
      .named("value", title: setting), .number("clusters"), .text("names"),
    ]
    try console.page(Rows(columns, rows), as: rowsFormat, under: "groups", with: ["setting": .text(setting)])
  }

  private func write(_ found: (hits: [Catalogue.VersionHits], notes: [Catalogue.QueryNote]), _ console: Console) throws
  {
    defer { console.write(found.notes) }
    if format == .name {
      for hit in found.hits { try console.out(hit.strategy.description) }
      return
    }
    let rows = found.hits.map { hit in
      Record([
        ("strategy", .text(hit.strategy.description)), ("versions", .int(hit.numbers.count)),
        ("first", .int(hit.numbers.first ?? 0)), ("first_time", Field(hit.first.time)),
        ("last", .int(hit.numbers.last ?? 0)), ("last_time", Field(hit.last.time)),
        ("current", .bool(hit.isCurrent)), ("numbers", .list(hit.numbers.map(Field.int))),
      ])
    }
    let columns: [Column] = [
      .text("strategy"), .number("versions"), .number("first"), .text("first_time"), .number("last"),
      .text("last_time"), .text("current"),
    ]
    try console.page(Rows(columns, rows), as: rowsFormat, under: "strategies")
    if format == .table { console.note(Query.count(found.hits.count, "strategy", "strategies")) }
  }

  private static func count(_ count: Int, _ one: String, _ several: String? = nil) -> String {
    count == 1 ? "1 \(one)" : "\(count) \(several ?? one + "s")"
  }
}

extension Field {
  /// Null for none, the text for one, a list for several.
  init(oneOrSeveral texts: [String]) {
    self = texts.isEmpty ? .null : texts.count == 1 ? .text(texts[0]) : Field(texts)
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Console {
  /// What may have been a slip.
  fileprivate func write(_ notes: [Catalogue.QueryNote]) {
    func hints(_ nearest: String?) -> [String] { nearest.map { ["did you mean '\($0)'?"] } ?? [] }
    for note in notes {
      switch note {
      case .unknownSetting(let setting, let nearest):
        warning("nothing has \(quoted(setting))", hints: hints(nearest))
      case .unknownValue(let term, let nearest):
        warning("nothing satisfies \(quoted(term))", hints: hints(nearest))
      case .noScope(let pattern, let nearest):
        warning("no scope matches \(quoted(pattern))", hints: hints(nearest))
      }
    }
  }
}
