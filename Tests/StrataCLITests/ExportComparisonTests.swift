import Strategy
import Testing

@testable import Catalogue
@testable import StrataCLI

struct ExportComparisonTests {
  /// What an export of `new` makes of a file that holds `found`, where the one before it wrote `old`.
  private static func action(
    found: String?, old: String?, new: String?, isForced: Bool = false, isInterrupted: Bool = false
  ) throws -> ExportComparison.Action? {
    let place = try ExportPlace()
    let path = try exportPath("a/pod-web.yaml")
    if let found { try place.write(path.text, found) }
    func file(_ text: String) -> ExportLock.File {
      ExportLock.File(path: path, digest: Digest(of: text.utf8), size: text.utf8.count)
    }
    let lock = ExportLock(
      scope: .root, layout: .flat, versions: [], folders: [], files: old.map { [file($0)] } ?? [],
      replaced: isInterrupted ? [] : nil)
    var comparison = ExportComparison(try place.folder(), before: lock, isForced: isForced)
    if let new { try comparison.add(ExportFile(path, Array(new.utf8))) }
    try comparison.finish()
    return comparison.changes.first?.action
  }

  @Test func `a file that an export wrote is changed or removed as it has to be`() throws {
    #expect(try Self.action(found: nil, old: nil, new: "x") == .add)
    #expect(try Self.action(found: nil, old: "x", new: "x") == .add)
    #expect(try Self.action(found: "x", old: "x", new: "x") == nil)
    #expect(try Self.action(found: "x", old: "x", new: "y") == .change)
    #expect(try Self.action(found: "y", old: "x", new: "y") == nil)
    #expect(try Self.action(found: "x", old: "x", new: nil) == .remove)
    #expect(try Self.action(found: nil, old: "x", new: nil) == nil)
  }

  @Test func `a file that was changed by hand is neither changed nor removed, unless by force`() throws {
    #expect(try Self.action(found: "mine", old: "x", new: "y") == .edited)
    #expect(try Self.action(found: "mine", old: "x", new: nil) == .edited)
    #expect(try Self.action(found: "mine", old: "x", new: "y", isForced: true) == .change)
    #expect(try Self.action(found: "mine", old: "x", new: nil, isForced: true) == .remove)
  }

  @Test func `a file of someone else's is in the way, also by force and when it says the same`() throws {
    #expect(try Self.action(found: "mine", old: nil, new: "x") == .blocked)
    #expect(try Self.action(found: "x", old: nil, new: "x") == .blocked)
    #expect(try Self.action(found: "mine", old: nil, new: "x", isForced: true) == .blocked)
    #expect(try Self.action(found: "mine", old: nil, new: nil) == nil)
  }

  @Test func `a file that an interrupted export left without content is written anew`() throws {
    #expect(try Self.action(found: "", old: "x", new: "x", isInterrupted: true) == .change)
    #expect(try Self.action(found: "", old: "x", new: "x") == .edited)
    #expect(try Self.action(found: "mine", old: "x", new: "x", isInterrupted: true) == .edited)
  }
}
