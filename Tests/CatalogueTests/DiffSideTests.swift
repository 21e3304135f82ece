import Foundation
import Manifests
import Strategy
import Synchronization
import Testing

@testable import Catalogue

/// What can be compared with what.
@Suite struct DiffSideTests {
  private static func sample() throws -> CauseSample {
    let sample = try CauseSample()
    try sample.set("a/production", [("size", "small")])
    try sample.generate()
    try sample.set("a/production", [("size", "large")])
    try sample.generate()
    return sample
  }

  @Test func `one address is compared with its parent`() throws {
    let diff = try DiffSideTests.sample().diff("a/production")
    #expect((diff.old.title, diff.new.title) == ("a/production@1", "a/production@2"))
    #expect(diff.objects.first?.changes.map(\.path) == ["spec.replicas", "spec.watched"])
    #expect(diff.text.hunks.map(\.place) == ["Sizes", "Workload › Deployment/web"])
  }

  @Test func `what would be generated now is a side`() throws {
    let sample = try DiffSideTests.sample()
    #expect(try sample.diff("a/production@next").isEmpty)
    try sample.set("a/production", [("tier", "gold")])
    let diff = try sample.diff("a/production@next", why: true)
    #expect((diff.old.title, diff.new.title) == ("a/production@2", "a/production@next"))
    #expect(diff.objects.first?.changes.map(\.path) == ["spec.priority"])
    #expect(diff.causes?.causes.map(\.change.key) == ["tier"])
    let across = try sample.diff("a/production@1", "a/production@next")
    #expect(across.settingCount == 3)
    #expect(try sample.catalogue.log(Scope(parsing: "a/production")).versions.count == 2)
  }

  @Test func `labels are sides`() throws {
    let sample = try DiffSideTests.sample()
    _ = try sample.catalogue.setLabel(
      Label(parsing: "stable"), to: VersionAddress(parsing: "a/production@1"), message: "")
    #expect(try sample.diff("a/production@stable", "a/production").old.title == "a/production@1")
  }

