extension TextDiff.Hunk {
  /// Lines of a hunk that belong together.
  package enum Run: Sendable {
    case same([TextDiff.Line])
    /// Lines that were removed, and those that stand there now; either may be none.
    case changed(removed: [TextDiff.Line], added: [TextDiff.Line])
  }

  /// The hunk's lines as runs, in order.
  package var runs: [Run] {
    var runs: [Run] = []
    var rest = lines[...]
    while !rest.isEmpty {
      let same = rest.prefix { $0.change == .same }
      rest = rest.dropFirst(same.count)
      if !same.isEmpty { runs.append(.same(Array(same))) }
      let removed = rest.prefix { $0.change == .removed }
      rest = rest.dropFirst(removed.count)
      let added = rest.prefix { $0.change == .added }
      rest = rest.dropFirst(added.count)
      if !removed.isEmpty || !added.isEmpty { runs.append(.changed(removed: Array(removed), added: Array(added))) }
    }
    return runs
  }

  /// Where it is, for a reader: the heading and the manifest, as far as there are any.
  package var place: String {
    [heading, manifest].filter { !$0.isEmpty }.joined(separator: " › ")
  }
}
