/// Which paths an address means.
///
/// It is written like a ``SettingPath``, and besides:
///
/// - a key may have `*` and `?`, and any character but `.`, `[`, `]`, `"` and blanks: `metadata.labels.app*`;
/// - `[*]` is any item of a list, `[3]` the fourth, whether or not it has a name;
/// - `[web]` is each item of that name, `[web-*]` those whose names the glob matches;
/// - `["a.b/c"]` is the key between the quotes, or each item of that name; `*` is no glob in it.
package struct PathPattern: Sendable, Hashable {
  enum Step: Sendable, Hashable {
    case key(Glob, text: String)
    case index(Int)
    case name(Glob)
    case any
    case quoted(String)
  }

  let steps: [Step]
  /// Every shape that a path it matches can have (``SettingPath/shape``). Empty where these are not known, as a key
  /// is a glob or very many are quoted.
  package let shapes: [String]

  /// - Throws: where the text is no path.
  package init(parsing text: String) throws(PatternError) {
    var parser = PathPatternParser(text)
    steps = try parser.steps()
    shapes = PathPattern.shapes(of: steps)
  }

  /// The last step, where that is a key and no glob.
  package var lastKey: String? {
    switch steps.last {
    case .key(let glob, let text) where glob.isLiteral: text
    case .quoted(let text): text
    default: nil
    }
  }

  package func matches(_ path: SettingPath) -> Bool {
    let others = path.steps
    return others.count == steps.count && zip(steps, others).allSatisfy { PathPattern.matches($0, $1) }
  }

  /// Whether it matches a path, or what that lies beneath.
  package func matchesBeginning(of path: SettingPath) -> Bool {
    let others = path.steps
    return others.count >= steps.count && zip(steps, others).allSatisfy { PathPattern.matches($0, $1) }
  }

  /// Whether it matches the path that was stored as its text and positions.
  package func matches(text: String, positions: [Int]) -> Bool {
    SettingPath(text: text, positions: positions).map(matches) ?? false
  }

  private static func matches(_ step: Step, _ other: SettingPath.Step) -> Bool {
    switch (step, other) {
    case (.key(let glob, _), .key(let key)): glob.matches(key)
    case (.quoted(let text), .key(let key)): text == key
    case (.quoted(let text), .item(_, let name)): text == name
    case (.any, .item): true
    case (.index(let index), .item(let place, _)): index == place
    case (.name(let glob), .item(_, let name)): name.map(glob.matches) ?? false
    default: false
    }
  }

  /// What stands between quotes may be a key or an item, so each doubles the shapes.
  private static func shapes(of steps: [Step]) -> [String] {
    var shapes: [PathWriter] = [PathWriter()]
    for step in steps {
      var keys: [String] = []
      var isItem = true
      switch step {
      case .key(let glob, let text):
        guard glob.isLiteral else { return [] }
        keys = [text]
        isItem = false
      case .quoted(let text):
        if shapes.count > 8 { return [] }
        keys = [text]
        isItem = SettingPath.isName(text)
      case .index, .name, .any: break
      }
      shapes = shapes.flatMap { shape in
        var grown: [PathWriter] = []
        for key in keys {
          grown.append(shape)
          _ = grown[grown.count - 1].push(key: key)
        }
        if isItem {
          grown.append(shape)
          _ = grown[grown.count - 1].push(item: 0, name: "*")
        }
        return grown
      }
    }
    return shapes.map(\.path.text)
  }
}
