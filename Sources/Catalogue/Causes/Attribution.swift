/// Which of the factors between two outputs a change is owed to. Factors are counted from 0.
package enum Attribution: Sendable, Hashable {
  /// Taking it back alone undoes the change.
  case one(Int)
  /// Taking back any of them undoes the change, or makes another of it: it needs all of them.
  case together([Int])
  /// Each of them alone would have made the change: taking back one of them leaves it.
  case either([Int])
  /// Only taking back all of them undoes the change, and none alone would have made it.
  case combination([Int])
  /// What decided it cannot be told, as what would tell it cannot be rendered.
  case unknown

  package var factors: [Int] {
    switch self {
    case .one(let factor): [factor]
    case .together(let factors), .either(let factors), .combination(let factors): factors
    case .unknown: []
    }
  }
}

/// Why two versions differ.
package struct CauseReport: Sendable {
  /// One input that moved, and who moved it.
  package struct Cause: Sendable {
    package let change: InputChange
    /// Nil where nobody did: a scope's own name.
    package let decision: Decision?
  }

  package let causes: [Cause]
  /// For each object change the attribution of each of its changes.
  package let settings: [[Attribution]]
  /// Of each line of the old output that is removed, by its number from 1.
  package let oldLines: [Int: Attribution]
  /// Of each line of the new output that is added.
  package let newLines: [Int: Attribution]

  /// How many settings and lines each attribution has, those of single causes first.
  package var totals: [(attribution: Attribution, settings: Int, lines: Int)] {
    var counts: [Attribution: (settings: Int, lines: Int)] = [:]
    for attribution in settings.lazy.flatMap(\.self) { counts[attribution, default: (0, 0)].settings += 1 }
    for attribution in oldLines.values { counts[attribution, default: (0, 0)].lines += 1 }
    for attribution in newLines.values { counts[attribution, default: (0, 0)].lines += 1 }
    return counts.map { ($0.key, $0.value.settings, $0.value.lines) }.sorted { left, right in
      let (a, b) = (left.attribution, right.attribution)
      return (a.rank, a.factors.count, a.factors.first ?? 0, a.factors.description)
        < (b.rank, b.factors.count, b.factors.first ?? 0, b.factors.description)
    }
  }
}

extension Attribution {
  fileprivate var rank: Int {
    switch self {
    case .one: 0
    case .together: 1
    case .either: 2
    case .combination: 3
    case .unknown: 4
    }
  }
}
