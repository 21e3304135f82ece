import Catalogue
import CrashVFS
import Foundation
import SQLiteStore

/// Opens catalogues as the next command would, after whatever happened to their files.
struct ImageJudge {
  enum Finding {
    case state(CatalogueState)
    /// It is opened, and not whole.
    case damaged(String)
    case refused(String)
  }

  /// What is wrong with catalogues of some content; each content is checked once.
  private var problems: [UInt64: [StoreProblem]] = [:]
  private var findings: [Image: Finding] = [:]

  private struct Image: Hashable {
    let content: UInt64
    let path: String
  }

  /// What the catalogue at a path of an image is. Each image is looked at once.
  /// - Parameter image: a number for its content.
  mutating func finding(of image: UInt64, at path: String) -> (finding: Finding, isNew: Bool) {
    let image = Image(content: image, path: path)
    if let finding = findings[image] { return (finding, false) }
    let finding = finding(at: path)
    findings[image] = finding
    return (finding, true)
  }

  /// What the catalogue at a path is.
  mutating func finding(at path: String) -> Finding {
    guard access(path, F_OK) == 0 else { return .state(.absent) }
    do {
      let store = try SQLiteStore.open(at: path, mode: .readOnly)
      let state = try CatalogueState(store)
      let content = crash_file_hash(path)
      let found = try problems[content] ?? (store.integrityProblems() + store.read { try $0.sealProblems { _ in } })
      problems[content] = found
      return found.first.map { .damaged($0.text) } ?? .state(state)
    } catch {
      return .refused((error as? CatalogueError)?.message ?? "\(error)")
    }
  }
}
