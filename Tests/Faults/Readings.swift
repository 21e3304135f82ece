import Catalogue
import SQLiteStore
import Strategy
import TestSupport

/// What a catalogue answers when it is asked for everything.
struct Readings {
  enum Answer: Equatable {
    case told(String)
    case refused(String)
  }

  /// Outputs, parameters, pins and labels: what is never to be shown otherwise than it was written.
  private(set) var promised: [String: Answer] = [:]
  private(set) var others: [String: Answer] = [:]

  init(ofFileAt path: String) {
    do {
      let store = try SQLiteStore.open(at: path, mode: .readOnly)
      read(Catalogue(store: store, author: "", now: { Timestamp(milliseconds: 0) }))
    } catch {
      // Nothing can be read at all.
    }
  }

  /// The questions that were answered, and otherwise than here.
  func wrong(in damaged: Readings) -> (promised: [String], others: [String]) {
    func wrong(_ right: [String: Answer], _ found: [String: Answer]) -> [String] {
      found.keys.sorted().filter { question in
        if case .told = found[question] { found[question] != right[question] } else { false }
      }
    }
    return (wrong(promised, damaged.promised), wrong(others, damaged.others))
  }

  private static let scopes = [
    "/", "payments", "payments/production", "payments/staging", "payments/production/eu-1",
    "payments/production/eu-2", "payments/production/us-1", "find", "find/production", "find/production/eu-1",
  ]
  private static let versions = [
    "payments/production", "payments/production@1", "payments/production@2", "payments/production@3",
    "payments/production@stable", "payments/production@live", "payments/staging", "payments/production/us-1",
    "find/production", "payments/production/eu-1", "payments/production/eu-2",
  ]

  private mutating func read(_ catalogue: Catalogue) {
    for text in Self.versions {
      promise("show \(text)") {
        let document = try catalogue.show(VersionAddress(parsing: text))
        let version = document.version
        return "\(version.number) \(Digest(of: document.bytes)) \(version.inputs.parameters) \(version.audit.message)"
      }
      other("settings of \(text)") { "\(try catalogue.settings(VersionAddress(parsing: text)))" }
    }
    for text in Self.scopes {
      promise("parameters of \(text)") { "\(try catalogue.profile(Scope(parsing: text)))" }
      promise("resolved \(text)") { "\(try catalogue.resolvedProfile(Scope(parsing: text)))" }
      promise("history of \(text)") { "\(try catalogue.profileHistory(Scope(parsing: text)))" }
      other("log \(text)") {
        let log = try catalogue.log(Scope(parsing: text))
        return "\(log.versions) \(log.labels.sorted { $0.key < $1.key })"
      }
    }
    promise("profiles") { "\(try catalogue.profiles())" }
    promise("labels") { "\(try catalogue.labels([]))" }
    promise("moves of labels") { "\(try catalogue.labelHistory(Scope(parsing: "payments/production"), nil))" }
    promise("pins") { "\(try catalogue.clusters(Catalogue.ClusterFilter()))" }
    for text in Self.scopes where text.split(separator: "/").count == 3 {
      promise("pins of \(text)") { "\(try catalogue.cluster(Scope(parsing: text)))" }
    }
    for text in [
      "size=large", "replicas", "Deployment:spec.replicas>=12", ":spec.**.image", "provider.storage.default",
    ] {
      other("query \(text)") {
        "\(try catalogue.query(Catalogue.QueryRequest(terms: [QueryTerm(parsing: text)])))"
      }
    }
    other("templates") { "\(try catalogue.templates())" }
    other("providers") { "\(try catalogue.providers())" }
    other("teams") { "\(try catalogue.teams(includingRetired: true))" }
    other("waivers") { "\(try catalogue.waivers([], includingRemoved: true))" }
    other("names of settings") { "\(try catalogue.settingNames())" }
  }

  private mutating func promise(_ question: String, _ ask: () throws -> String) {
    promised[question] = Readings.answer(ask)
  }

  private mutating func other(_ question: String, _ ask: () throws -> String) {
    others[question] = Readings.answer(ask)
  }

  private static func answer(_ ask: () throws -> String) -> Answer {
    do { return .told(try ask()) } catch { return .refused("\(error)") }
  }
}
