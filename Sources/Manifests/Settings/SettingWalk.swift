/// Goes over a document's tree and takes down its settings.
struct SettingWalk {
  private(set) var settings: [Setting] = []
  private(set) var problems: [ManifestProblem] = []
  private var path = PathWriter()
  private var bytes = 0
  /// Whether the texts of the root's `data` are opened.
  private let opensData: Bool
  /// The lines of the tree at hand, within the document.
  private var lines = LineBase.document

  private let embedded: [Int: EmbeddedReading]

  init(opensData: Bool, _ embedded: [Int: EmbeddedReading]) {
    self.opensData = opensData
    self.embedded = embedded
  }

  /// - Throws: where all paths and values together pass the budget; a map or list has no more levels than that allows.
  mutating func run(_ tree: DocumentTree) throws(ReadingFailure) {
    guard !tree.nodes.isEmpty else { return }
    settings.reserveCapacity(tree.nodes.count)
    try visit(0, of: tree, level: 0, isData: false)
  }

  /// - Parameters:
  ///   - level: how many keys lead here.
  ///   - isData: whether this stands beneath the `data` that is opened.
  private mutating func visit(_ index: Int, of tree: DocumentTree, level: Int, isData: Bool) throws(ReadingFailure) {
    let index = tree.meant(index)
    let end = tree.nodes[index].end
    switch tree.nodes[index].kind {
    case .scalar:
      try add(tree.nodes[index].type, tree.nodes[index].text, line: tree.nodes[index].line)
      if isData, level == 2 { try open(index) }
    case .map where end == index + 1: try add(.map, "{}", line: tree.nodes[index].line)
    case .list where end == index + 1: try add(.list, "[]", line: tree.nodes[index].line)
    case .map where tree.nodes[index].merges:
      for entry in tree.entries(of: index) { try visitEntry(entry, of: tree, level: level, isData: isData) }
    case .map:
      var child = index + 1
      while child < end {
        try visitEntry(child, of: tree, level: level, isData: isData)
        child = tree.next(child)
      }
    case .list:
      var child = index + 1
      var place = 0
      while child < end {
        let mark = path.push(item: place, name: tree.itemName(child))
        try visit(child, of: tree, level: level + 1, isData: false)
        path.pop(to: mark)
        child = tree.next(child)
        place += 1
      }
    case .alias: return
    }
  }

  private mutating func visitEntry(
    _ entry: Int, of tree: DocumentTree, level: Int, isData: Bool
  ) throws(ReadingFailure) {
    let mark = path.push(key: tree.nodes[entry].key)
    let isData = isData || (opensData && level == 0 && lines.isDocument && tree.nodes[entry].key == "data")
    try visit(entry, of: tree, level: level + 1, isData: isData)
    path.pop(to: mark)
  }

  private mutating func add(_ type: SettingType, _ text: String, line: Int32) throws(ReadingFailure) {
    let line = lines.line(Int(line))
    bytes += path.count + text.utf8.count
    guard bytes <= DocumentBudget.bytes else { throw ReadingFailure(.tooManyBytes, line: line) }
    guard settings.count < DocumentBudget.leaves else { throw ReadingFailure(.tooManyLeaves, line: line) }
    settings.append(Setting(path: path.path, value: SettingValue(type: type, text: text), line: line))
  }

  // MARK: Documents in texts

  /// Takes down the settings of the document that a text of `data` holds, if it holds one.
  private mutating func open(_ index: Int) throws(ReadingFailure) {
    guard let embedded = embedded[index] else { return }
    do {
      let left = max(0, DocumentBudget.leaves - settings.count)
      guard let tree = try embedded.tree(leafLimit: left) else { return }
      lines = embedded.lines
      defer { lines = .document }
      try visit(0, of: tree, level: 0, isData: false)
    } catch {
      if case .tooManyBytes = error.reason { throw error }
      guard embedded.mustParse else { return }
      problems.append(ManifestProblem(path: path.path, line: embedded.lines.line(error.line), text: error.text))
    }
  }
}
