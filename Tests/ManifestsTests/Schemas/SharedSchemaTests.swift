import Foundation
import Testing

@testable import Manifests

/// Holds a document with objects of many projects to these projects' own definitions, and then with a fault in it.
///
/// The files come with the project's shared material, which a user's clone does not have.
@Suite(.enabled(if: SharedSchemas.set != nil, "the shared schemas are not beside this checkout"))
struct SharedSchemaTests {
  @Test func `a perfect document has no findings`() throws {
    let perfect = try #require(SharedSchemas.perfect)
    #expect(SharedSchemas.findings(in: perfect) == [])
  }

  @Test(arguments: [
    (
      "outlierDetection: {consecutive5xxErrors: 5}", "circuitBreaker: {consecutiveErrors: 5}",
      "DestinationRule shop/web spec.trafficPolicy.circuitBreaker: unknown field 'circuitBreaker'"
    ),
    (
      "  objectStorage: {bucket: backups}", "  objectStorage: {bucket: backups}\n  config:",
      "BackupStorageLocation velero/primary spec.config: expected map, found null"
    ),
    (
      "apiVersion: networking.istio.io/v1\nkind: Gateway", "apiVersion: networking.istio.io/v9\nkind: Gateway",
      "Gateway shop/mesh-edge apiVersion: no 'Gateway' in 'networking.istio.io/v9': expected networking.istio.io/v1, "
        + "networking.istio.io/v1beta1, networking.istio.io/v1alpha3"
    ),
  ])
  func `a fault in a custom resource is found`(good: String, bad: String, finding: String) throws {
    let perfect = try #require(SharedSchemas.perfect)
    #expect(SharedSchemas.findings(in: perfect.replacing(good, with: bad)) == [finding])
  }

  @Test func `definitions are read in a moment, and objects checked in less`() throws {
    let perfect = try #require(SharedSchemas.perfect)
    let clock = ContinuousClock()
    let reading = clock.measure { _ = SharedSchemas.read() }
    let heads = SharedSchemas.heads(in: perfect)
    let set = try #require(SharedSchemas.set)
    let kubernetes = try #require(VersionNumber("1.31"))
    func check() { for head in heads { _ = set.findings(in: head, on: kubernetes) } }
    check()
    let checking = clock.measure { check() }
    // Generous: these run in debug builds too, beside other tests.
    #expect(reading < .seconds(30))
    #expect(checking < .seconds(2))
    print("read in \(reading), \(heads.count) objects checked in \(checking)")
  }
}

enum SharedSchemas {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "../shared")

  static let set = read()

  static let perfect = (try? Data(contentsOf: root.appending(path: "tools/selftest/perfect.md")))
    .map { String(decoding: $0, as: UTF8.self) }

  static func read() -> SchemaSet? {
    let folder = root.appending(path: "schemas")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false)) else {
      return nil
    }
    let files = names.sorted().compactMap { name in
      (try? Data(contentsOf: folder.appending(path: name))).map { (path: name, bytes: Array($0)) }
    }
    return try? SchemaSet.reading(files, fingerprint: "")
  }

  /// Each finding as `object path: message`.
  static func findings(in document: String) -> [String] {
    guard let set, let kubernetes = VersionNumber("1.31") else { return [] }
    return heads(in: document).flatMap { set.findings(in: $0, on: kubernetes) }
      .map { "\($0.object) \($0.path): \($0.message)" }
  }

  static func heads(in document: String) -> [ObjectHead] {
    var inside = false
    var block: [Substring] = []
    var heads: [ObjectHead] = []
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        if inside {
          let bytes = Array(block.joined(separator: "\n").utf8)
          heads += ManifestSplitter.split(bytes).flatMap { DocumentFacts(reading: $0.text, keepsTrees: true).heads }
        }
        inside = line.hasPrefix("```yaml") || line.hasPrefix("```json")
        block = []
      } else if inside {
        block.append(line)
      }
    }
    return heads
  }
}
