extension Console {
  /// Reports why a command failed or refused, and the command that helps.
  /// - Parameter message: what failed, with which value in single quotes, and what was expected.
  package func error(_ message: String, hints: [String] = []) {
    err("\("error:", [.bold, .red]) \(message)")
    for hint in hints { self.hint(hint) }
  }

  /// Warns of something that did not stop the command; `--quiet` does not silence it.
  package func warning(_ message: String, hints: [String] = []) {
    err("\("warning:", [.bold, .yellow]) \(message)")
    for hint in hints { self.hint(hint) }
  }

  private func hint(_ text: String) {
    err("\("hint:", .cyan) \(text)")
  }
}
