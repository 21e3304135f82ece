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
  struct Identity: Hashable {
    let device: UInt64
    let inode: UInt64
  }

  /// Stands for one open store; its end releases the file.
  final class Registration: Sendable {
    private let identity: Identity?

    fileprivate init(_ identity: Identity?) {
      self.identity = identity
    }

    deinit {
      guard let identity else { return }
      counts.withLock { $0[identity] = $0[identity].flatMap { $0 > 1 ? $0 - 1 : nil } }
    }
  }

  private static let counts = Mutex<[Identity: Int]>([:])

  /// Registers the file at a path.
  /// - Returns: its header, or nil where the file is open in this process already.
  static func register(_ path: String) -> (registration: Registration, header: FileHeader?) {
    counts.withLock { counts in
      guard let identity = identity(ofFileAt: path) else { return (Registration(nil), FileHeader(ofFileAt: path)) }
      let header = counts[identity] == nil ? FileHeader(ofFileAt: path) : nil
      counts[identity, default: 0] += 1
      return (Registration(identity), header)
    }
  }

  private static func identity(ofFileAt path: String) -> Identity? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}
