import Catalogue
import Foundation
import SQLiteStore
import Strategy

/// Registering, generating and asking a fleet of clusters that each have a strategy of their own.
struct FleetBenchmark {
  let clusterCount: Int
  let strategyCount: Int
  let applySeconds: Double
  let generateSeconds: Double
  /// Of single queries in one process, each in a transaction of its own, in milliseconds.
  let queryMedian: Double
  let query99: Double
  /// How many clusters the queries found, in the mean.
  let found: Double
  /// Rows of the settings index, and how many there would be with every setting of every version in one table.
  let indexedSettings: Int
  let flatSettings: Int

  /// - Parameter folder: an empty folder; the catalogue is left there as `fleet.db`.
  init(_ bundle: Bundled, clusters: Int, folder: URL) throws {
    clusterCount = clusters
    let template = try Template.parse(bundle.templates[0].bytes(), file: "bundled")
    let generator = try FleetGenerator(template, clusters: clusters)
    strategyCount = generator.strategyCount
    let path = folder.appending(path: "fleet.db").path
    try SQLiteStore.create(at: path) { store in
      _ = try Catalogue(store: store, author: "bench", now: { Timestamp(milliseconds: 0) }).initialise(bundle)
    }
    let text = String(decoding: generator.yaml(), as: UTF8.self)
    applySeconds =
      try microseconds {
        let catalogue = try Self.open(path, .readWrite)
        _ = try catalogue.apply(FleetFile.read(text, name: "fleet.yaml"))
      } / 1e6
    generateSeconds =
      try microseconds {
        _ = try Self.open(path, .readWrite).generate(.init(scopes: [.root], message: ""))
      } / 1e6
    let catalogue = try Self.open(path, .readOnly)
    (queryMedian, query99, found) = try Self.ask(catalogue, generator)
    (indexedSettings, flatSettings) = try Self.rows(catalogue)
  }

  private static func open(_ path: String, _ mode: SQLiteStore.Mode) throws -> Catalogue {
    Catalogue(store: try SQLiteStore.open(at: path, mode: mode), author: "bench", now: { Timestamp(milliseconds: 0) })
  }

  /// Many different queries with few answers each: those of a hundred clusters in a fleet of a hundred thousand.
  private static func ask(
    _ catalogue: Catalogue, _ generator: FleetGenerator
  ) throws -> (median: Double, high: Double, found: Double) {
    var times: [Double] = []
    var found = 0
    let requests = try generator.questions().map { terms in
      Catalogue.QueryRequest(terms: try terms.map { try QueryTerm(parsing: $0) })
    }
    for round in 0..<4 {
      for request in requests {
        var count = 0
        let time = try microseconds { count = try catalogue.query(request).rows.count }
        // The first round only warms the caches.
        if round > 0 { times.append(time / 1000) }
        if round == 1 { found += count }
      }
    }
    times.sort()
    return (times[times.count / 2], times[times.count * 99 / 100], Double(found) / Double(max(1, requests.count)))
  }

  private static func rows(_ catalogue: Catalogue) throws -> (indexed: Int, flat: Int) {
    try catalogue.store.read { tx in
      var perOutput: [ID<OutputSummary>: Int] = [:]
      var flat = 0
      for subject in try tx.versions(.all, asOf: nil) {
        if perOutput[subject.output] == nil {
          let version = try tx.version(subject.strategy.id, number: subject.version.number)
          let documents = try version.map { try tx.manifestSettings(ofOutput: $0.output.digest) } ?? []
          perOutput[subject.output] = documents.reduce(0) { $0 + $1.settings.count }
        }
        flat += perOutput[subject.output] ?? 0
      }
      return (try tx.counts().first { $0.name == "settings" }?.count ?? 0, flat)
    }
  }
}
