import Catalogue
import Foundation
import SQLiteStore

/// A catalogue of many strategies, made in this process: with the binary it would take a run for each.
package actor Fleet {
  package static let strategyCount = 300
  private static let shared = Fleet()
  private var made: Task<[UInt8], any Error>?

  /// Every strategy has one version and an output of its own, and none is current any more.
  package static func changed() async throws -> [UInt8] { try await shared.bytes() }

  private func bytes() async throws -> [UInt8] {
    let task = made ?? Task { try Fleet.make() }
    made = task
    return try await task.value
  }

  private static func make() throws -> [UInt8] {
    let place = try Workplace()
    let store = try SQLiteStore.create(at: place.path("strata.db"))
    let catalogue = Catalogue(store: store, author: "tester", now: { Timestamp(milliseconds: 0) })
    let bundle = Bundled(templates: [Bundled.File(name: "fleet") { Array(template.utf8) }], providers: [])
    _ = try catalogue.initialise(bundle)
    for number in 0..<strategyCount {
      _ = try catalogue.setProfile(scope(number), [("replicas", "\(number)")], message: "")
    }
    _ = try catalogue.generate(Catalogue.GenerateRequest(scopes: [.root], message: "first"))
    _ = try catalogue.setProfile(.root, [("image", "app:2")], message: "")
    return try place.read("strata.db")
  }

  private static func scope(_ number: Int) -> Scope { .environment(team: "team-\(number)", environment: "production") }

  private static let template =
    """
    ---
    name: fleet
    version: 1.0.0
    arguments:
      - name: image
        default: app:1
      - name: replicas
        default: "1"
    ---
    # {{@team}}

    """
    + (1...20).map { number in
      """
      ## Service \(number)

      ```yaml
      kind: Deployment
      metadata: {name: "service-\(number)", namespace: "{{@team}}"}
      spec: {replicas: {{replicas}}, image: "{{image}}"}
      ```

      """
    }.joined(separator: "\n")
}
