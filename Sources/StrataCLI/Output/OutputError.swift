/// Output that could not be written: the disk is full, the device failed, the stream is closed.
package struct OutputError: Error, Equatable, CustomStringConvertible {
  /// What was written to, such as `standard output`.
  package let destination: String
  /// The system's reason, such as `No space left on device`.
  package let reason: String

  package init(destination: String, reason: String) {
    self.destination = destination
    self.reason = reason
  }

  package var description: String { "cannot write to \(destination): \(reason)" }
}
