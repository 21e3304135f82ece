/// The version of Kubernetes whose schemas a folder has: `v1.31.0-standalone-strict`, `master-local`.
struct SchemaRelease: Hashable, Comparable {
  private let major: UInt32
  private let minor: UInt32

  /// Newer than all that have a number.
  private static let master = SchemaRelease(major: .max, minor: 0)

  private init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  /// What the innermost folder of `path` says that is named for a version; nil where none is.
  init?(folderOf path: String) {
    for folder in path.split(separator: "/").dropLast().reversed() {
      if folder == "master" || folder.hasPrefix("master-") {
        self = .master
        return
      }
      guard folder.first == "v" else { continue }
      let numbers = folder.dropFirst().prefix { $0 != "-" }.split(separator: ".").map { UInt32($0) }
      // A project of its own has a folder for its version too, but with other files in it.
      guard numbers.count >= 2, let major = numbers[0], let minor = numbers[1] else { continue }
      self.init(major: major, minor: minor)
      return
    }
    return nil
  }

  /// Whether a cluster of this version has all that this release has.
  func isWithin(_ kubernetes: VersionNumber) -> Bool {
    guard self != .master, let first = VersionNumber("\(major).\(minor).0-0") else { return false }
    return first <= kubernetes
  }

  static func < (left: SchemaRelease, right: SchemaRelease) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }

  /// The one of `releases` that says most about a cluster: the newest that it may have, else the oldest.
  static func best(of releases: Set<SchemaRelease>, for kubernetes: VersionNumber) -> SchemaRelease? {
    releases.filter { $0.isWithin(kubernetes) }.max() ?? releases.min()
  }
}
