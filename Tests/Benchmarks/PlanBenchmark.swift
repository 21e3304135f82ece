import Catalogue
import Foundation
import SQLiteStore
import Strategy

/// Planning a change of one key of a provider's mapping over a fleet that is current.
struct PlanBenchmark {
  let strategyCount: Int
  let affectedCount: Int
  /// Of the plan, and of one that changes nothing, in milliseconds.
  let milliseconds: Double
  let idleMilliseconds: Double
  /// Whether generating the change in a copy makes versions of just the strategies that the plan names.
  let isExact: Bool

  /// - Parameters:
  ///   - path: a catalogue whose strategies are all current.
  ///   - setting: `PROVIDER:KEY=VALUE`.
  ///   - checks: whether the change is made in a copy, to compare with.
  init(_ path: String, setting: String, rounds: Int, checks: Bool) throws {
    let setting = try WhatIf.ProviderSetting(parsing: setting)
    let whatIf = WhatIf(settings: [], providerSettings: [setting], template: nil)
    func plan(_ whatIf: WhatIf) throws -> (times: [Double], report: Catalogue.PlanReport?) {
      var times: [Double] = []
      var report: Catalogue.PlanReport?
      for _ in 0..<rounds {
        times.append(
          try microseconds {
            report = try Self.open(path, .readOnly).plan(.init(scopes: [], whatIf: whatIf))
          } / 1000)
      }
      return (times.sorted(), report)
    }
    let (idle, _) = try plan(.nothing)
    let (times, report) = try plan(whatIf)
    let affected = report?.groups.flatMap { $0.strategies.map(\.scope.description) }.sorted() ?? []
    (milliseconds, idleMilliseconds) = (times[rounds / 2], idle[rounds / 2])
    affectedCount = affected.count
    strategyCount = affected.count + (report?.currentCount ?? 0) + (report?.confirmed.count ?? 0)
    isExact = try !checks || Self.regenerated(path, setting) == affected
  }

  /// The strategies that have another version once the change is made and all are generated.
  private static func regenerated(_ path: String, _ setting: WhatIf.ProviderSetting) throws -> [String] {
    let copy = path + ".changed"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    defer { try? FileManager.default.removeItem(atPath: copy) }
    let catalogue = try open(copy, .readWrite)
    _ = try catalogue.setProvider(setting.provider, [(setting.key, setting.value)], message: "")
    return try catalogue.generate(.init(scopes: [.root], message: "", allowsFindings: true)).made
      .map(\.scope.description).sorted()
  }

  private static func open(_ path: String, _ mode: SQLiteStore.Mode) throws -> Catalogue {
    Catalogue(store: try SQLiteStore.open(at: path, mode: mode), author: "bench", now: { Timestamp(milliseconds: 0) })
  }
}
