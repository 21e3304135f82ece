import Catalogue
import Dispatch
import Foundation
import SQLiteStore
import Seeds
import StrataCLI

/// Puts the parts together and runs the command line.
@main
struct Strata {
  static let version = "0.1.0"

  static func main() {
    // A static program finds its words through /proc; without them it would seem that nothing was asked for.
    guard !CommandLine.arguments.isEmpty else {
      FileHandle.standardError.write(Data("error: the command line cannot be read: expected /proc/self/maps\n".utf8))
      exit(1)
    }
    let composition = Composition(
      version: version, bundle: bundle,
      openStore: open,
      createStore: { try SQLiteStore.create(at: $0, isShared: $1, filling: $2) },
      backUp: { try SQLiteStore.backUp($0, to: $1, replaces: $2) },
      restore: { try SQLiteStore.restore($0, to: $1, replaces: $2) },
      salvage: { try SQLiteStore.salvage($0, to: $1, remake: Catalogue.remake) }, ask: ask, now: now)
    let code = StrataCommand.run(Array(CommandLine.arguments.dropFirst()), with: composition)
    exit(code)
  }

  /// A store that is read stays open as long as the process, which is as long as the command: to close it takes time
  /// and does nothing that the end of the process does not.
  @Sendable private static func open(_ path: String, isWriting: Bool) throws -> any CatalogueStore {
    let store = try SQLiteStore.open(at: path, mode: isWriting ? .readWrite : .readOnly)
    if !isWriting { _ = Unmanaged.passRetained(store) }
    return store
  }

  /// The clock of this machine.
  @Sendable private static func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  @Sendable private static func ask(_ path: String, _ statement: String, _ seconds: Int) throws -> StatementAnswer {
    let answer = try StatementRunner(path: path, seconds: seconds).run(statement)
    return StatementAnswer(columns: answer.columns, rows: answer.rows.map { $0.map(field) })
  }

  private static func field(_ value: StatementValue) -> Field {
    switch value {
    case .null: .null
    case .integer(let number): .int(Int(number))
    case .real(let number): .real(number)
    case .text(let text): .text(text)
    case .bytes: .text(value.hex)
    }
  }

  private static var bundle: Bundled {
    Bundled(
      templates: (0..<strata_seed_template_count()).map { file(strata_seed_template_at($0)) },
      providers: (0..<strata_seed_provider_count()).map { file(strata_seed_provider_at($0)) })
  }

  private static func file(_ seed: strata_seed) -> Bundled.File {
    let (start, count) = (UInt(bitPattern: seed.bytes), seed.count)
    return Bundled.File(name: String(cString: seed.name)) {
      Array(UnsafeBufferPointer(start: UnsafePointer<UInt8>(bitPattern: start), count: count))
    }
  }
}
