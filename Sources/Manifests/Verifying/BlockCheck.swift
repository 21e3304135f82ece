/// What is wrong with the text of a block, whatever its documents hold.
enum BlockCheck {
  /// In the order of their lines.
  static func findings(language: String?, content: [UInt8]) -> [Finding] { [] }
}
