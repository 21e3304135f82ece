import Catalogue
import Foundation

/// Loses power, or has calls of SQLite's VFS fail, and says whether catalogues kept their promises. It is a program of
/// its own because a process has one default VFS.
@main
struct StrataPowerLoss {
  /// Prints a line of figures. Ends with 1 where a promise was broken, 70 where it could not be found out.
  static func main() {
    do {
      guard let (figures, complaints) = try run(Array(CommandLine.arguments.dropFirst())) else {
        complain("expected: --images N [--seed S] [--synchronous off] | --points N [--seed S]")
        exit(64)
      }
      print(figures)
      complaints.prefix(5).forEach(complain)
      exit(complaints.isEmpty ? 0 : 1)
    } catch {
      complain((error as? any Explained)?.message ?? "\(error)")
      exit(70)
    }
  }

  private static func run(_ words: [String]) throws -> (figures: String, complaints: [String])? {
    let options = Dictionary(
      stride(from: 0, to: words.count - 1, by: 2).map { (words[$0], words[$0 + 1]) }, uniquingKeysWith: { $1 })
    let seed = options["--seed"].flatMap(UInt64.init) ?? 6
    let place = try Place()
    defer { place.remove() }
    if let images = options["--images"].flatMap(Int.init) {
      var run = try PowerLossRun(place: place, seed: seed, ignoresSyncs: options["--synchronous"] == "off")
      try run.run(images: images)
      return (run.tally.figures, run.tally.complaints)
    }
    if let points = options["--points"].flatMap(Int.init) {
      var run = FailingCallsRun(place: place, seed: seed)
      try run.run(points: points)
      return (run.figures, run.complaints)
    }
    return nil
  }

  private static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
