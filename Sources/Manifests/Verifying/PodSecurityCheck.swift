/// Goes through the controls of the Pod Security Standards.
struct PodSecurityCheck {
  private let template: Place
  private let spec: Place
  private let containers: [Place]
  private(set) var baseline: [PodSecurity.Failure] = []
  private(set) var restricted: [PodSecurity.Failure] = []

  init(template: Place, spec: Place) {
    self.template = template
    self.spec = spec
    containers = ObjectCheck.containers(of: spec)
  }

  mutating func run() {
    checkHost()
    checkPrivileges()
    checkProfiles()
    checkRestricted()
  }

  private enum Level { case baseline, restricted, both }

  private mutating func fail(_ control: String, at place: Place, _ message: String, _ level: Level = .both) {
    fail(control, path: place.path, line: place.line, message, level)
  }

  private mutating func fail(
    _ control: String, path: String, line: Int, _ message: String, _ level: Level = .both
  ) {
    let failure = PodSecurity.Failure(control: control, path: path, line: line, message: message)
    if level != .restricted { baseline.append(failure) }
    if level != .baseline { restricted.append(failure) }
  }

  /// The security contexts of the pod and of what runs in it.
  private var contexts: [Place] { ([spec] + containers).compactMap { $0["securityContext"] } }

  // MARK: Baseline

  private mutating func checkHost() {
    for context in contexts {
      if let field = context[["windowsOptions", "hostProcess"]], field.isTrue {
        fail("windowsHostProcess", at: field, "'hostProcess' is set")
      }
    }
    for key in ["hostNetwork", "hostPID", "hostIPC"] {
      if let field = spec[key], field.isTrue { fail("hostNamespaces", at: field, "'\(key)' is set") }
    }
    for volume in spec["volumes"]?.items ?? [] {
      if let path = volume["hostPath"], !path.isNull {
        fail("hostPathVolumes", at: path, "a volume of type 'hostPath'")
      }
    }
    for container in containers {
      for port in container["ports"]?.items ?? [] {
        if let host = port["hostPort"], let number = host.text, number != "0" {
          fail("hostPorts", at: host, "the host's port \(number)")
        }
      }
    }
  }

  private mutating func checkPrivileges() {
    for container in containers {
      guard let context = container["securityContext"] else { continue }
      if let field = context["privileged"], field.isTrue { fail("privileged", at: field, "'privileged' is set") }
      for capability in context[["capabilities", "add"]]?.items ?? [] {
        guard let name = capability.text, !PodSecurityCheck.capabilities.contains(name) else { continue }
        fail("capabilities_baseline", at: capability, "the capability '\(name)' is added", .baseline)
      }
      if let mount = context["procMount"], let type = mount.text, type != "Default", !type.isEmpty {
        fail("procMount", at: mount, "'procMount' is '\(type)', expected 'Default'")
      }
    }
  }

  private static let capabilities: Set<String> = [
    "AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP",
    "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT",
  ]

  private mutating func checkProfiles() {
    for (key, value) in template[["metadata", "annotations"]]?.entries ?? []
    where key.hasPrefix("container.apparmor.security.beta.kubernetes.io/") {
      guard let profile = value.text, !profile.isEmpty, profile != "runtime/default", !profile.hasPrefix("localhost/")
      else { continue }
      fail("appArmorProfile", at: value, "the AppArmor profile '\(profile)'")
    }
    for context in contexts {
      if let type = context[["appArmorProfile", "type"]], let name = type.text,
        name != "RuntimeDefault", name != "Localhost"
      {
        fail("appArmorProfile", at: type, "the AppArmor profile '\(name)'")
      }
      if let type = context[["seccompProfile", "type"]], let name = type.text, !PodSecurityCheck.isSeccomp(name) {
        fail("seccompProfile_baseline", at: type, "the seccomp profile '\(name)'", .baseline)
      }
      guard let options = context["seLinuxOptions"] else { continue }
      if let type = options["type"], let name = type.text, !PodSecurityCheck.seLinuxTypes.contains(name) {
        fail("seLinuxOptions", at: type, "the SELinux type '\(name)'")
      }
      for key in ["user", "role"] {
        if let field = options[key], let name = field.text, !name.isEmpty {
          fail("seLinuxOptions", at: field, "the SELinux \(key) '\(name)'")
        }
      }
    }
    for sysctl in spec[["securityContext", "sysctls"]]?.items ?? [] {
      guard let name = sysctl["name"], let text = name.text, !PodSecurityCheck.sysctls.contains(text) else { continue }
      fail("sysctls", at: name, "the sysctl '\(text)'")
    }
  }

