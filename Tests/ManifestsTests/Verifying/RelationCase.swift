import Manifests
import Testing

/// Documents, and what verification says of how they are tied together: rule, object, path and line.
struct RelationCase: CustomTestStringConvertible, Sendable {
  let name: String
  let yaml: String
  let found: [String]
  var rules: Set<Rule> = [
    .undefinedReference, .undeclaredNamespace, .unmatchedSelector, .contestedTarget, .duplicateObject,
  ]

  var testDescription: String { name }
}

extension RelationCase {
  static let references: [RelationCase] = [
    RelationCase(
      name: "a key of a Secret that is there",
      yaml: pod(container("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: url}}}]")) + """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        stringData: {url: x}

        """, found: []),
    RelationCase(
      name: "a key that a Secret has not",
      yaml: pod(container("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: url}}}]")) + """
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: s}
        data: {user: eA==}

        """,
      found: [
        "11 undefined-reference Deployment web spec.template.spec.containers[c].env[A].valueFrom.secretKeyRef.name: "
          + "Secret 's' has no 'url': it has user"
      ]),
    RelationCase(
      name: "a Secret that nothing defines",
      yaml: pod(container("envFrom: [{secretRef: {name: gone}}]")),
      found: [
        "11 undefined-reference Deployment web spec.template.spec.containers[c].envFrom[0].secretRef.name: "
          + "Secret 'gone' is not defined"
      ]),
    RelationCase(
      name: "one that may be missing", yaml: pod(container("envFrom: [{secretRef: {name: gone, optional: true}}]")),
      found: []),
    RelationCase(
      name: "a Secret that an ExternalSecret makes",
      yaml: pod(container("env: [{name: A, valueFrom: {secretKeyRef: {name: s, key: url}}}]")) + """
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: e}
        spec:
          target: {name: s}
          data: [{secretKey: url, remoteRef: {key: k}}]

        """, found: []),
    RelationCase(
      name: "a volume that is mounted and not there",
      yaml: pod(container("volumeMounts: [{name: data, mountPath: /data}]")),
      found: [
        "11 undefined-reference Deployment web spec.template.spec.containers[c].volumeMounts[data].name: "
          + "volume 'data' is mounted, and the pod has no such volume"
      ]),
    RelationCase(
      name: "a claim of a StatefulSet",
      yaml: pod(
        container("volumeMounts: [{name: data, mountPath: /data}]"), kind: "StatefulSet", name: "db",
        head: "replicas: 2\n  volumeClaimTemplates: [{metadata: {name: data}}]") + """
          ---
          apiVersion: snapshot.storage.k8s.io/v1
          kind: VolumeSnapshot
          metadata: {name: good}
          spec: {source: {persistentVolumeClaimName: data-db-1}}
          ---
          apiVersion: snapshot.storage.k8s.io/v1
          kind: VolumeSnapshot
          metadata: {name: bad}
          spec: {source: {persistentVolumeClaimName: data-db-2}}

          """,
      found: [
        "22 undefined-reference VolumeSnapshot bad spec.source.persistentVolumeClaimName: "
          + "PersistentVolumeClaim 'data-db-2' is not defined"
      ]),
    RelationCase(
      name: "another namespace is another object",
      yaml: """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: a, namespace: default}
        imagePullSecrets: [{name: registry}]
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: registry, namespace: monitoring}

        """,
      found: [
        "5 undefined-reference ServiceAccount default/a imagePullSecrets[registry].name: "
          + "Secret 'default/registry' is not defined"
      ]),
    RelationCase(
      name: "an object without a namespace may be in any",
      yaml: """
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: a, namespace: default}
        imagePullSecrets: [{name: registry}]
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: registry}

        """, found: []),
    RelationCase(
      name: "namespaces that nobody declares are told once",
      yaml: """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: a, namespace: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: b, namespace: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: c, namespace: monitoring}

        """, found: ["2 undeclared-namespace  : namespace 'shop' is used, and nothing declares it"]),
    RelationCase(
      name: "what every cluster has",
      yaml: """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: viewers}
        subjects: [{kind: Group, name: all}, {kind: ServiceAccount, name: default}]
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}

        """, found: []),
    RelationCase(
      name: "a role that is not there",
      yaml: """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: viewers}
        subjects: [{kind: ServiceAccount, name: bot}]
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}

        """,
      found: [
        "5 undefined-reference RoleBinding viewers subjects[bot]: ServiceAccount 'bot' is not defined",
        "6 undefined-reference RoleBinding viewers roleRef: Role 'reader' is not defined",
      ]),
    RelationCase(
      name: "a mesh host by its long name, its port and its subset",
      yaml: """
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: default}
        spec: {ports: [{name: http, port: 80}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: web, namespace: default}
        spec:
          hosts: [web]
          http: [{route: [{destination: {host: web.default.svc.cluster.local, port: {number: 81}, subset: v2}}]}]

        """,
      found: [
        "12 undefined-reference VirtualService default/web spec.http[0].route[0].destination.host: "
          + "Service 'default/web' has no '81': it has 80, http",
        "12 undefined-reference VirtualService default/web spec.http[0].route[0].destination.subset: "
          + "Subset 'default/web/v2' is not defined",
      ]),
    RelationCase(
      name: "two objects with one name",
      yaml: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n"
        + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n---\n"
        + "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: default}\n",
      found: [
        "6 duplicate-object ConfigMap a metadata.name: another object of the output has this kind, namespace and name: "
          + "the later one overwrites it"
      ]),
  ]

