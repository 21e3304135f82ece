extension Console {
  /// Writes a styled document, through the pager where a screen cannot hold it.
  /// - Parameter environment: looks up an environment variable.
  package func page(
    _ text: StyledText, environment: (String) -> String? = Terminal.environment
  ) throws(OutputError) {
    guard let pager = pager(for: text, environment: environment) else { return try out(text, terminator: "") }
    try finish()
    if !pager.show(rendered(text)) { try out(text, terminator: "") }
  }

  /// Writes a document: its very bytes in a pipe; on a terminal safe, and through the pager where a screen cannot
  /// hold it.
  package func page(bytes: [UInt8]) throws(OutputError) {
    guard terminal.out != nil else { return try out(bytes: bytes) }
    try page(StyledText(String(decoding: bytes, as: UTF8.self)))
  }

  /// Writes a patch, which is a document to a program that reads it from a pipe.
  package func page(patch text: StyledText) throws(OutputError) {
    guard terminal.out == nil, !outUsesColor else { return try page(text) }
    try out(bytes: Array(text.plain.utf8))
  }

  private func pager(for text: StyledText, environment: (String) -> String?) -> Pager? {
    guard terminal.out != nil, !terminal.isDumb, Pager.isNeeded(for: text.plain, on: terminal.out) else { return nil }
    return Pager(environment: environment)
  }
}
