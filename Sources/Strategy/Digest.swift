import LibCrypto

/// A SHA-256 digest (FIPS 180-4): 32 bytes.
package struct Digest: Hashable, Sendable {
  package static let byteCount = 32

  package let bytes: [UInt8]

  /// - Returns: nil unless there are exactly 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Digest.byteCount else { return nil }
    self.bytes = bytes
  }

  /// - Returns: nil unless the text is 64 hexadecimal digits.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    // A sign is one of the things that the number initializer takes besides digits.
    guard digits.count == Digest.byteCount * 2, !digits.contains(where: { $0 < UInt8(ascii: "0") }) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    self.bytes = bytes
  }

  package init(of bytes: some Sequence<UInt8>) {
    var hash = Hasher()
    hash.update(bytes)
    self = hash.finish()
  }

  private init(unchecked bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: Digest.byteCount * 2) { buffer in
      for (index, byte) in bytes.enumerated() {
        buffer[2 * index] = digits[Int(byte >> 4)]
        buffer[2 * index + 1] = digits[Int(byte & 15)]
      }
      return Digest.byteCount * 2
    }
  }

  /// The first 12 hexadecimal digits, for people.
  package var short: String { String(hex.prefix(12)) }

  /// SHA-256 in pieces.
  package struct Hasher {
    private var state = SHA256_CTX()

    package init() {
      SHA256_Init(&state)
    }

    package mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
      SHA256_Update(&state, bytes.baseAddress, bytes.count)
    }

    package mutating func update(_ bytes: some Sequence<UInt8>) {
      let done: Void? = bytes.withContiguousStorageIfAvailable { update($0) }
      if done == nil { Array(bytes).withUnsafeBufferPointer { update($0) } }
    }

    /// Adds one field: its length in bytes as eight bytes, highest first, then its bytes. So no two
    /// sequences of fields hash alike.
    package mutating func field(_ bytes: some Collection<UInt8>) {
      withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { raw in
        update(Array(raw))
      }
      update(bytes)
    }

    package mutating func field(_ text: String) {
      var text = text
      text.withUTF8 { bytes in
        withUnsafeBytes(of: UInt64(bytes.count).bigEndian) { raw in
          raw.withMemoryRebound(to: UInt8.self) { update($0) }
        }
        update(bytes)
      }
    }

    package mutating func finish() -> Digest {
      var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
      SHA256_Final(&bytes, &state)
      return Digest(unchecked: bytes)
    }
  }
}

extension Digest {
  /// A digest's bytes are as good as random: the first eight place it in a table.
  package func hash(into hasher: inout Swift.Hasher) {
    hasher.combine(bytes.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) })
  }
}

extension Digest: CustomStringConvertible {
  package var description: String { hex }
}
