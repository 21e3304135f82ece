import Foundation
import TestSupport
import Testing

/// Proofs about what is stored, with the real binary.
@Suite struct `Proof journey` {
  /// The last word of a line of messages that begins with some words.
  private func word(_ outcome: Outcome, after words: String) throws -> String {
    let line = outcome.messages.split(separator: "\n").first { $0.hasPrefix(words + " ") }
    return String(try #require(line).dropFirst(words.count + 1))
  }

  @Test func `a fleet is rendered again from what it recorded`() async throws {
    let place = try await Workplace.withFleet()
    try await place.strata("profile set payments size=large")
    try await place.strata("generate --all")
    let everything = try await place.strata("verify --reproduce")
    #expect(everything.out.isEmpty)
    let summary = #/[0-9]+ versions (and [0-9]+ confirmations? )?reproduced, [0-9]+ distinct renderings\n/#
    #expect(everything.messages.wholeMatch(of: summary) != nil, "\(everything.messages)")
    #expect(try await place.strata("verify --reproduce --all").messages == everything.messages)
    #expect(
      try await place.strata("verify --reproduce payments/production@1").messages
        == "1 version and 1 confirmation reproduced, 1 distinct rendering\n")
    #expect(
      try await place.strata("verify --reproduce payments/production").messages
        == "2 versions and 2 confirmations reproduced, 2 distinct renderings\n")

    let document = try Tree(json: try await place.strata("verify --reproduce -o json").out)
    #expect(document["deviations"] == .list([]))
    #expect(document["versions_compared"] == .number(5))
  }

  @Test func `heads that were written down are found again, and not in an older copy`() async throws {
    let place = try await Workplace.withStrategy()
    let early = try await place.strata("log payments/production")
    let (version, entry) = (try word(early, after: "head"), try word(early, after: "catalogue head"))
    let copy = try place.read("strata.db")
    try await place.strata("profile set payments/production cluster_size=small")
    try await place.strata("generate --all")

    let found = try await place.strata("verify --expect \(version) --expect \(entry.uppercased())")
    #expect(
      found.lines == [
        "\(version): payments/production@1, 1 version since", "\(entry): the catalogue's head once, entry 3 of 5",
      ])
    #expect(found.messages == "every digest matches\n")
    let late = try await place.strata("log payments/production")
    let (newest, head) = (try word(late, after: "head"), try word(late, after: "catalogue head"))
    #expect(
      try await place.strata("verify --expect \(newest) --expect \(head)").lines == [
        "\(newest): payments/production@2, the newest version", "\(head): the catalogue's head, entry 5 of 5",
      ])

    try place.write("older.db", copy)
    let refused = try await place.run("verify --expect \(newest) --db older.db")
    #expect(refused.code == 1)
    #expect(
      refused.messages
        == "error: head '\(newest)' is nowhere: the catalogue was rolled back or edited since; its head is \(entry), "
        + "entry 3, now\nhint: look for a backup that has it: strata verify --expect HEAD --db FILE\n")
    let document = try Tree(json: try await place.run("verify --expect \(newest) --db older.db -o json").out)
    #expect(document["heads"]?.items.map { $0["chain"] } == [.null])
    #expect(document["head"] == .text(entry))
  }

  @Test func `proofs and findings go together where they are asked for`() async throws {
    let place = try await Workplace.withStrategy()
    let head = try word(try await place.strata("log payments/production"), after: "head")
    let document = try Tree(
      json: try await place.strata("verify --reproduce --expect \(head) --kubernetes 1.29 -o json").out)
    #expect(document["heads"]?.items.count == 1)
    #expect(document["versions_compared"] == .number(1))
    #expect(document["findings"]?.items.isEmpty == false)
    #expect(document["errors"]?.number ?? 0 > 0)
    #expect(try await place.run("verify --reproduce --kubernetes 1.29 --exit-code").code == 2)
    #expect(try await place.strata("verify --reproduce").messages == "1 version reproduced, 1 distinct rendering\n")
    let rows = try await place.strata("verify --expect \(head) -o csv").lines
    #expect(rows == ["head,chain,entry,version,of,since", "\(head),strategy,,payments/production@1,1,0"])
  }
}
