/// A host as Istio's routes name it: a Service by its short or long name, or a host outside.
enum MeshHost {
  /// What ``ReferenceRule/target`` says where a host is named; also the kind of a host that a ServiceEntry brings.
  static let kind = "Host"
  /// A subset of a Service, which a DestinationRule brings.
  static let subsetKind = "Subset"

  /// What `host` means in an object of `namespace`; nil for a wildcard.
  static func key(_ host: String, in namespace: String) -> ObjectKey? {
    guard !host.contains("*") else { return nil }
    var parts = host.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    let name = parts.removeFirst()
    if parts.count >= 3, parts.suffix(2) == ["cluster", "local"] { parts.removeLast(2) }
    if parts.count == 2, parts[1] == "svc" { parts.removeLast() }
    switch parts.count {
    case 0: return ObjectKey("Service", namespace, name)
    case 1: return ObjectKey("Service", parts[0], name)
    default: return ObjectKey(kind, "", host)
    }
  }

  static func subset(_ name: String, of service: ObjectKey) -> ObjectKey {
    ObjectKey(subsetKind, service.namespace, "\(service.name)/\(name)")
  }
}
