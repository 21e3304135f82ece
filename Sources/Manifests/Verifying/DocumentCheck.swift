/// What is wrong with the text of one document.
enum DocumentCheck {
  /// In the order of their lines.
  static func findings(_ reading: ManifestReading) -> [Finding] { [] }
}
