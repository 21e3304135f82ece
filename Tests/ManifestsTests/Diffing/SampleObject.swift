/// Objects of many kinds, with lists of every sort.
enum SampleObject: CaseIterable {
  case deployment, role, policy, autoscaler, claim, ingress, rules, config, dashboard

  var text: String {
    switch self {
    case .deployment: Self.deploymentText
    case .role: Self.roleText
    case .policy: Self.policyText
    case .autoscaler: Self.autoscalerText
    case .claim: Self.claimText
    case .ingress: Self.ingressText
    case .rules: Self.rulesText
    case .config: Self.configText
    case .dashboard: Self.dashboardText
    }
  }

  private static let deploymentText = """
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      namespace: shop
      labels: {app.kubernetes.io/name: web, version: "1.10", team: payments}
      annotations: {checksum/config: "007", note: "yes"}
    spec:
      replicas: 3
      selector: {matchLabels: {app: web}}
      strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}}
      template:
        metadata: {labels: {app: web}}
        spec:
          serviceAccountName: web
          securityContext: {runAsNonRoot: true, fsGroup: 2000}
          initContainers:
            - {name: migrate, image: "web:1", command: [sh, -c, "migrate --all"]}
            - {name: warm, image: "web:1", args: [--warm, --fast]}
          containers:
            - name: web
              image: "registry/web:1.2.3"
              args: [--port=8080, --log=info, -v, "3"]
              ports: [{name: http, containerPort: 8080}, {name: metrics, containerPort: 9090, protocol: TCP}]
              env:
                - {name: MODE, value: "1000m"}
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu, divisor: 1}}}
              resources: {requests: {cpu: 1, memory: "1Gi"}, limits: {cpu: 2, memory: "2Gi"}}
              securityContext: {capabilities: {drop: [ALL, NET_RAW]}, readOnlyRootFilesystem: true}
              volumeMounts: [{name: tmp, mountPath: /tmp}, {name: conf, mountPath: /etc/web, readOnly: true}]
              readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 5}
            - {name: proxy, image: "proxy:2", volumeMounts: [{name: tmp, mountPath: /a}, {name: tmp, mountPath: /b}]}
          volumes:
            - {name: tmp, emptyDir: {sizeLimit: "1Gi"}}
            - {name: conf, configMap: {name: web, items: [{key: a, path: a}, {key: b, path: b}]}}
          tolerations:
            - {key: spot, operator: Exists, effect: NoSchedule}
            - {key: spot, operator: Exists, effect: NoExecute, tolerationSeconds: 30}
          topologySpreadConstraints:
            - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: DoNotSchedule}
            - {maxSkew: 2, topologyKey: host, whenUnsatisfiable: ScheduleAnyway}
    """

  private static let roleText = """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: reader, finalizers: [a/x, b/y]}
    rules:
      - {apiGroups: [""], resources: [pods, services], verbs: [get, list, watch]}
      - {apiGroups: [apps], resources: [deployments], verbs: [get, patch]}
      - {nonResourceURLs: [/metrics], verbs: [get]}
    """

  private static let policyText = """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: web}
    spec:
      podSelector: {matchExpressions: [{key: tier, operator: In, values: [front, back]}]}
      policyTypes: [Ingress, Egress]
      ingress:
        - from: [{podSelector: {matchLabels: {app: a}}}, {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}]
          ports: [{port: 80, protocol: TCP}, {port: 53, protocol: UDP}]
        - from: [{namespaceSelector: {}}]
    """

  private static let autoscalerText = """
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      minReplicas: 2
      maxReplicas: 10
      metrics:
        - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 70}}}
        - {type: Resource, resource: {name: memory, target: {type: Utilization, averageUtilization: 80}}}
        - {type: Pods, pods: {metric: {name: rps}, target: {type: AverageValue, averageValue: 1k}}}
      behavior: {scaleDown: {policies: [{type: Pods, value: 1, periodSeconds: 60}, {type: Percent, value: 10}]}}
    """

  private static let claimText = """
    apiVersion: v1
    kind: PersistentVolumeClaim
    metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce, ReadOnlyMany], resources: {requests: {storage: "10Gi"}}, storageClassName: gp3}
    """

  private static let ingressText = """
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    metadata: {name: web}
    spec:
      tls: [{hosts: [a.example, b.example], secretName: t}]
      rules:
        - {host: a.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: a}}}]}}
        - host: b.example
          http: {paths: [{path: /x, pathType: Exact, backend: {service: {name: b}}}, {path: /y, pathType: Prefix}]}
    """

  private static let rulesText = """
    apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata: {name: web}
    spec:
      groups:
        - name: errors
          interval: 30s
          rules: [{alert: High, expr: "a > 1", labels: {severity: low}}, {alert: Low, expr: "a < 1"}]
        - {name: latency, rules: [{alert: Slow, expr: "b > 1", for: 5m}]}
    """

  private static let configText = """
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: web}
    data:
      mode: "1"
      size: 1Gi
      app.conf: "a = 1\\nb = 2\\n"
      big: "007"
    """

  private static let dashboardText = """
    title: Web
    panels:
      - {id: 1, title: Requests, gridPos: {h: 8, w: 12, x: 0, y: 0}, targets: [{refId: A, expr: a}, {refId: B, expr: b}]}
      - {id: 2, title: Errors, gridPos: {h: 8, w: 12, x: 12, y: 0}, targets: [{refId: A, expr: c}]}
    templating: {list: [{name: cluster, type: query, query: q}]}
    matrix: [[1, 2.5, ~], [true, x]]
    empty: {list: [], map: {}}
    """
}
