import Foundation

/// Files that only their owner may read.
enum OwnFile {
  /// Writes a file, or takes the place of one, when all of it is on the disk.
  /// - Throws: ``FileError``; what stood there before stays then.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    func failed() -> FileError {
      FileError(path: path, problem: "cannot be written: \(String(cString: strerror(errno)))")
    }
    var template = Array("\(path).XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw failed() }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do {
      defer { close(descriptor) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { throw failed() }
        rest = rest.dropFirst(count)
      }
      guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failed() }
    } catch {
      unlink(temporary)
      throw error
    }
  }
}
