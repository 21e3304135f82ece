#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The journal beside a catalogue whose last writer was stopped midway: pages as they were before, which SQLite puts
/// back (https://www.sqlite.org/fileformat2.html, 3).
struct HotJournal {
  private static let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]

  private let descriptor: Int32

  /// The first page of a file as it will be when SQLite has put it back; nil where no journal holds it.
  static func firstPage(ofFileAt path: String) -> [UInt8]? {
    guard NewFile.hasJournal(path) else { return nil }
    let descriptor = open(path + "-journal", O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    return HotJournal(descriptor: descriptor).firstPage()
  }

  /// A stretch of the journal: its header, and where the pages behind it are.
  private struct Segment {
    let count: UInt32
    let nonce: UInt32
    let sectorSize: Int
    let pageSize: Int

    init?(_ bytes: [UInt8]) {
      guard bytes.starts(with: HotJournal.magic) else { return nil }
      count = HotJournal.integer(bytes, at: 8)
      nonce = HotJournal.integer(bytes, at: 12)
      sectorSize = Int(HotJournal.integer(bytes, at: 20))
      pageSize = Int(HotJournal.integer(bytes, at: 24))
      guard (32...65536).contains(sectorSize), (512...65536).contains(pageSize) else { return nil }
    }

    func isWhole(_ page: ArraySlice<UInt8>, sum: UInt32) -> Bool {
      let places = stride(from: pageSize - 200, to: 0, by: -200)
      return places.reduce(nonce) { $0 &+ UInt32(page[page.startIndex + $1]) } == sum
    }
  }

  private func firstPage() -> [UInt8]? {
    var offset = 0
    while let segment = Segment(read(28, at: offset)) {
      offset += segment.sectorSize
      var index: UInt32 = 0
      while index < segment.count {
        let record = read(segment.pageSize + 8, at: offset)
        guard record.count == segment.pageSize + 8 else { return nil }
        let page = record[4..<segment.pageSize + 4]
        // What comes behind a torn record is not put back.
        guard segment.isWhole(page, sum: HotJournal.integer(record, at: segment.pageSize + 4)) else { return nil }
        if HotJournal.integer(record, at: 0) == 1 { return Array(page) }
        offset += record.count
        index += 1
      }
      offset = (offset + segment.sectorSize - 1) / segment.sectorSize * segment.sectorSize
    }
    return nil
  }

  private func read(_ count: Int, at offset: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      filled = max(0, pread(descriptor, bytes.baseAddress, count, off_t(offset)))
    }
  }

  private static func integer(_ bytes: [UInt8], at offset: Int) -> UInt32 {
    guard offset + 4 <= bytes.count else { return 0 }
    return bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
