#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// What a file's first 100 bytes say it is (https://www.sqlite.org/fileformat2.html, 1.3).
enum FileHeader: Equatable {
  /// `STRA`
  static let applicationID: UInt32 = 0x5354_5241
  static let byteCount = 100

  case missing
  case empty
  /// A catalogue, and how many migrations made it.
  case catalogue(schema: Int)
  /// Anything else, in words.
  case other(String)
  /// It cannot be read, and why.
  case unreadable(String)

  /// Reads the header without SQLite, which would create a missing file and write to an empty one.
  init(ofFileAt path: String) {
    // Without O_NONBLOCK a named pipe would be waited for.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      self = errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno)))
      return
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      self = .unreadable(String(cString: strerror(errno)))
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = FileHeader.read(descriptor).recovered(from: path)
    case S_IFDIR: self = .other("a folder")
    default: self = .other("no regular file")
    }
  }

  private static func read(_ descriptor: Int32) -> FileHeader {
    var bytes = [UInt8](repeating: 0, count: byteCount)
    let count = pread(descriptor, &bytes, byteCount, 0)
    guard count >= 0 else { return .unreadable(String(cString: strerror(errno))) }
    return FileHeader(Array(bytes.prefix(count)))
  }

  /// What it is when SQLite has put back what an unfinished transaction changed: a first page that was being written
  /// may be torn, or speak of a schema that is not there.
  private func recovered(from path: String) -> FileHeader {
    switch self {
    case .catalogue, FileHeader.unknown: break
    default: return self
    }
    guard let page = HotJournal.firstPage(ofFileAt: path) else { return self }
    let header = FileHeader(Array(page.prefix(FileHeader.byteCount)))
    guard case .catalogue = header else { return self }
    return header
  }

  private static let unknown = FileHeader.other("a file of some other kind")

  /// - Parameter bytes: the first 100 of a file, fewer where it has no more.
  init(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      self = .empty
    } else if !bytes.starts(with: Array("SQLite format 3\u{0}".utf8)) {
      self = FileHeader.isText(bytes) ? .other("text") : FileHeader.unknown
    } else if bytes.count < FileHeader.byteCount {
      self = .other("the beginning of an SQLite database")
    } else if FileHeader.integer(bytes, at: 68) != FileHeader.applicationID {
      self = .other("another application's SQLite database")
    } else {
      self = .catalogue(schema: Int(Int32(bitPattern: FileHeader.integer(bytes, at: 60))))
    }
  }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// In UTF-8; the last character may be cut off.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (0x09...0x0d).contains($0) }
      && !String(decoding: bytes, as: UTF8.self).unicodeScalars.dropLast().contains("\u{FFFD}")
  }
}
