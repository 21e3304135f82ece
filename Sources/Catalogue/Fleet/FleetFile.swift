package import Handlebars
package import Strategy

/// A fleet as a YAML file describes it, each part with its place in the file. `docs/fleet.md` describes the keys.
///
/// What the file does not mention is nil, and stays as it is in the catalogue.
package struct FleetFile {
  package struct Layer {
    package struct Entry {
      package let key: String
      /// Nil unsets what is inherited.
      package let value: ParameterValue?
      /// Whether it was written as a list: a text may hold several values with commas between them.
      package let isList: Bool
      package let place: Place
      /// Where the value stands.
      package let valuePlace: Place
    }

    package let entries: [Entry]
    package let place: Place
  }

  /// What is said of a cluster besides its layer; what is not mentioned is nil.
  package struct Attributes {
    var kubernetes: String?
    var region: String?
    var selectors: [ClusterAttributes.Selector]?
  }

  /// A scope that the file mentions.
  package struct Member {
    package let scope: Scope
    package let place: Place
    package let layer: Layer?
    package let attributes: Attributes?
  }

  package struct Provider {
    package let name: String
    package let place: Place
    package let title: String?
    package let mapping: ProviderMapping?
  }

  /// One thing that is wrong with the file.
  package struct Issue: Sendable, Equatable {
    let place: Place?
    package let text: String
    package let hint: String?

    package var line: Int? { place?.line }

    /// `FILE:LINE:COLUMN`
    package func subject(in file: String) -> String {
      place.map { "\(file):\($0.line):\($0.column)" } ?? file
    }
  }

  /// What messages call the file.
  package let name: String
  /// In the order of the file, each team before what is in it.
  package let members: [Member]
  package let providers: [Provider]
  /// Whether the file says which teams there are.
  package let hasTeams: Bool
  package let issues: Issues
}

extension FleetFile {
  /// What is wrong with a file. Of very many only the first are kept.
  package struct Issues {
    private(set) var kept: [Issue] = []
    private(set) var count = 0

    private static let limit = 1000
    private static let shown = 100

    var isEmpty: Bool { count == 0 }

    mutating func add(_ text: String, at place: Place?, hint: String? = nil) {
      count += 1
      if kept.count < Issues.limit { kept.append(Issue(place: place, text: text, hint: hint)) }
    }

    /// In the order of the lines.
    package var inOrder: [Issue] {
      let ordered = kept.enumerated().sorted { left, right in
        let (a, b) = (left.element.place, right.element.place)
        return (a?.line ?? 0, a?.column ?? 0, left.offset) < (b?.line ?? 0, b?.column ?? 0, right.offset)
      }
      return ordered.map(\.element)
    }

    /// The refusal of a file, with the place of each problem.
    func refusal(of file: String) -> CatalogueError {
      var problems = inOrder.prefix(Issues.shown).map { issue in
        Problem(subject: issue.subject(in: file), text: issue.text, hint: issue.hint)
      }
      if count > problems.count {
        problems.append(Problem(subject: file, text: "\(count - problems.count) more problems"))
      }
      return .invalid(problems)
    }
  }
}
