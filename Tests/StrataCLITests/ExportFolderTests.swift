import Catalogue
import Foundation
import Strategy
import Synchronization
import Testing

@testable import StrataCLI

struct ExportFolderTests {
  @Test func `a file is written with the folders that it needs, and read as its digest`() throws {
    let place = try ExportPlace()
    let folder = try place.folder()
    let path = try exportPath("a/b/c.yaml")
    #expect(try folder.entry(at: path) == .absent)
    try folder.write(Array("x: 1\n".utf8), to: path, isNew: true)
    #expect(place.names(in: place.out) == ["a", "a/b", "a/b/c.yaml"])
    #expect(try folder.entry(at: path) == .file(Digest(of: "x: 1\n".utf8), size: 5))
    try folder.write(Array("x: 2\n".utf8), to: path, isNew: false)
    #expect(place.read("a/b/c.yaml") == "x: 2\n")
  }

  @Test func `a new file leaves alone what appeared in its place`() throws {
    let place = try ExportPlace()
    try place.write("a.yaml", "mine")
    #expect(throws: FileError.self) { try place.folder().write([1], to: try exportPath("a.yaml"), isNew: true) }
    #expect(place.names(in: place.out) == ["a.yaml"])
    #expect(place.read("a.yaml") == "mine")
  }

  @Test func `links, folders and pipes are told apart from files, and not opened`() throws {
    let place = try ExportPlace()
    try place.link("a.yaml", to: place.outside)
    try place.link("b.yaml", to: "nowhere")
    try place.link("linked", to: place.outside)
    try place.write("c.yaml/x", "")
    try place.write("file", "")
    mkfifo(place.out + "/d.yaml", 0o600)
    let folder = try place.folder()
    func entry(_ text: String) throws -> ExportFolder.Entry { try folder.entry(at: try exportPath(text)) }
    #expect(try entry("a.yaml") == .other("a symbolic link"))
    #expect(try entry("b.yaml") == .other("a symbolic link"))
    #expect(try entry("c.yaml") == .other("a folder"))
    #expect(try entry("d.yaml") == .other("a device or pipe"))
    #expect(try entry("linked/x.yaml") == .other("behind 'linked', which is a symbolic link"))
    #expect(try entry("file/x.yaml") == .other("behind 'file', which is no folder"))
  }

  @Test func `nothing is written or removed through a link`() throws {
    let place = try ExportPlace()
    try place.link("linked", to: place.outside)
    try Data("kept".utf8).write(to: URL(fileURLWithPath: place.outside + "/x.yaml"))
    let folder = try place.folder()
    let path = try exportPath("linked/x.yaml")
    #expect(throws: FileError.self) { try folder.write([1], to: path, isNew: true) }
    #expect(throws: FileError.self) { try folder.write([1], to: path, isNew: false) }
    #expect(throws: FileError.self) { try folder.remove(path) }
    try folder.removeEmptyFolder(try exportPath("linked"))
    #expect(place.names(in: place.out) == ["linked"])
    #expect(FileManager.default.contents(atPath: place.outside + "/x.yaml") == Data("kept".utf8))
  }

  @Test func `a folder is removed only when it is empty`() throws {
    let place = try ExportPlace()
    try place.write("full/x", "")
    try FileManager.default.createDirectory(atPath: place.out + "/empty", withIntermediateDirectories: false)
    let folder = try place.folder()
    for name in ["full", "empty", "missing"] { try folder.removeEmptyFolder(try exportPath(name)) }
    #expect(place.names(in: place.out) == ["full", "full/x"])
  }

  @Test func `a folder may be named by a link, and must be a folder`() throws {
    let place = try ExportPlace()
    try FileManager.default.createSymbolicLink(
      atPath: place.base + "/named", withDestinationPath: place.out)
    try #require(try ExportFolder.existing(place.base + "/named"))
      .write([1], to: try exportPath("a.yaml"), isNew: true)
    #expect(place.names(in: place.out) == ["a.yaml"])
    #expect(try ExportFolder.existing(place.base + "/missing") == nil)
    #expect(throws: FileError.self) { try ExportFolder.existing(place.out + "/a.yaml") }
    try place.link("dangling", to: "nowhere")
    #expect(throws: FileError.self) { try ExportFolder.existing(place.out + "/dangling") }
  }

  @Test func `a second export has to wait`() throws {
    let place = try ExportPlace()
    let first = try place.folder()
    try first.reserve()
    #expect(throws: FileError.self) { try place.folder().reserve() }
    withExtendedLifetime(first) {}
  }

  // MARK: Races

  private static let nameCount = 500
  private static let swapCount = 10_000

  /// Folders turn into links to another place and back, while files are written into them and removed.
  @Test func `links that are swapped in midway lead nothing outside`() throws {
    let place = try ExportPlace()
    let paths = try (0..<Self.nameCount).map { try exportPath("teams/t\($0 % 5)/f\($0).yaml") }
    for number in 0..<5 { try place.write("teams/t\(number)/mine", "") }
    let base = place.out + "/teams/"
    let isDone = Atomic(false)
    let thread = Thread {
      for swap in 0..<Self.swapCount {
        let name = base + "t\(swap % 5)"
        rename(name, name + ".away")
        symlink(place.outside, name)
        unlink(name)
        // The export may have made a folder while there was none.
        if rename(name + ".away", name) != 0 {
          rename(name, base + "made-\(swap)")
          rename(name + ".away", name)
        }
      }
      isDone.store(true, ordering: .releasing)
    }
    thread.start()
    var (written, refused) = (0, 0)
    repeat {
      for path in paths {
        // A folder of its own each time: what was opened before is not remembered.
        guard let folder = try? ExportFolder.existing(place.out) else { continue }
        do {
          try folder.write([1], to: path, isNew: false)
          if written % 3 == 0 { try folder.remove(path) }
          written += 1
        } catch is FileError {
          refused += 1
          folder.removeTemporary()
        }
      }
    } while !isDone.load(ordering: .acquiring)
    #expect(place.names(in: place.outside) == [])
    #expect(written > 0 && refused > 0)
  }
}
