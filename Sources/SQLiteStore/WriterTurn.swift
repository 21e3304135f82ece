internal import Catalogue
internal import Dispatch
internal import Foundation

/// A writer's turn among the processes that want to write.
///
/// SQLite lets whoever asks at the right moment be next, so that of many writers one can wait for very long. Here they
/// queue first: the kernel wakes those that wait for a `flock` in the order of their asking. The lock is on the journal,
/// whose descriptors can be closed freely; closing one of the catalogue would drop SQLite's own locks. It only keeps the
/// order: what must not happen at once, SQLite's locks prevent.
final class WriterTurn: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Waits for a turn.
  /// - Returns: nil where there is no journal yet, so that nobody can queue.
  /// - Throws: ``StorageFailure/busy(path:seconds:)``, as ``CatalogueError/storage(_:)``.
  static func take(at path: String, seconds: Int) throws -> WriterTurn? {
    let descriptor = open(path + "-journal", O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    let turn = WriterTurn(descriptor)
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return turn }
    // A file system without such locks.
    guard errno == EWOULDBLOCK else { return nil }
    let hasCome = DispatchSemaphore(value: 0)
    // The lock ends with the last reference: this thread's, where nobody waits for it any more.
    Thread.detachNewThread {
      while flock(turn.descriptor, LOCK_EX) != 0, errno == EINTR {}
      hasCome.signal()
    }
    guard hasCome.wait(timeout: .now() + .seconds(seconds)) == .success else {
      throw CatalogueError.storage(.busy(path: path, seconds: seconds))
    }
    return turn
  }
}
