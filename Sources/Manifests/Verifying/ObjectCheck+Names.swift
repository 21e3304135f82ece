extension ObjectCheck {
  /// The names of the object and of what it holds.
  mutating func checkNames() {
    checkObjectName()
    if let namespace = root["metadata"]?["namespace"] { check(namespace, .label, as: "namespace") }
    if let spec = podTemplate?["spec"] {
      for container in ObjectCheck.containers(of: spec) {
        if let name = container["name"] { check(name, .label, as: "container") }
        for port in container["ports"]?.items ?? [] {
          if let name = port["name"] { check(name, .portName, as: "port") }
        }
      }
      for volume in spec["volumes"]?.items ?? [] {
        if let name = volume["name"] { check(name, .label, as: "volume") }
      }
    }
    if head.kind == "Service", head.apiVersion == "v1" {
      for port in root["spec"]?["ports"]?.items ?? [] {
        if let name = port["name"] { check(name, .label, as: "port") }
        if let target = port["targetPort"], target.type == .string { check(target, .portName, as: "target port") }
      }
    }
  }

  private mutating func checkObjectName() {
    let metadata = root["metadata"]
    if let name = metadata?["name"], name.text != nil {
      if let form = nameForm { check(name, form, as: "name") }
    } else if let prefix = metadata?["generateName"], prefix.text != nil {
      if let form = nameForm { check(prefix, form, as: "name", isPrefix: true) }
    } else if needsName {
      report(
        .invalidName, at: metadata ?? root, path: "metadata.name", subject: "",
        "it has no name, expected 'metadata.name'")
    }
  }

  private var nameForm: NameForm? {
    switch (head.group, head.kind) {
    case ("", "Namespace"): .label
    case ("", "Service"): .serviceName
    case ("batch", "CronJob"): .cronJobName
    case ("rbac.authorization.k8s.io", _): .pathSegment
    // These may hold colons.
    case ("certificates.k8s.io", "ClusterTrustBundle"), ("networking.k8s.io", "IPAddress"): nil
    default: .subdomain
    }
  }

  /// Not so what is never stored: reviews, and the configuration of programs.
  private var needsName: Bool {
    switch head.group {
    case "authorization.k8s.io", "authentication.k8s.io", "client.authentication.k8s.io", "audit.k8s.io",
      "kubeadm.k8s.io", "kind.x-k8s.io":
      false
    case "": head.apiVersion == "v1" && head.kind != "Config"
    default: !head.group.hasSuffix(".config.k8s.io") && (head.group.contains(".") || APILifecycle.isBuiltIn(head.group))
    }
  }

  /// - Parameter isPrefix: whether Kubernetes adds to it.
  private mutating func check(_ place: Place, _ form: NameForm, as what: String, isPrefix: Bool = false) {
    guard let text = place.text else { return }
    guard place.type == .string else {
      return report(
        .invalidName, at: place, subject: text, "the \(what) '\(text)' is no text, expected it in quotes",
        hint: "write \"\(text)\"")
    }
    let name = isPrefix && text.hasSuffix("-") ? text.dropLast() + "x" : text
    guard !form.accepts(name) else { return }
    report(.invalidName, at: place, subject: text, "the \(what) '\(text)' is refused, expected \(form.text)")
  }
}
