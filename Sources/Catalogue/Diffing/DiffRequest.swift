import Manifests

extension Catalogue {
  /// What is to be compared, and how.
  package struct DiffRequest: Sendable {
    package enum Side: Sendable {
      case version(VersionAddress)
      /// A document, or a file of manifests, that is in no catalogue.
      case file(name: String, bytes: [UInt8])
    }

    package let old: Side
    /// With nil, `old` is compared with its parent, or with what it is now where a moment is given.
    package let new: Side?
    /// The moment at which the old side is looked for.
    package let asOf: Timestamp?
    /// How many equal lines to show around changes.
    package let context: Int
    package let ignored: [IgnoredSettings]
    /// Whether settings are compared. Without, the lines alone are.
    package let comparesSettings: Bool
    /// Whether it is wanted what made the difference.
    package let findsCauses: Bool

    package init(
      old: Side, new: Side?, asOf: Timestamp? = nil, context: Int = 3, ignored: [IgnoredSettings] = [],
      comparesSettings: Bool = true, findsCauses: Bool = false
    ) {
      self.old = old
      self.new = new
      self.asOf = asOf
      self.context = context
      self.ignored = ignored
      self.comparesSettings = comparesSettings || findsCauses
      self.findsCauses = findsCauses
    }
  }
}

/// Settings that a comparison leaves out, with all that lies beneath them.
package struct IgnoredSettings: Sendable {
  private let object: ObjectPattern
  private let path: PathPattern

  /// `PATH`, or `Kind:PATH`, `Kind/name:PATH`, as queries take it.
  /// - Throws: ``CatalogueError/badTerm(_:problem:)``.
  package init(parsing text: String) throws(CatalogueError) {
    let address = (try? SettingAddress(parsing: text)).flatMap { $0.isOfManifest ? $0 : nil }
    let meant: SettingAddress
    do {
      if let address { meant = address } else { meant = try SettingAddress(parsing: ":\(text)") }
    } catch .badTerm(_, let problem) {
      throw .badTerm(text, problem: problem)
    }
    guard !text.isEmpty, case .manifest(let object, let path) = meant else {
      throw .badTerm(text, problem: "expected PATH, Kind:PATH or Kind/name:PATH")
    }
    (self.object, self.path) = (object, path)
  }

  func drops(_ setting: Setting, of document: ComparedDocument) -> Bool {
    object.matches(
      apiVersion: document.apiVersion, kind: document.kind, namespace: document.namespace, name: document.name)
      && path.matchesBeginning(of: setting.path)
  }
}

extension [IgnoredSettings] {
  /// A document without what is left out.
  func stripped(_ document: ComparedDocument) -> ComparedDocument {
    guard !isEmpty else { return document }
    return ComparedDocument(
      apiVersion: document.apiVersion, kind: document.kind, namespace: document.namespace, name: document.name,
      settings: document.settings.filter { setting in !contains { $0.drops(setting, of: document) } },
      line: document.line)
  }
}

extension SettingAddress {
  fileprivate var isOfManifest: Bool { if case .manifest = self { true } else { false } }
}
