extension DocumentTree {
  /// The name of the list item at `index`: that of a map with a scalar `name` which a path can hold.
  func itemName(_ index: Int) -> String? {
    guard let entry = entry("name", of: meant(index)), nodes[entry].kind == .scalar else { return nil }
    let name = nodes[entry].text
    return SettingPath.isName(name) ? name : nil
  }

  /// The path from the node `start`, and without it from the root of the nodes, to where `index` is written; empty
  /// where there are no such nodes, as in a text that does not parse.
  func path(to index: Int, from start: Int = 0) -> String {
    guard nodes.indices.contains(index), nodes.indices.contains(start) else { return "" }
    var writer = PathWriter()
    var node = start
    while node < index, index < next(node) {
      var child = node + 1
      var place = 0
      while child < index, next(child) <= index {
        child = next(child)
        place += 1
      }
      _ =
        nodes[node].kind == .list
        ? writer.push(item: place, name: itemName(child)) : writer.push(key: nodes[child].key)
      node = child
    }
    return writer.path.text
  }
}
