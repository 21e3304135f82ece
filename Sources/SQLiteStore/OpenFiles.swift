internal import Synchronization
#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The catalogues that this process has open.
///
/// POSIX drops all of a process's locks on a file when the process closes any descriptor of that file, so a look at
/// the header of a file that another store is writing to would take that store's lock away
/// (https://www.sqlite.org/howtocorrupt.html, 2.2). A file that is open here already is therefore not looked at: it
/// was when it was opened first.
enum OpenFiles {
  struct Identity: Equatable {
    let device: UInt64
    let inode: UInt64
  }

  /// Stands for one open store; its end releases the file.
  final class Registration: Sendable {
    private let identity: Identity?

    fileprivate init(_ identity: Identity?) {
      self.identity = identity
    }

    /// Whether the file is still the one at a path: another may have been put in its place.
    func isStill(at path: String) -> Bool { identity == nil || OpenFiles.identity(ofFileAt: path) == identity }

    deinit {
      guard let identity else { return }
      identities.withLock { identities in
        if let index = identities.firstIndex(of: identity) { identities.remove(at: index) }
      }
    }
  }

  /// Each as often as it is open. They are few.
  private static let identities = Mutex<[Identity]>([])

  /// Registers the file at a path.
  /// - Returns: its header, or nil where the file is open in this process already.
  static func register(_ path: String) -> (registration: Registration, header: FileHeader?) {
    identities.withLock { identities in
      guard let identity = identity(ofFileAt: path) else { return (Registration(nil), FileHeader(ofFileAt: path)) }
      let header = identities.contains(identity) ? nil : FileHeader(ofFileAt: path)
      identities.append(identity)
      return (Registration(identity), header)
    }
  }

  static func identity(ofFileAt path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}
