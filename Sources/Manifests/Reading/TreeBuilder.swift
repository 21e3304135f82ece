/// Puts a tree together from the events of a reader, and holds each to the ``DocumentBudget``.
struct TreeBuilder {
  /// A scalar or a key, as a reader has it.
  struct Scalar {
    let text: String
    let type: SettingType
    /// From 1, in the text that is read.
    let line: Int
    /// Whether it is a key `<<` without quotes.
    var isMerge = false
    /// See ``DocumentTree/Node/isLiteral``.
    var isLiteral = false
    /// See ``DocumentTree/Node/isPlain``.
    var isPlain = false
  }

  private struct Frame {
    let index: Int
    let isMap: Bool
    let anchor: String?
    /// What was counted when it began.
    let leaves: Int
    /// The levels beneath it, aliases followed.
    var height = 0
    var key: Scalar?
  }

  /// What an anchor stands for.
  private enum Anchor {
    case key(Scalar)
    case node(index: Int, leaves: Int, height: Int)
  }

  private(set) var tree = DocumentTree()
  /// In the order in which their maps end.
  private(set) var duplicates: [DuplicateKey] = []
  private var frames: [Frame] = []
  private var anchors: [String: Anchor] = [:]
  private(set) var leaves = 0
  private let leafLimit: Int

  init(leafLimit: Int) { self.leafLimit = leafLimit }

  /// Whether what comes next is a key, or the end of the map.
  var wantsKey: Bool { frames.last.map { $0.isMap && $0.key == nil } ?? false }
  var isInMap: Bool { frames.last?.isMap ?? false }
  var isComplete: Bool { frames.isEmpty && !tree.nodes.isEmpty }

  // MARK: Events

  mutating func key(_ key: Scalar, anchor: String? = nil) throws(ReadingFailure) {
    guard key.text.utf8.count <= DocumentBudget.keyBytes else { throw ReadingFailure(.keyTooLong, line: key.line) }
    if let anchor { anchors[anchor] = .key(key) }
    frames[frames.count - 1].key = key
  }

  mutating func scalar(_ scalar: Scalar, anchor: String? = nil) throws(ReadingFailure) {
    try count(1, line: scalar.line)
    let index = add(.scalar, scalar)
    if let anchor { anchors[anchor] = .node(index: index, leaves: 1, height: 0) }
    try complete(index, height: 0)
  }

  mutating func begin(map isMap: Bool, line: Int, anchor: String? = nil) throws(ReadingFailure) {
    guard frames.count < DocumentBudget.depth else { throw ReadingFailure(.tooDeep, line: line) }
    if let anchor { anchors[anchor] = nil }
    let index = add(isMap ? .map : .list, Scalar(text: "", type: isMap ? .map : .list, line: line))
    frames.append(Frame(index: index, isMap: isMap, anchor: anchor, leaves: leaves))
  }

  mutating func end() throws(ReadingFailure) {
    guard let frame = frames.popLast() else { return }
    tree.nodes[frame.index].end = tree.nodes.count
    if tree.nodes.count == frame.index + 1 { try count(1, line: Int(tree.nodes[frame.index].line)) }
    if frame.isMap, hasTwins(frame.index) { noteTwins(of: frame.index) }
    if let anchor = frame.anchor {
      anchors[anchor] = .node(index: frame.index, leaves: leaves - frame.leaves, height: frame.height + 1)
    }
    try complete(frame.index, height: frame.height + 1)
  }

  mutating func alias(_ name: String, line: Int) throws(ReadingFailure) {
    switch try anchor(name, line: line) {
    case .key(let key): try scalar(key)
    case .node(let target, let leaves, let height):
      try count(leaves, line: line)
      guard frames.count + height <= DocumentBudget.depth else { throw ReadingFailure(.tooDeep, line: line) }
      try complete(add(.alias, Scalar(text: "", type: .null, line: line), end: target), height: height)
    }
  }

