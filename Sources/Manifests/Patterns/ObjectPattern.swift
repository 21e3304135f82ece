/// Which objects an address means: what stands before its `:`.
///
///     object = [ kind [ "." group ] [ [ "/" namespace ] "/" name ] ]
///
/// as in `Deployment`, `Service/web`, `Service.serving.knative.dev/default/web`. Each part may have `*` and `?`. Kinds
/// compare cases aside, all else exactly. The group is the part of `apiVersion` before its `/`; that of `v1` is called
/// `core`. A namespace `*` also means objects that name none. The empty text means every document, those that are no
/// Kubernetes objects among them.
package struct ObjectPattern: Sendable, Hashable {
  private var kind: Glob?
  private var group: Glob?
  private var namespace: Glob?
  private var name: Glob?

  /// - Throws: where a part is empty, or there are more than three.
  package init(parsing text: String) throws(PatternError) {
    guard !text.isEmpty else { return }
    let bytes = Array(text.utf8)
    let parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.count > 3 { throw PatternError(.tooManyParts, in: bytes, at: parts[3].startIndex - 1) }
    if let empty = parts.first(where: \.isEmpty) { throw PatternError(.emptyPart, in: bytes, at: empty.startIndex) }
    func glob(_ part: ArraySlice<UInt8>, ignoresCase: Bool = false) throws(PatternError) -> Glob {
      if part.isEmpty { throw PatternError(.emptyPart, in: bytes, at: part.startIndex) }
      return Glob(String(decoding: part, as: UTF8.self), ignoresCase: ignoresCase)
    }
    let kindEnd = parts[0].firstIndex(of: UInt8(ascii: ".")) ?? parts[0].endIndex
    kind = try glob(parts[0][..<kindEnd], ignoresCase: true)
    if kindEnd < parts[0].endIndex { group = try glob(parts[0][(kindEnd + 1)...]) }
    if parts.count > 1 { name = try glob(parts[parts.count - 1]) }
    if parts.count > 2 { namespace = try glob(parts[1]) }
  }

  /// Whether it means every document.
  package var isEverything: Bool { kind == nil }

  package func matches(apiVersion: String?, kind: String?, namespace: String?, name: String?) -> Bool {
    guard let wantedKind = self.kind else { return true }
    guard let kind, wantedKind.matches(kind) else { return false }
    if let group {
      guard let apiVersion else { return false }
      guard group.matches(ObjectPattern.group(of: apiVersion)) else { return false }
    }
    if let wanted = self.namespace, !wanted.matches(namespace ?? "") { return false }
    if let wanted = self.name {
      guard let name, wanted.matches(name) else { return false }
    }
    return true
  }

  /// The group of an `apiVersion`: `apps` of `apps/v1`, and `core` of `v1`.
  package static func group(of apiVersion: String) -> String {
    apiVersion.firstIndex(of: "/").map { String(apiVersion[..<$0]) } ?? "core"
  }

  /// Whether it means this document.
  package func matches(_ content: ManifestContent) -> Bool {
    matches(apiVersion: content.apiVersion, kind: content.kind, namespace: content.namespace, name: content.name)
  }
}
