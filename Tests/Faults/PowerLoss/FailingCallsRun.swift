import Catalogue
import CrashVFS
import Foundation
import SQLiteStore

/// Has calls of SQLite's VFS fail in the midst of operations, and looks at what they say and leave.
struct FailingCallsRun {
  private let place: Place
  private let seed: UInt64
  private(set) var complaints: [String] = []
  private var judge = ImageJudge()
  private var points = 0
  private var thrown = 0
  private var done = 0

  init(place: Place, seed: UInt64) {
    self.place = place
    self.seed = seed
  }

  private static let kinds = [CRASH_ONCE, CRASH_BROKEN, CRASH_FULL]

  /// - Parameter points: how many calls fail, about.
  mutating func run(points: Int) throws {
    let operations = try [.create] + Operation.everyKind(seed: seed) + [.backUp]
    let folder = try place.folder("failing")
    let path = Place.catalogue(in: folder)
    let share = points / operations.count / FailingCallsRun.kinds.count + 1
    for operation in operations {
      let before = FileManager.default.contents(atPath: path)
      let old = try CatalogueState(at: path)
      crash_calls_fail(CRASH_ONCE, 0)
      try operation.run(folder)
      let count = Int(crash_calls_count())
      let states = [old, try CatalogueState(at: path)]
      let after = FileManager.default.contents(atPath: path)
      // Spread over the operation, and elsewhere with another seed.
      let calls = Set((0..<share).map { ($0 * count + Int(seed &* 7 % UInt64(count))) / share + 1 })
      for call in calls.sorted() {
        for kind in FailingCallsRun.kinds {
          try restore(before, in: folder)
          fail(operation, kind, at: call, in: folder, states)
        }
      }
      try restore(after, in: folder)
    }
  }

  private func restore(_ content: Data?, in folder: String) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    try content?.write(to: URL(fileURLWithPath: Place.catalogue(in: folder)))
  }

  /// - Parameter states: before and after the operation.
  private mutating func fail(
    _ operation: Operation, _ kind: crash_calls, at call: Int, in folder: String, _ states: [CatalogueState]
  ) {
    points += 1
    let place = "\(operation.name), fault \(kind.rawValue) at call \(call)"
    var expected = states
    crash_calls_fail(kind, Int64(call))
    do {
      try operation.run(folder)
      expected = [states[1]]
      done += 1
    } catch {
      thrown += 1
      let words = (error as? CatalogueError)?.message ?? ""
      if words.isEmpty { complaints.append("\(place): no words: \(error)") }
    }
    // A full disk can be read.
    if kind == CRASH_FULL { check(expected, in: folder, "\(place), still full") }
    crash_calls_fail(CRASH_ONCE, 0)
    check(expected, in: folder, place)
  }

  private mutating func check(_ expected: [CatalogueState], in folder: String, _ place: String) {
    switch judge.finding(at: Place.catalogue(in: folder)) {
    case .state(let state) where expected.contains(state): break
    case .state(let state): complaints.append("\(place): it is in another state: \(state)")
    case .damaged(let problem): complaints.append("\(place): \(problem)")
    case .refused(let words): complaints.append("\(place): refused: \(words)")
    }
  }

  var figures: String {
    "failing calls: \(points) fault points, \(thrown) operations refused in words, \(done) done nevertheless:"
      + " \(complaints.count) broken promises"
  }
}
