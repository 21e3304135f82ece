/// What a template may cost. Exceeding any of these is an error with a place, never a crash or a hang.
package struct Budget: Sendable {
  /// Bytes of one template or partial.
  package static let templateBytes = 1 << 20
  /// Levels of blocks, of sub-expressions, and of partials that call partials.
  package static let nesting = 64
  /// Instructions and expressions carried out in one render; a helper takes one more for every 256 bytes, or 16
  /// items, that it is given, and for every 16 bytes, or for every item, that it makes.
  package static let steps = 1_000_000
  /// Bytes of one output, and of one value that a helper makes.
  package static let outputBytes = 8 << 20

  package var templateBytes = Budget.templateBytes
  package var nesting = Budget.nesting
  package var steps = Budget.steps
  package var outputBytes = Budget.outputBytes

  package static let standard = Budget()

  package init(
    templateBytes: Int = Budget.templateBytes, nesting: Int = Budget.nesting, steps: Int = Budget.steps,
    outputBytes: Int = Budget.outputBytes
  ) {
    self.templateBytes = templateBytes
    self.nesting = nesting
    self.steps = steps
    self.outputBytes = outputBytes
  }
}
