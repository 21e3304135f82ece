/// The journal that SQLite leaves beside a database when it is killed while it overwrites pages
/// (https://www.sqlite.org/fileformat2.html, 3): the pages as they were before.
package struct RollbackJournal {
  package let bytes: [UInt8]

  /// - Parameter pages: which are in the journal, counted from 1.
  package init(of database: [UInt8], pages: some Collection<Int>, pageSize: Int = 4096) {
    let (nonce, sectorSize) = (UInt32(7), 512)
    var bytes: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    for number in [pages.count, Int(nonce), database.count / pageSize, sectorSize, pageSize] {
      bytes += RollbackJournal.word(UInt32(number))
    }
    bytes += [UInt8](repeating: 0, count: sectorSize - bytes.count)
    for page in pages {
      let content = Array(database[(page - 1) * pageSize..<page * pageSize])
      let sum = stride(from: pageSize - 200, to: 0, by: -200).reduce(nonce) { $0 &+ UInt32(content[$1]) }
      bytes += RollbackJournal.word(UInt32(page)) + content + RollbackJournal.word(sum)
    }
    self.bytes = bytes
  }

  private static func word(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * UInt32($0))) }
  }
}
