import Strategy
import Testing

struct DigestTests {
  /// FIPS 180-4 examples and NIST's test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func `the digest of a text is SHA-256's`(text: String, hex: String) {
    #expect(Digest(of: Array(text.utf8)).hex == hex)
    #expect(Digest(of: text.utf8).description == hex)
  }

  @Test func `a digest in pieces is that of the whole`() {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    for size in [1, 7, 63, 64, 65, 999] {
      var hash = Digest.Hasher()
      for start in stride(from: 0, to: bytes.count, by: size) {
        hash.update(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(hash.finish() == Digest(of: bytes), "in pieces of \(size)")
    }
  }

  @Test func `a digest comes back from its hexadecimal digits`() throws {
    let digest = Digest(of: [1, 2, 3])
    #expect(digest.hex.count == 64)
    #expect(Digest(hex: digest.hex) == digest)
    #expect(Digest(hex: digest.hex.uppercased()) == digest)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(digest.short == String(digest.hex.prefix(12)))
    let all = try #require(Digest(bytes: (0..<32).map { UInt8($0 * 8) }))
    #expect(all.hex == "0008101820283038404850586068707880889098a0a8b0b8c0c8d0d8e0e8f0f8")
  }

  @Test(arguments: [
    "", "0", String(repeating: "0", count: 63), String(repeating: "0", count: 65), String(repeating: "g", count: 64),
    String(repeating: "0", count: 63) + " ", "0x" + String(repeating: "0", count: 62),
    String(repeating: "é", count: 32),
    String(repeating: "+f", count: 32), String(repeating: "-0", count: 32),
    String(repeating: "٤", count: 32),
  ])
  func `what is not 64 hexadecimal digits is no digest`(hex: String) {
    #expect(Digest(hex: hex) == nil)
  }

  @Test(arguments: [0, 31, 33])
  func `what is not 32 bytes is no digest`(count: Int) {
    #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }

  @Test func `fields that run together otherwise hash otherwise`() {
    func digest(_ fields: [String]) -> Digest {
      var hash = Digest.Hasher()
      for field in fields { hash.field(field) }
      return hash.finish()
    }
    let digests = [["ab"], ["a", "b"], ["", "ab"], ["ab", ""], ["a", "", "b"], []].map(digest)
    #expect(Set(digests).count == digests.count)
  }

  @Test func `a field of text hashes as its bytes`() {
    var (text, bytes) = (Digest.Hasher(), Digest.Hasher())
    text.field("é\u{0}")
    bytes.field([0xC3, 0xA9, 0])
    #expect(text.finish() == bytes.finish())
  }
}
