/// A place in objects of one kind that names another object.
struct ReferenceRule: Sendable {
  enum Note: Sendable {
    case plain
    /// The namespace is not that of the object that refers: any will do.
    case anyNamespace
    /// A destination of Argo CD: another cluster's objects are not looked for, nor a namespace that it creates.
    case destination
  }

  let place: PlacePath
  /// The kind that is named; where the reference is a map with a `kind` of its own, that counts.
  let target: String
  /// The keys or ports of the target that are wanted, from the map that holds the reference.
  let parts: [PlacePath]
  let note: Note

  init(_ place: String, _ target: String, parts: [String] = [], _ note: Note = .plain) {
    self.place = PlacePath(place)
    self.target = target
    self.parts = parts.map { PlacePath($0) }
    self.note = note
  }

  /// Of every pod, from its spec on.
  static let ofPods: [ReferenceRule] = [
    ReferenceRule("serviceAccountName", "ServiceAccount"),
    ReferenceRule("priorityClassName", "PriorityClass"),
    ReferenceRule("runtimeClassName", "RuntimeClass"),
    ReferenceRule("imagePullSecrets[].name", "Secret"),
    ReferenceRule("volumes[].secret.secretName", "Secret", parts: ["items[].key"]),
    ReferenceRule("volumes[].configMap.name", "ConfigMap", parts: ["items[].key"]),
    ReferenceRule("volumes[].projected.sources[].secret.name", "Secret", parts: ["items[].key"]),
    ReferenceRule("volumes[].projected.sources[].configMap.name", "ConfigMap", parts: ["items[].key"]),
    ReferenceRule("volumes[].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
    ReferenceRule("volumes[].csi.nodePublishSecretRef.name", "Secret"),
    ReferenceRule("volumes[].ephemeral.volumeClaimTemplate.spec.storageClassName", "StorageClass"),
  ]

  /// Of every container, and of every step of a Tekton task.
  static let ofContainers: [ReferenceRule] = [
    ReferenceRule("env[].valueFrom.secretKeyRef.name", "Secret", parts: ["key"]),
    ReferenceRule("env[].valueFrom.configMapKeyRef.name", "ConfigMap", parts: ["key"]),
    ReferenceRule("envFrom[].secretRef.name", "Secret"),
    ReferenceRule("envFrom[].configMapRef.name", "ConfigMap"),
  ]

  private static let servicePort = ["port", "port.number", "port.name"]
  private static let queueLabel = "metadata.labels.'kueue.x-k8s.io/queue-name'"
  private static let subjects = [
    ReferenceRule("subjects[]", "ServiceAccount"), ReferenceRule("roleRef", "Role"),
  ]
  private static let triggers = [ReferenceRule("spec.triggers[].authenticationRef", "TriggerAuthentication")]

  /// By the kind of the object that refers, as ``ObjectKey`` calls it.
  static let ofKind: [String: [ReferenceRule]] = [
    // Workloads and storage
    "StatefulSet": [
      ReferenceRule("spec.serviceName", "Service"), ReferenceRule(queueLabel, "LocalQueue"),
      ReferenceRule("spec.volumeClaimTemplates[].spec.storageClassName", "StorageClass"),
    ],
    "Deployment": [ReferenceRule(queueLabel, "LocalQueue")],
    "Job": [ReferenceRule(queueLabel, "LocalQueue")],
    "CronJob": [ReferenceRule("spec.jobTemplate.\(queueLabel)", "LocalQueue")],
    "PersistentVolumeClaim": [
      ReferenceRule("spec.storageClassName", "StorageClass"), ReferenceRule("spec.dataSource", "VolumeSnapshot"),
    ],
    "ServiceAccount": [
      ReferenceRule("imagePullSecrets[].name", "Secret"), ReferenceRule("secrets[].name", "Secret"),
    ],
    "VolumeSnapshot": [
      ReferenceRule("spec.volumeSnapshotClassName", "VolumeSnapshotClass"),
      ReferenceRule("spec.source.persistentVolumeClaimName", "PersistentVolumeClaim"),
    ],
    // Scaling
    "HorizontalPodAutoscaler": [ReferenceRule("spec.scaleTargetRef", "Deployment")],
    "VerticalPodAutoscaler": [ReferenceRule("spec.targetRef", "Deployment")],
    "ScaledObject": [ReferenceRule("spec.scaleTargetRef", "Deployment")] + triggers,
    "ScaledJob": triggers,
    "TriggerAuthentication": [
      ReferenceRule("spec.secretTargetRef[]", "Secret", parts: ["key"]),
      ReferenceRule("spec.configMapTargetRef[]", "ConfigMap", parts: ["key"]),
    ],
    "ClusterTriggerAuthentication": [
      ReferenceRule("spec.secretTargetRef[]", "Secret", parts: ["key"], .anyNamespace)
    ],
    "NodePool": [ReferenceRule("spec.template.spec.nodeClassRef", "EC2NodeClass")],
    "LocalQueue": [ReferenceRule("spec.clusterQueue", "ClusterQueue")],
    "ClusterQueue": [ReferenceRule("spec.resourceGroups[].flavors[].name", "ResourceFlavor")],
    // Traffic
    "Ingress": [
      ReferenceRule("spec.ingressClassName", "IngressClass"), ReferenceRule("spec.tls[].secretName", "Secret"),
      ReferenceRule("spec.defaultBackend.service", "Service", parts: servicePort),
      ReferenceRule("spec.rules[].http.paths[].backend.service", "Service", parts: servicePort),
    ],
    "Gateway": [
      ReferenceRule("spec.gatewayClassName", "GatewayClass"),
      ReferenceRule("spec.listeners[].tls.certificateRefs[]", "Secret"),
    ],
    "HTTPRoute": [
      ReferenceRule("spec.parentRefs[]", "Gateway"),
      ReferenceRule("spec.rules[].backendRefs[]", "Service", parts: servicePort),
      ReferenceRule("spec.rules[].filters[].requestMirror.backendRef", "Service", parts: servicePort),
    ],
    "Gateway.networking.istio.io": [
      ReferenceRule("spec.servers[].tls.credentialName", "Secret", .anyNamespace)
    ],
    "VirtualService": [
      ReferenceRule("spec.gateways[]", "Gateway.networking.istio.io"),
      ReferenceRule("spec.http[].route[].destination", MeshHost.kind),
      ReferenceRule("spec.http[].mirror", MeshHost.kind),
      ReferenceRule("spec.http[].mirrors[].destination", MeshHost.kind),
      ReferenceRule("spec.tcp[].route[].destination", MeshHost.kind),
      ReferenceRule("spec.tls[].route[].destination", MeshHost.kind),
    ],
    "DestinationRule": [ReferenceRule("spec.host", MeshHost.kind)],
    "DomainMapping": [ReferenceRule("spec.ref", "Service.serving.knative.dev")],
    // Access
    "RoleBinding": subjects, "ClusterRoleBinding": subjects,
    "ExternalSecret": [ReferenceRule("spec.secretStoreRef", "SecretStore")],
    "ValidatingAdmissionPolicyBinding": [ReferenceRule("spec.policyName", "ValidatingAdmissionPolicy")],
    // Backup
    "Schedule": [
      ReferenceRule("spec.template.storageLocation", "BackupStorageLocation"),
      ReferenceRule("spec.template.volumeSnapshotLocations[]", "VolumeSnapshotLocation"),
      ReferenceRule("spec.template.includedNamespaces[]", "Namespace"),
    ],
    "Backup": [
      ReferenceRule("spec.storageLocation", "BackupStorageLocation"),
      ReferenceRule("spec.volumeSnapshotLocations[]", "VolumeSnapshotLocation"),
      ReferenceRule("spec.includedNamespaces[]", "Namespace"),
    ],
    "BackupStorageLocation": [ReferenceRule("spec.credential", "Secret", parts: ["key"])],
    "VolumeSnapshotLocation": [ReferenceRule("spec.credential", "Secret", parts: ["key"])],
    // Delivery
    "Pipeline": [
      ReferenceRule("spec.tasks[].taskRef", "Task"), ReferenceRule("spec.finally[].taskRef", "Task"),
    ],
    "PipelineRun": [
      ReferenceRule("spec.pipelineRef", "Pipeline"),
      ReferenceRule("spec.taskRunTemplate.serviceAccountName", "ServiceAccount"),
      ReferenceRule("spec.workspaces[].persistentVolumeClaim.claimName", "PersistentVolumeClaim"),
      ReferenceRule("spec.workspaces[].volumeClaimTemplate.spec.storageClassName", "StorageClass"),
      ReferenceRule("spec.workspaces[].secret.secretName", "Secret"),
      ReferenceRule("spec.workspaces[].configMap.name", "ConfigMap"),
    ],
    "Application": [
      ReferenceRule("spec.project", "AppProject"),
      ReferenceRule("spec.destination.namespace", "Namespace", .destination),
    ],
    "ApplicationSet": [
      ReferenceRule("spec.template.spec.project", "AppProject"),
      ReferenceRule("spec.template.spec.destination.namespace", "Namespace", .destination),
    ],
    // Observation
    "ServiceMonitor": [ReferenceRule("spec.namespaceSelector.matchNames[]", "Namespace")],
    "PodMonitor": [ReferenceRule("spec.namespaceSelector.matchNames[]", "Namespace")],
  ]
}
