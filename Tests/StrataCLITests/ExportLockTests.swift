import Catalogue
import Strategy
import Testing

@testable import StrataCLI

struct ExportLockTests {
  private static func sample() throws -> ExportLock {
    ExportLock(
      scope: try Scope(parsing: "payments/production"), layout: .kustomize,
      versions: [
        Catalogue.ExportedVersion(
          scope: try Scope(parsing: "payments/production"), number: 4, digest: Digest(of: [1]), output: Digest(of: [2]),
          folder: "")
      ], folders: [try exportPath("other")],
      files: [ExportLock.File(path: try exportPath("pod-a.yaml"), digest: Digest(of: [3]), size: 7)])
  }

  @Test func `a lock is read as it was written`() throws {
    let place = try ExportPlace()
    var lock = try Self.sample()
    for replaced in [nil, [], lock.files] {
      lock.replaced = replaced
      try place.write(ExportLock.name, lock.text)
      #expect(try ExportLock(in: place.folder()) == lock)
    }
  }

  @Test func `a lock is JSON with a line per file`() throws {
    let digest = Digest(of: [3])
    #expect(
      try Self.sample().text.contains("\n    {\"path\": \"pod-a.yaml\", \"sha256\": \"\(digest)\", \"size\": 7}\n"))
    #expect(try Self.sample().text.hasSuffix("\n}\n"))
  }

  @Test func `a folder without a lock has none`() throws {
    #expect(try ExportLock(in: try ExportPlace().folder()) == nil)
  }

  private static let damage: [(from: String, to: String, problem: String)] = [
    ("{", "", "is not a lock file of an export"), ("\"files\"", "\"file\"", "is not a lock file of an export"),
    ("\"format_version\": 1", "\"format_version\": 2", "has format 2: expected 1"),
    ("kustomize", "helm", "names the layout 'helm': expected flat, kustomize or document"),
    ("pod-a.yaml", "../pod-a.yaml", "names '../pod-a.yaml', which no export writes"),
    ("pod-a.yaml", "/etc/passwd", "names '/etc/passwd', which no export writes"),
    ("pod-a.yaml", "a/../../b", "names 'a/../../b', which no export writes"),
    ("pod-a.yaml", ".git/config", "names '.git/config', which no export writes"),
    ("pod-a.yaml", "strata.lock", "names 'strata.lock', which no export writes"),
    ("\"other\"", "\"..\"", "names '..', which no export writes"),
    ("payments/production@4", "payments/production", "names no version"),
    ("payments/production@4", "../x@4", "is not a lock file of an export"),
    ("\"size\": 7", "\"size\": \"7\"", "is not a lock file of an export"),
  ]

  @Test(arguments: damage)
  func `a lock that no export wrote is refused`(from: String, to: String, problem: String) throws {
    let place = try ExportPlace()
    try place.write(ExportLock.name, try Self.sample().text.replacing(from, with: to, maxReplacements: 1))
    let error = #expect(throws: ExportLockError.self) { try ExportLock(in: place.folder()) }
    #expect(error?.problem == problem)
  }

  @Test func `a lock with a digest that is none is refused`() throws {
    let place = try ExportPlace()
    try place.write(ExportLock.name, try Self.sample().text.replacing(Digest(of: [3]).hex, with: "00"))
    let error = #expect(throws: ExportLockError.self) { try ExportLock(in: place.folder()) }
    #expect(error?.problem == "holds '00', which is no SHA-256")
  }

  @Test func `a lock that is a link is refused`() throws {
    let place = try ExportPlace()
    try place.link(ExportLock.name, to: "elsewhere")
    #expect(throws: FileError.self) { try ExportLock(in: place.folder()) }
  }
}
