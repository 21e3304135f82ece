/// What one run of the binary came to.
struct Outcome: Sendable, Equatable {
  /// The exit code; 128 and the signal's number for a process that was killed.
  let code: Int32
  let out: [UInt8]
  let err: [UInt8]

  var text: String { String(decoding: out, as: UTF8.self) }
  var messages: String { String(decoding: err, as: UTF8.self) }
  var lines: [String] { text.split(separator: "\n").map(String.init) }
}
