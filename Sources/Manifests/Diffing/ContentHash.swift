/// A hash by which what may be equal is found; what is found is compared all the same. FNV-1a over bytes
/// (<http://www.isthe.com/chongo/tech/comp/fnv/>), words mixed as in SplitMix64.
struct ContentHash: Hashable, Comparable {
  private(set) var bits: UInt64

  init(bits: UInt64) { self.bits = bits }

  init(_ text: String) { self = ContentHash(bits: 0xCBF2_9CE4_8422_2325).adding(text) }

  func adding(_ text: String) -> ContentHash { adding(text.utf8) }

  func adding(_ bytes: some Sequence<UInt8>) -> ContentHash {
    var bits = bits
    for byte in bytes { bits = (bits ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return ContentHash(bits: bits).mixed
  }

  func adding(_ word: UInt64) -> ContentHash { ContentHash(bits: bits &* 31 &+ word).mixed }

  /// The order of what is gathered so is the same as any other.
  func gathering(_ other: ContentHash) -> ContentHash { ContentHash(bits: bits &+ other.mixed.bits) }

  static func < (left: ContentHash, right: ContentHash) -> Bool { left.bits < right.bits }

  private var mixed: ContentHash {
    var mixed = bits &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return ContentHash(bits: mixed ^ (mixed >> 31))
  }
}

extension ComparedTree {
  /// The hash of each node with all beneath it. Equal contents have equal ones: the order of keys does not show, nor
  /// that of items where it does not count.
  var hashes: [ContentHash] {
    var hashes = Array(repeating: ContentHash(bits: 0), count: nodes.count)
    for node in nodes.indices.reversed() {
      switch content(of: node) {
      case .leaf(let setting): if setting >= 0 { hashes[node] = meaning(of: setting, at: node).hash }
      case .map:
        hashes[node] = children(of: node).reduce(ContentHash("m")) {
          $0.gathering(hashes[$1].adding(nodes[$1].key))
        }
      case .list:
        let items = children(of: node)
        let order = ListRule(self, node).order
        let isFree = order == .ignored || (order == nil && items.allSatisfy(isMap))
        hashes[node] = items.reduce(ContentHash("l")) {
          isFree ? $0.gathering(hashes[$1]) : $0.adding(hashes[$1].bits)
        }
      }
    }
    return hashes
  }

  /// A hash for each leaf at the node and beneath, of its value and the keys that lead to it, sorted. Items have no place
  /// and no name in these.
  ///
  /// - Parameter withValues: whether the values count.
  func tokens(of node: Int, withValues: Bool = true) -> [ContentHash] {
    var paths = Array(repeating: ContentHash(bits: 0), count: nodes[node].end - node)
    var tokens: [ContentHash] = []
    for index in node..<nodes[node].end {
      if index > node {
        let parent = paths[nodes[index].parent - node]
        paths[index - node] = nodes[index].item >= 0 ? parent.adding(1) : parent.adding(nodes[index].key)
      }
      guard case .leaf(let setting) = content(of: index), setting >= 0 else { continue }
      let path = paths[index - node]
      tokens.append(withValues ? path.adding(meaning(of: setting, at: index).hash.bits) : path)
    }
    return tokens.sorted()
  }
}