  @Test func `files are sides, documents by their blocks and manifests as a whole`() throws {
    let sample = try DiffSideTests.sample()
    let document = try sample.catalogue.show(VersionAddress(parsing: "a/production@1")).bytes
    let same = try sample.catalogue.diff(
      .init(old: .file(name: "x.md", bytes: document), new: .version(VersionAddress(parsing: "a/production@1"))))
    #expect(same.isEmpty && same.objects.isEmpty)
    func manifests(_ replicas: Int) -> [UInt8] {
      Array("kind: Deployment\napiVersion: apps/v1\nmetadata: {name: web}\nspec: {replicas: \(replicas)}\n".utf8)
    }
    let request = Catalogue.DiffRequest(
      old: .file(name: "a.yaml", bytes: manifests(1)), new: .file(name: "b.yaml", bytes: manifests(2)))
    let diff = try #require(try Catalogue.diffFiles(request))
    #expect(diff.objects.map(\.label) == ["Deployment/web"])
    #expect(diff.objects[0].changes.map(\.newLine) == [4])
    #expect(throws: CatalogueError.noSecondSide) {
      try sample.catalogue.diff(.init(old: .file(name: "a.yaml", bytes: []), new: nil))
    }
  }

  @Test func `settings that are ignored are not compared, with what lies beneath them`() throws {
    let sample = try DiffSideTests.sample()
    func paths(_ ignored: [String]) throws -> [String] {
      try sample.catalogue.diff(
        .init(
          old: .version(VersionAddress(parsing: "a/production")), new: nil,
          ignored: ignored.map { try IgnoredSettings(parsing: $0) })
      ).objects.flatMap(\.changes).map(\.path)
    }
    #expect(try paths(["spec.replicas"]) == ["spec.watched"])
    #expect(try paths(["Deployment:spec"]).isEmpty)
    #expect(try paths(["Service:spec", "Deployment/api:spec"]) == ["spec.replicas", "spec.watched"])
    #expect(try paths(["spec.*"]).isEmpty)
    #expect(throws: CatalogueError.self) { try IgnoredSettings(parsing: "a..b") }
    #expect(throws: CatalogueError.self) { try IgnoredSettings(parsing: "") }
  }

  @Test func `an override is told with what it takes the place of, and back`() throws {
    let sample = try DiffSideTests.sample()
    try sample.set("a/production", [("provider.storage.default", "st1")])
    func changes(_ address: String) throws -> [String] {
      try sample.diff(address).inputs.map { change in
        "\(change.key): \(change.old ?? "-") (\(change.oldOrigin ?? "-")) → \(change.new ?? "-") (\(change.newOrigin ?? "-"))"
      }
    }
    #expect(
      try changes("a/production@next") == [
        "provider.storage.default: gp3 (aws revision 1) → st1 (a/production)"
      ])
    try sample.generate()
    _ = try sample.catalogue.unsetProfile(
      Scope(parsing: "a/production"), ["provider.storage.default"], message: "")
    #expect(
      try changes("a/production@next") == [
        "provider.storage.default: st1 (a/production) → gp3 (aws revision 1)"
      ])
    let causes = try sample.diff("a/production@next", why: true).causes
    #expect(causes?.totals.map(\.attribution) == [.one(0)])
  }

  @Test func `what does not parse is told on either side`() throws {
    func diff(_ old: String, _ new: String) throws -> VersionDiff? {
      try Catalogue.diffFiles(
        .init(
          old: .file(name: "a.yaml", bytes: Array(old.utf8)), new: .file(name: "b.yaml", bytes: Array(new.utf8))))
    }
    #expect(try diff("a: 1\n", "a: [\n")?.problems.map(\.subject) == ["b.yaml:2"])
    #expect(try diff("a: [\n", "a: {\n")?.problems.count == 2)
    #expect(try diff("a: 1\na: 2\n", "a: 2\n")?.problems.map(\.subject) == ["a.yaml:2"])
    #expect(try diff("a: [\n", "a: [\n")?.problems.isEmpty == true)
  }

  // MARK: The past

  /// A catalogue whose clock moves on by a day with each operation.
  private static func past() throws -> CauseSample {
    let sample = try CauseSample(now: { [clock = Clock()] in clock.next() })
    try sample.set("a/production", [("size", "small")])
    try sample.generate()
    try sample.set("a/production", [("size", "large")])
    try sample.generate()
    return sample
  }

  private final class Clock: Sendable {
    private let day = Mutex<Int64>(0)
    func next() -> Int64 {
      day.withLock {
        $0 += 1; return $0 * 86_400_000
      }
    }
  }

  @Test func `a version is found as it was at a moment`() throws {
    let sample = try DiffSideTests.past()
    let versions = try sample.catalogue.log(Scope(parsing: "a/production")).versions
    let first = try #require(versions.last?.audit.time)
    let diff = try sample.diff("a/production", asOf: first)
    #expect((diff.old.title, diff.new.title) == ("a/production@1", "a/production@2"))
    #expect(try sample.diff("a/production", "a/production@2", asOf: first).settingCount == 2)
    let early = Timestamp(milliseconds: first.milliseconds - 1)
    #expect(throws: CatalogueError.notThen(try VersionAddress(parsing: "a/production"))) {
      try sample.diff("a/production", asOf: early)
    }
    #expect(throws: CatalogueError.notThen(try VersionAddress(parsing: "a/production@2"))) {
      try sample.diff("a/production@2", asOf: first)
    }
  }

  @Test func `a cluster's version is the one that it ran then`() throws {
    let sample = try DiffSideTests.past()
    let cluster = try Scope(parsing: "a/production/eu-1")
    _ = try sample.catalogue.addCluster(cluster, message: "") { $0 }
    _ = try sample.catalogue.pin(
      cluster, to: .address(VersionAddress(parsing: "a/production@1")), message: "")
    let pinned = try #require(try sample.catalogue.cluster(cluster).pins.last?.audit.time)
    _ = try sample.catalogue.unpin(cluster, message: "")
    let diff = try sample.diff("a/production/eu-1", asOf: pinned)
    #expect((diff.old.title, diff.new.title) == ("a/production@1", "a/production@2"))
  }
}