  static let selectors: [RelationCase] = [
    RelationCase(
      name: "a Service that finds pods",
      yaml: pod(container("ports: [{name: http, containerPort: 8080}]")) + """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}]}

        """, found: []),
    RelationCase(
      name: "a Service that finds none, and one with a port that the pods have not",
      yaml: pod(container("ports: [{name: http, containerPort: 8080}]")) + """
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: other}
        spec: {selector: {app: other}, ports: [{port: 80}]}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web}
        spec: {selector: {app: web}, ports: [{port: 80, targetPort: https}]}

        """,
      found: [
        "16 unmatched-selector Service other spec.selector: 'app=other' selects no pods",
        "21 unmatched-selector Service web spec.selector: "
          + "port 'https' is not among the ports of what 'app=web' selects",
      ]),
    RelationCase(
      name: "a Deployment whose pods have other labels",
      yaml: """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec:
          selector: {matchLabels: {app: web, tier: front}}
          template: {metadata: {labels: {app: web}}, spec: {containers: [{name: c, image: 'a:1'}]}}

        """,
      found: [
        "6 unmatched-selector Deployment web spec.selector: 'app=web, tier=front' selects not the object's own pods"
      ]),
    RelationCase(
      name: "expressions",
      yaml: pod(container("ports: []")) + """
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: good}
        spec: {selector: {matchExpressions: [{key: app, operator: In, values: [web, api]}]}}
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: bad}
        spec: {selector: {matchExpressions: [{key: app, operator: NotIn, values: [web]}, {key: tier, operator: Exists}]}}

        """,
      found: [
        "21 unmatched-selector PodDisruptionBudget bad spec.selector: 'app not in (web), tier' selects no pods"
      ]),
    RelationCase(
      name: "a policy for pods of another namespace looks at the namespace",
      yaml: pod(container("ports: []")) + """
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: web}
        spec:
          podSelector: {matchLabels: {app: web}}
          ingress:
            - from:
                - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}
                  podSelector: {matchLabels: {app: prometheus}}
                - namespaceSelector: {matchLabels: {name: production}}

        """,
      found: [
        "22 unmatched-selector NetworkPolicy web spec.ingress[0].from[1].namespaceSelector: "
          + "'name=production' selects no Namespace"
      ]),
  ]

  static let scalers: [RelationCase] = [
    RelationCase(
      name: "replicas beside an autoscaler",
      yaml: pod(container("ports: []"), head: "replicas: 2") + """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3}

        """,
      found: [
        "7 contested-target Deployment web spec.replicas: HorizontalPodAutoscaler web changes 'spec.replicas' too: "
          + "every apply undoes what it did"
      ]),
    RelationCase(
      name: "two horizontal ones, and a vertical one on the same resource",
      yaml: pod(container("ports: []")) + """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3}
        ---
        apiVersion: keda.sh/v1alpha1
        kind: ScaledObject
        metadata: {name: web}
        spec: {scaleTargetRef: {name: web}, triggers: [{type: cron}]}
        ---
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: {name: web}
        spec: {targetRef: {kind: Deployment, name: web}}

        """,
      found: [
        "21 contested-target ScaledObject web spec.scaleTargetRef: "
          + "HorizontalPodAutoscaler web acts on the number of pods of Deployment 'web' too",
        "26 contested-target VerticalPodAutoscaler web spec.targetRef: "
          + "HorizontalPodAutoscaler web acts on cpu of Deployment 'web' too",
      ]),
    RelationCase(
      name: "a vertical one that leaves the processor alone",
      yaml: pod(container("ports: []")) + """
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web}
        spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 3}
        ---
        apiVersion: autoscaling.k8s.io/v1
        kind: VerticalPodAutoscaler
        metadata: {name: web}
        spec:
          targetRef: {kind: Deployment, name: web}
          resourcePolicy: {containerPolicies: [{containerName: c, controlledResources: [memory]}]}

        """, found: []),
  ]
}

private func pod(_ spec: String, kind: String = "Deployment", name: String = "web", head: String = "") -> String {
  """
  apiVersion: apps/v1
  kind: \(kind)
  metadata: {name: \(name)}
  spec:
    selector: {matchLabels: {app: \(name)}}
    \(head)
    template:
      metadata: {labels: {app: \(name)}}
      spec:
        \(spec)

  """
}

private func container(_ rest: String) -> String { "containers: [{name: c, image: 'a:1', \(rest)}]" }
