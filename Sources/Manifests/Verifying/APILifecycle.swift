/// What becomes of an API of Kubernetes itself from version to version.
enum APILifecycle {
  enum State: Equatable {
    /// Served, as far as is known; so are the APIs of others.
    case served
    /// - Parameters:
    ///   - removal: the version that no longer serves it, where that is known.
    ///   - replacement: `policy/v1`, where there is one.
    case deprecated(since: String, removal: String?, replacement: String?)
    case removed(in: String, replacement: String?)
    case future(since: String)
  }

  static func state(of kind: String, in apiVersion: String, on kubernetes: VersionNumber) -> State { .served }
}