  /// An alias where a key is wanted: text, or refused.
  mutating func aliasKey(_ name: String, line: Int) throws(ReadingFailure) {
    switch try anchor(name, line: line) {
    case .key(let key): try self.key(Scalar(text: key.text, type: key.type, line: line))
    case .node(let index, _, _):
      let target = tree.nodes[index]
      guard target.kind == .scalar else { throw ReadingFailure(.keyIsNoText, line: line) }
      try key(Scalar(text: target.text, type: target.type, line: line))
    }
  }

  // MARK: Parts

  private func anchor(_ name: String, line: Int) throws(ReadingFailure) -> Anchor {
    if let anchor = anchors[name] { return anchor }
    let isOpen = frames.contains { $0.anchor == name }
    throw ReadingFailure(isOpen ? .aliasOfItself(name) : .noAnchor(name), line: line)
  }

  private mutating func count(_ more: Int, line: Int) throws(ReadingFailure) {
    leaves += more
    guard leaves <= leafLimit else { throw ReadingFailure(.tooManyLeaves, line: line) }
  }

  private mutating func add(_ kind: DocumentTree.Kind, _ scalar: Scalar, end: Int? = nil) -> Int {
    let index = tree.nodes.count
    let key = frames.last?.key
    tree.nodes.append(
      DocumentTree.Node(
        kind: kind, type: scalar.type, isMerge: key?.isMerge ?? false, isLiteral: scalar.isLiteral,
        isPlain: scalar.isPlain, isPlainKey: key?.isPlain ?? false, line: Int32(clamping: scalar.line),
        keyLine: Int32(clamping: key?.line ?? scalar.line),
        key: key?.text ?? "", text: scalar.text, end: end ?? index + 1))
    return index
  }

  /// Notes in the map or list around it that the node at `index` is whole.
  private mutating func complete(_ index: Int, height: Int) throws(ReadingFailure) {
    guard let last = frames.indices.last else { return }
    frames[last].height = max(frames[last].height, height)
    frames[last].key = nil
    guard tree.nodes[index].isMerge else { return }
    tree.nodes[frames[last].index].merges = true
    let source = tree.meant(index)
    var isMap = tree.nodes[source].kind == .map
    if tree.nodes[source].kind == .list {
      isMap = true
      tree.forEachChild(of: source) { if tree.nodes[tree.meant($0)].kind != .map { isMap = false } }
    }
    if !isMap { throw ReadingFailure(.mergesNoMap, line: Int(tree.nodes[index].line)) }
  }

  /// Whether a key stands twice in the map. Small maps are compared key by key: that is faster than hashing, and most
  /// are small.
  private func hasTwins(_ map: Int) -> Bool {
    var seen: Set<String> = []
    var count = 0
    var child = map + 1
    while child < tree.nodes[map].end {
      if count == 8 { tree.forEachChild(of: map) { if $0 < child { seen.insert(tree.nodes[$0].key) } } }
      let isTwin = count < 8 ? hasTwin(child, in: map) : !seen.insert(tree.nodes[child].key).inserted
      if isTwin { return true }
      count += 1
      child = tree.next(child)
    }
    return false
  }

  /// Whether an entry of the map before `child` has the same key.
  private func hasTwin(_ child: Int, in map: Int) -> Bool {
    var other = map + 1
    while other < child {
      if tree.nodes[other].key == tree.nodes[child].key { return true }
      other = tree.next(other)
    }
    return false
  }

  /// Takes down every key that stands again, and has only the last entry of each count.
  private mutating func noteTwins(of map: Int) {
    var first: [String: Int] = [:]
    var last: [String: Int] = [:]
    var shadowed: [Int] = []
    tree.forEachChild(of: map) { child in
      let key = tree.nodes[child].key
      if let twin = last.updateValue(child, forKey: key) {
        let origin = first[key] ?? twin
        shadowed.append(twin)
        duplicates.append(
          DuplicateKey(
            key: key, node: child, firstNode: origin, line: Int(tree.nodes[child].keyLine),
            firstLine: Int(tree.nodes[origin].keyLine), isAtRoot: map == 0))
      } else {
        first[key] = child
      }
    }
    for node in shadowed { tree.nodes[node].isShadowed = true }
  }
}
