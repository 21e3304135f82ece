/// Which members of an old and a new row belong to each other.
struct Pairs {
  enum Step {
    case added(Int)
    case removed(Int)
    case kept(old: Int, new: Int)
  }

  /// For each old member the new one, -1 where there is none.
  private(set) var ofOld: [Int]
  private(set) var ofNew: [Int]

  init(old: Int, new: Int) {
    ofOld = Array(repeating: -1, count: old)
    ofNew = Array(repeating: -1, count: new)
  }

  mutating func join(old: Int, new: Int) {
    ofOld[old] = new
    ofNew[new] = old
  }

  /// The old members that have no partner yet, in order.
  var leftOld: [Int] { ofOld.indices.filter { ofOld[$0] < 0 } }
  var leftNew: [Int] { ofNew.indices.filter { ofNew[$0] < 0 } }

  /// Those of some old members that have no partner yet.
  func left(old: [Int]) -> [Int] { old.filter { ofOld[$0] < 0 } }
  func left(new: [Int]) -> [Int] { new.filter { ofNew[$0] < 0 } }

  /// Whether both rows have members without a partner.
  var hasLeft: Bool { ofOld.contains { $0 < 0 } && ofNew.contains { $0 < 0 } }

  /// Whether the partners stand in another order.
  var isReordered: Bool {
    var last = -1
    for old in ofNew where old >= 0 {
      if old < last { return true }
      last = old
    }
    return false
  }

  /// Goes over all members in the order of the new row; what was removed comes behind what it stood behind.
  func forEachStep(_ body: (Step) -> Void) {
    func removed(from start: Int) {
      var index = start
      while index < ofOld.count, ofOld[index] < 0 {
        body(.removed(index))
        index += 1
      }
    }
    removed(from: 0)
    for new in ofNew.indices {
      guard ofNew[new] >= 0 else {
        body(.added(new))
        continue
      }
      body(.kept(old: ofNew[new], new: new))
      removed(from: ofNew[new] + 1)
    }
  }
}