  private static func isSeccomp(_ name: String) -> Bool { name == "RuntimeDefault" || name == "Localhost" }

  private static let seLinuxTypes: Set<String> = [
    "", "container_t", "container_init_t", "container_kvm_t", "container_engine_t",
  ]

  private static let sysctls: Set<String> = [
    "kernel.shm_rmid_forced", "net.ipv4.ip_local_port_range", "net.ipv4.ip_unprivileged_port_start",
    "net.ipv4.tcp_syncookies", "net.ipv4.ping_group_range", "net.ipv4.ip_local_reserved_ports",
    "net.ipv4.tcp_keepalive_time", "net.ipv4.tcp_fin_timeout", "net.ipv4.tcp_keepalive_intvl",
    "net.ipv4.tcp_keepalive_probes", "net.ipv4.tcp_rmem", "net.ipv4.tcp_wmem",
  ]

  // MARK: Restricted

  private mutating func checkRestricted() {
    checkVolumes()
    checkUsers()
    // Windows has none of these.
    guard spec[["os", "name"]]?.text != "windows" else { return }
    for container in containers {
      let context = container["securityContext"]
      let escalation = context?["allowPrivilegeEscalation"]
      if escalation?.type != .bool || escalation?.isTrue != false {
        require(
          "allowPrivilegeEscalation", "false", escalation, in: container,
          "securityContext.allowPrivilegeEscalation")
      }
      checkCapabilities(of: container, context?["capabilities"])
    }
    checkSeccomp()
  }

  /// Reports a field that is missing, or says something else.
  private mutating func require(
    _ control: String, _ value: String, _ field: Place?, in holder: Place, _ key: String
  ) {
    let path = field?.path ?? holder.path(of: key)
    let line = field?.line ?? holder.line
    let name = key.split(separator: ".").last ?? ""
    fail(control, path: path, line: line, "'\(name)' is not \(value)", .restricted)
  }

  private mutating func checkVolumes() {
    for volume in spec["volumes"]?.items ?? [] {
      // That one is reported as what it is.
      if let path = volume["hostPath"], !path.isNull { continue }
      let types = volume.entries.filter { $0.key != "name" && !$0.place.isNull }
      guard let first = types.first, !types.contains(where: { PodSecurityCheck.volumes.contains($0.key) }) else {
        continue
      }
      fail("restrictedVolumes", at: first.place, "a volume of type '\(first.key)'", .restricted)
    }
  }

  private static let volumes: Set<String> = [
    "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected",
    "secret",
  ]

  private mutating func checkUsers() {
    let pod = spec[["securityContext", "runAsNonRoot"]]
    let podIsSafe = pod?.isTrue == true
    for container in containers {
      let field = container[["securityContext", "runAsNonRoot"]]
      let isSet = field.map { !$0.isNull } ?? false
      if isSet ? field?.isTrue != true : !podIsSafe {
        require("runAsNonRoot", "true", isSet ? field : nil, in: container, "securityContext.runAsNonRoot")
      }
    }
    for context in contexts {
      if let user = context["runAsUser"], user.text == "0" {
        fail("runAsUser", at: user, "'runAsUser' is 0", .restricted)
      }
    }
  }

  private mutating func checkCapabilities(of container: Place, _ capabilities: Place?) {
    let drop = capabilities?["drop"]
    if drop?.items.contains(where: { $0.text == "ALL" }) != true {
      fail(
        "capabilities", path: drop?.path ?? container.path(of: "securityContext.capabilities.drop"),
        line: drop?.line ?? container.line, "'drop' has no 'ALL'", .restricted)
    }
    for capability in capabilities?["add"]?.items ?? [] {
      guard let name = capability.text, name != "NET_BIND_SERVICE" else { continue }
      fail("capabilities", at: capability, "the capability '\(name)' is added", .restricted)
    }
  }

  private mutating func checkSeccomp() {
    let pod = spec[["securityContext", "seccompProfile", "type"]]
    let podIsSafe = pod?.text.map(PodSecurityCheck.isSeccomp) ?? false
    if let pod, let name = pod.text, !podIsSafe {
      fail("seccompProfile", at: pod, "the seccomp profile '\(name)'", .restricted)
    }
    for container in containers {
      let field = container[["securityContext", "seccompProfile", "type"]]
      if let name = field?.text {
        if let field, !PodSecurityCheck.isSeccomp(name) {
          fail("seccompProfile", at: field, "the seccomp profile '\(name)'", .restricted)
        }
      } else if !podIsSafe, pod?.text == nil {
        require(
          "seccompProfile", "'RuntimeDefault' or 'Localhost'", nil, in: container,
          "securityContext.seccompProfile.type")
      }
    }
  }
}
