import CrashVFS
import Foundation
import GRDBSQLite
import SQLiteStore

/// Records lives of catalogues, and looks at what is left when the power fails at any moment of them.
struct PowerLossRun {
  private let place: Place
  private let seed: UInt64
  private let ignoresSyncs: Bool
  /// Where images are made.
  private let folder: String
  private var judge = ImageJudge()
  private var failures: UInt64 = 0
  private(set) var tally = Tally()

  init(place: Place, seed: UInt64, ignoresSyncs: Bool) throws {
    self.place = place
    folder = try place.folder("image")
    self.seed = seed
    self.ignoresSyncs = ignoresSyncs
  }

  mutating func run(images: Int) throws {
    // Each round has other values.
    let rounds = max(1, images / 5000)
    for round in 0..<rounds {
      try run(seed: seed &+ UInt64(round), images: images * (round + 1) / rounds - images * round / rounds)
    }
  }

  private mutating func run(seed: UInt64, images: Int) throws {
    let start = failures
    let operations = try [.create] + Operation.everyKind(seed: seed)
    let usual = try Life(of: operations, in: place.folder("usual"), from: .absent)
    try look(at: usual, "usual", images: images * 35 / 100, lives: 2)

    // With hardly any memory, transactions write to the file before they commit.
    sqlite3_soft_heap_limit64(1)
    let cramped = try Life(of: operations, in: place.folder("cramped"), from: .absent)
    sqlite3_soft_heap_limit64(0)
    try look(at: cramped, "cramped", images: images * 35 / 100, lives: 2)

    let grown = try place.folder("grown")
    for operation in operations.prefix(4) { try operation.run(grown) }
    let state = try CatalogueState(at: Place.catalogue(in: grown))
    let older = try place.folder("older")
    try OlderCatalogue.copy(Place.catalogue(in: grown), to: Place.catalogue(in: older), migrations: 2)
    let upgraded = try Life(of: [.open, .note("upgraded")], in: older, from: state)
    try look(at: upgraded, "upgraded", images: images / 10)

    let copying: [Operation] = [.backUp, .note("one"), .backUp, .note("two"), .restore, .note("three")]
    let copied = try Life(of: Array(copying.prefix(3)), in: grown, from: .absent, lookingAt: Place.copy)
    try look(at: copied, "backed up", images: images / 10)
    let now = try CatalogueState(at: Place.catalogue(in: grown))
    let restored = try Life(of: copying, in: grown, from: now)
    try look(at: restored, "restored", images: images - Int(failures - start))
  }

  /// Makes images of a disk at the steps of a life, more of them where more may be lost.
  /// - Parameter lives: in how many of them a further life begins, with a recovery. They have a third of the images.
  private mutating func look(at life: Life, _ name: String, images: Int, lives: Int = 0) throws {
    tally.lives += 1
    tally.operations += life.states.count - 1
    tally.steps += Int(crash_record_count(life.record))
    let (weights, count) = (weights(of: life), images - (lives == 0 ? 0 : images / 3))
    let total = max(weights.last ?? 1, 1)
    let disk = crash_disk_make(life.record, ignoresSyncs)
    defer { crash_disk_free(disk) }
    var (made, begun) = (0, 0)
    for (step, weight) in weights.enumerated() {
      crash_disk_step(disk)
      while made < count * weight / total {
        failures += 1
        let failure = seed &* 1_000_003 &+ failures
        let image = crash_disk_fail(disk, failure, folder)
        let isHot = FileManager.default.fileSize(Place.catalogue(in: folder) + "-journal") > 0
        let (finding, isNew) = judge.finding(of: image, at: life.file(folder))
        let moment = "\(name), step \(step + 1), failure \(failure)"
        tally.judge(finding, isNew: isNew, life.states, done: Int(crash_disk_marks(disk)), moment)
        made += 1
        if begun < lives, isHot, isNew, made >= count * begun / lives, case .state(let state) = finding,
          state != .absent
        {
          begun += 1
          let second = try place.folder("second")
          _ = crash_disk_fail(disk, failure, second)
          let next = try Life(of: [.open, .note(moment)], in: second, from: state)
          try look(at: next, "\(moment), then", images: images / 3 / lives)
        }
      }
    }
  }

  /// For each step, how much could be lost at it and at those before.
  private func weights(of life: Life) -> [Int] {
    let disk = crash_disk_make(life.record, ignoresSyncs)
    defer { crash_disk_free(disk) }
    var sum = 0
    return (0..<crash_record_count(life.record)).map { _ in
      crash_disk_step(disk)
      sum += min(Int(crash_disk_pending(disk)), 12)
      return sum
    }
  }
}

extension FileManager {
  /// 0 where there is no file.
  fileprivate func fileSize(_ path: String) -> Int {
    ((try? attributesOfItem(atPath: path))?[.size] as? NSNumber)?.intValue ?? 0
  }
}
