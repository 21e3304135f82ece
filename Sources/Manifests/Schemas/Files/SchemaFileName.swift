/// What the path of a JSON file says about the schema in it.
enum SchemaFileName {
  /// `KIND-GROUP-VERSION.json`, `KIND-VERSION.json` for the core group: of the group only the part before its first
  /// point.
  case kubernetes(kind: String, group: String, version: String)
  /// `GROUP/KIND_VERSION.json`; the group is nil where the folder is not named for one.
  case catalogue(kind: String, group: String?, version: String)
  /// `_definitions.json`
  case definitions
  /// `all.json`, which only lists the others.
  case list

  init?(_ path: String) {
    let parts = path.split(separator: "/")
    guard let name = parts.last?.lowercased(), name.hasSuffix(".json") else { return nil }
    let stem = name.dropLast(5)
    if stem == "_definitions" {
      self = .definitions
    } else if stem == "all" {
      self = .list
    } else if let mark = stem.lastIndex(of: "_"), mark > stem.startIndex {
      let version = stem[stem.index(after: mark)...]
      guard APIVersionOrder(String(version)) != nil else { return nil }
      let folder = parts.dropLast().last.map { $0.lowercased() }
      let group = folder.flatMap { $0.contains(".") && SchemaRelease(folderOf: "\($0)/x") == nil ? $0 : nil }
      self = .catalogue(kind: String(stem[..<mark]), group: group, version: String(version))
    } else {
      let words = stem.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 2 || words.count == 3, let kind = words.first, let version = words.last, !kind.isEmpty,
        APIVersionOrder(version) != nil
      else { return nil }
      self = .kubernetes(kind: kind, group: words.count == 3 ? words[1] : "", version: version)
    }
  }
}
