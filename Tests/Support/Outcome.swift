/// What one run of the binary came to.
package struct Outcome: Sendable, Equatable {
  /// The exit code; 128 and the signal's number for a process that was killed.
  package let code: Int32
  package let out: [UInt8]
  package let err: [UInt8]

  package var text: String { String(decoding: out, as: UTF8.self) }
  package var messages: String { String(decoding: err, as: UTF8.self) }
  package var lines: [String] { text.split(separator: "\n").map(String.init) }
}
