/// A document's nodes in the order in which they are written. Flat, for speed: one array, and no node has another.
struct DocumentTree {
  enum Kind: UInt8 { case scalar, map, list, alias }

  struct Node {
    let kind: Kind
    /// A scalar's type.
    let type: SettingType
    /// Whether the key is `<<`, unquoted.
    let isMerge: Bool
    /// Whether a map has such a key.
    var merges = false
    /// A scalar whose line breaks are those of the text, from the line after its own: `|`.
    let isLiteral: Bool
    /// Whether it is written without quotes and tag.
    let isPlain: Bool
    /// The same of its key.
    let isPlainKey: Bool
    /// Whether its key stands again in the map, so that it does not count.
    var isShadowed = false
    /// Where it begins, from 1.
    let line: Int32
    /// Where its key begins.
    let keyLine: Int32
    /// The key that it stands under in a map.
    let key: String
    /// A scalar's content.
    let text: String
    /// The index behind the last node beneath it; of an alias, the index of the node that it means.
    var end: Int
  }

  var nodes: [Node] = []
  /// The node that it is the tree of; others may stand beside it, for its aliases to mean.
  var root = 0

  /// The index of the node that counts for the one at `index`: itself, or what an alias means.
  func meant(_ index: Int) -> Int {
    var index = index
    while nodes[index].kind == .alias { index = nodes[index].end }
    return index
  }

  /// The index behind the node at `index` and all beneath it.
  func next(_ index: Int) -> Int { nodes[index].kind == .alias ? index + 1 : nodes[index].end }

  /// Goes over what counts of what stands directly in the map or list at `index`, merge keys as they are written.
  func forEachChild(of index: Int, _ body: (Int) -> Void) {
    var child = index + 1
    let end = nodes[index].end
    while child < end {
      if !nodes[child].isShadowed { body(child) }
      child = next(child)
    }
  }

  /// The entries of the map at `index`, with merged ones in the place of their merge key, as indexes of the nodes.
  ///
  /// What the map says itself counts before what it merges, and of what it merges the first
  /// (<https://yaml.org/type/merge.html>).
  func entries(of index: Int) -> [Int] {
    var seen: Set<String> = []
    forEachChild(of: index) { if !nodes[$0].isMerge { seen.insert(nodes[$0].key) } }
    var entries: [Int] = []
    forEachChild(of: index) { child in
      guard nodes[child].isMerge else { return entries.append(child) }
      let source = meant(child)
      var maps: [Int] = []
      if nodes[source].kind == .list { forEachChild(of: source) { maps.append(meant($0)) } } else { maps = [source] }
      for map in maps {
        for entry in nodes[map].merges ? self.entries(of: map) : children(of: map)
        where seen.insert(nodes[entry].key).inserted { entries.append(entry) }
      }
    }
    return entries
  }

  /// The entry of `key` in the map at `index`, resolved; nil where it is no map or has none.
  func entry(_ key: String, of index: Int) -> Int? {
    guard nodes[index].kind == .map else { return nil }
    if nodes[index].merges { return entries(of: index).first { nodes[$0].key == key }.map(meant) }
    var child = index + 1
    while child < nodes[index].end {
      if nodes[child].key == key, !nodes[child].isShadowed { return meant(child) }
      child = next(child)
    }
    return nil
  }

  private func children(of index: Int) -> [Int] {
    var children: [Int] = []
    forEachChild(of: index) { children.append($0) }
    return children
  }
}
