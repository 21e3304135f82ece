/// Why files are no schemas.
package struct SchemaError: Error, Hashable {
  /// The file, as it was given.
  package let path: String
  package let problem: String
  package let hint: String?

  init(path: String, problem: String, hint: String? = nil) {
    self.path = path
    self.problem = problem
    self.hint = hint
  }

  package var message: String { "schema file '\(path)': \(problem)" }
}
