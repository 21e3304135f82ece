import Strategy
import Synchronization
import Testing

@testable import Catalogue

/// What takes long is done between transactions.
struct LongWorkTests {
  private let shelf: Shelf
  private let scopes: [Scope]

  init() throws {
    shelf = try Shelf()
    let letters = "abcdefghij".map(String.init)
    let names = letters.flatMap { first in letters.map { first + $0 } }
    scopes = try names.map { try Scope(parsing: "\($0)/production") }
    let teams = names.map { "  \($0): {parameters: {namespace: \($0)}, environments: {production: {}}}\n" }.joined()
    try shelf.apply("everyone: {template: plan, size: small, scaling: manual}\nteams:\n\(teams)")
  }

  /// Something that another process does once, as soon as anything is rendered.
  private func meanwhile(_ body: @escaping @Sendable (Catalogue) throws -> Void) throws -> @Sendable (Int, Int) -> Void
  {
    let other = try shelf.another()
    let hasCome = Mutex(false)
    return { _, _ in
      hasCome.withLock { hasCome in
        if !hasCome { #expect(throws: Never.self) { try body(other) } }
        hasCome = true
      }
    }
  }

  @Test func `while strategies are rendered others write, and what they wrote counts`() throws {
    let (one, scopes) = (scopes[7], scopes)
    let progress = try meanwhile { other in
      _ = try other.setProfile(one, [(key: "size", value: "large")], message: "")
    }
    let report = try shelf.catalogue.generate(.init(scopes: [.root], message: ""), progress: progress)
    #expect(report.made.map(\.scope) == scopes)
    let texts = try [one, scopes[8]].map { scope in
      String(decoding: try shelf.catalogue.show(VersionAddress(scope: scope, selector: .latest)).bytes, as: UTF8.self)
    }
    #expect(texts == ["large manual ah\n", "small manual ai\n"])
  }

  @Test func `another process can generate the same meanwhile`() throws {
    let progress = try meanwhile { other in
      let report = try other.generate(.init(scopes: [.root], message: ""))
      #expect(report.made.count == 100)
    }
    let report = try shelf.catalogue.generate(.init(scopes: [.root], message: ""), progress: progress)
    #expect(report.made.isEmpty && report.currentCount == 100)
    #expect(try shelf.catalogue.doctor().isHealthy)
  }

  @Test func `a plan is of the moment after its rendering`() throws {
    let one = scopes[7]
    let progress = try meanwhile { other in
      _ = try other.setProfile(one, [(key: "namespace", value: "ai")], message: "")
    }
    let plan = try shelf.catalogue.plan(.init(scopes: [], whatIf: .nothing), progress: progress)
    #expect(plan.new.count == 100)
    #expect(Set(plan.new.map(\.output.digest)).count == 99)
  }
}
