import Catalogue
import Strategy

extension VerifySection {
  init(_ report: Catalogue.ExpectReport) {
    let summary = Record([("head", Field(report.head?.digest.hex)), ("problems", Field(report.problems))])
    let columns: [Column] = [
      .text("head"), .text("chain"), .number("entry"), .text("version"), .number("of"), .number("since"),
    ]
    self.init(
      key: "heads", summary: summary, rows: Rows(columns, report.standings.map(\.fields)),
      isFailure: !report.isAsExpected
    ) { console in
      for standing in report.standings where standing.place != .nowhere {
        try console.out("\(standing.head): \(standing.sentence)")
      }
      let now = report.head.map { "its head is \($0.digest), entry \($0.id.rawValue), now" } ?? "it has no head now"
      for problem in report.problems { console.error("digest: \(problem)") }
      if !report.problems.isEmpty {
        console.error("the catalogue was edited: \(now)", hints: ["restore the file from a backup"])
      }
      for standing in report.standings where standing.place == .nowhere {
        console.error(
          "head '\(standing.head)' is nowhere: the catalogue was rolled back or edited since; \(now)",
          hints: ["look for a backup that has it: strata verify --expect HEAD --db FILE"])
      }
      if report.isAsExpected { console.note("every digest matches") }
    }
  }
}

extension Catalogue.HeadStanding {
  fileprivate var sentence: String {
    switch place {
    case .entry(let number, let count) where number == count: "the catalogue's head, entry \(number) of \(count)"
    case .entry(let number, let count): "the catalogue's head once, entry \(number) of \(count)"
    case .version(let address, let number, let newest) where number == newest: "\(address), the newest version"
    case .version(let address, let number, let newest):
      "\(address), \(VerifySection.count(newest - number, "version")) since"
    case .nowhere: "nowhere"
    }
  }

  fileprivate var fields: Record {
    var (chain, entry, version, count): (String?, Int?, String?, Int?)
    switch place {
    case .entry(let number, let total): (chain, entry, count) = ("catalogue", number, total)
    case .version(let address, _, let newest): (chain, version, count) = ("strategy", address.description, newest)
    case .nowhere: break
    }
    return Record([
      ("head", .text(head.hex)), ("chain", Field(chain)), ("entry", Field(entry)), ("version", Field(version)),
      ("of", Field(count)), ("since", Field(addedSince)),
    ])
  }
}
