/// Hashes that are quick and not strong: for finding what was seen before.
enum QuickHash {
  /// Eight bytes at a time through a multiplication.
  static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= raw.count {
      hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      index += 8
    }
    while index < raw.count {
      hash = (hash ^ UInt64(raw[index])) &* 0xC4CE_B9FE_1A85_EC53
      index += 1
    }
    return hash ^ hash >> 29
  }

  /// Every bit of the number counts in every bit of what comes out.
  static func mix(_ number: UInt64) -> UInt64 {
    var hash = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash >> 31
  }
}
