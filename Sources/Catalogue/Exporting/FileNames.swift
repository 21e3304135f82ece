import Strategy

/// Gives the documents of one output file names: readable ones, and no two the same.
///
/// A document gets the shortest name that it alone has; those that share even the longest are counted, in the order
/// of the output. So names depend on the output and on nothing else.
struct FileNames {
  /// What a document may be called, without the ending.
  struct Wish {
    /// From the shortest name to the longest.
    let stems: [String]
    let ending: String
  }

  private var taken: Set<String> = ["kustomization.yaml"]

  /// - Returns: a name per wish, in their order.
  static func names(for wishes: [Wish]) -> [String] {
    var names = FileNames()
    return names.assign(wishes)
  }

  private mutating func assign(_ wishes: [Wish]) -> [String] {
    var found = [String?](repeating: nil, count: wishes.count)
    for level in 0..<(wishes.map(\.stems.count).max() ?? 0) {
      var claims: [String: [Int]] = [:]
      for (index, wish) in wishes.enumerated() where found[index] == nil && level < wish.stems.count {
        claims[wish.stems[level] + wish.ending, default: []].append(index)
      }
      for (name, indexes) in claims where indexes.count == 1 && !taken.contains(name) {
        found[indexes[0]] = name
      }
      taken.formUnion(found.compactMap { $0 })
    }
    var counters: [String: Int] = [:]
    return zip(wishes, found).map { wish, name in name ?? numbered(wish, &counters) }
  }

  private mutating func numbered(_ wish: Wish, _ counters: inout [String: Int]) -> String {
    let stem = wish.stems.last ?? FileNames.nameless
    var name = stem + wish.ending
    while !taken.insert(name).inserted {
      let number = counters[stem, default: 1] + 1
      counters[stem] = number
      name = "\(stem)-\(number)\(wish.ending)"
    }
    return name
  }

  // MARK: Stems

  static let nameless = "document"
  private static let stemLimit = 160

  /// Parts as one stem: lower case, with '-' for what a path does not take. A long one is cut, and ends in the first
  /// digits of a digest of the whole.
  static func stem(_ parts: [String]) -> String {
    let stem = parts.map(clean).filter { !$0.isEmpty }.joined(separator: "-")
    guard stem.utf8.count > stemLimit else { return stem }
    return "\(stem.prefix(stemLimit))-\(Digest(of: parts.joined(separator: "\0").utf8).short)"
  }

  private static func clean(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let lower = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
      if ExportPath.isAllowed(lower) {
        bytes.append(lower)
      } else if bytes.last != UInt8(ascii: "-") {
        bytes.append(UInt8(ascii: "-"))
      }
    }
    let isEdge = { (byte: UInt8) in byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") }
    while bytes.last.map(isEdge) == true { bytes.removeLast() }
    return String(decoding: bytes.drop(while: isEdge), as: UTF8.self)
  }
}
