/// Where bytes finally go: a descriptor, or memory in tests.
package protocol OutputSink: Sendable {
  /// Writes all bytes.
  /// - Returns: false when the reader has gone, as in `strata log | head -1`, which is no error.
  /// - Throws: when the bytes cannot be written for any other reason.
  func write(_ bytes: [UInt8]) throws(OutputError) -> Bool
}
