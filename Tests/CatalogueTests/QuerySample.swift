import Catalogue
import Strategy
import Synchronization

/// A small fleet whose template writes manifests of many forms.
struct QuerySample: Sendable {
  let shelf: Shelf
  /// Seconds since 1970; every write takes the time that it shows.
  let clock: Clock

  final class Clock: Sendable {
    let seconds = Mutex<Int64>(0)

    func set(_ seconds: Int64) { self.seconds.withLock { $0 = seconds } }
  }

  init() throws {
    let clock = Clock()
    self.clock = clock
    shelf = try Shelf(template: QuerySample.template, now: { clock.seconds.withLock { $0 * 1000 } })
    try shelf.apply(QuerySample.fleet)
    try generate()
  }

  func generate() throws { _ = try shelf.catalogue.generate(.init(scopes: [.root], message: "")) }

  private static let fleet = """
    everyone: {size: small, scaling: manual, cloud: aws}
    environments: {production: {size: large}}
    providers:
      gcp: {title: Google, mapping: {storage.default: pd-ssd, instance.worker: n2-standard-4}}
      aws: {title: AWS, mapping: {storage.default: gp3, instance.worker: m6i.large}}
    teams:
      payments:
        environments:
          production:
            parameters: {scaling: [auto, predictive]}
            clusters:
              eu-1: {kubernetes: "1.31", region: eu-west-1, selectors: {tier: gold}}
              eu-2: {kubernetes: "1.9", region: eu-central-1, selectors: {tier: silver}}
          staging:
            clusters:
              eu-1: {kubernetes: "1.32.1", region: eu-west-1}
      search:
        parameters: {cloud: gcp, team_version: "1.29"}
        environments:
          production:
            clusters:
              us-1: {kubernetes: "1.30", region: us-east-1, selectors: {tier: gold, gpu: l4}}
              us-2: {parameters: {size: medium, provider.storage.default: pd-balanced}}
          staging: {}
    """

  private static let template = """
    ---
    name: plan
    version: 1.0.0
    arguments:
      - name: size
        enum: [small, medium, large]
      - name: scaling
        enum: [manual, auto, predictive]
        multiple: true
        exclusive: [manual]
      - name: cloud
        enum: [aws, gcp]
      - name: team_version
        default: "1.9"
    provider_argument: cloud
    ---
    # Plan of {{@team}}

    ```yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata:
      name: web
      namespace: {{@team}}
      labels:
        app.kubernetes.io/name: web
    spec:
      replicas: {{#if (eq size "large")}}25{{else if (eq size "medium")}}10{{else}}2{{/if}}
      template:
        spec:
          containers:
            - name: web
              image: shop/web:1.4
              resources: {limits: {cpu: {{#if (eq size "small")}}500m{{else}}"2"{{/if}}, memory: 2Gi}}
            - name: proxy
              image: envoy:1.31
    {{#if (includes scaling "auto")}}
    ---
    apiVersion: autoscaling/v2
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec: {maxReplicas: 40, minReplicas: 2}
    {{/if}}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {ports: [{port: 80, name: http}, {port: 443}]}
    ---
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: web, namespace: default}
    spec: {traffic: [{percent: 90}, {percent: 10}]}
    ```

    ```yaml
    cluster:
      storage: {{provider "storage.default"}}
      version: {{team_version}}
      chartVersion: v1.0
      control: {replicas: {{#if (eq size "large")}}5{{else}}3{{/if}} }
    ```

    ```yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: prometheus-config}
    data:
      prometheus.yml: |
        scrape_configs:
          - job_name: nodes
            scrape_interval: 30s
          - job_name: {{@team}}-pods
      board.json: '{"panels": [{"title": "CPU", "type": "graph"},]}'
    ```

    ```yaml
    kind: Broken
    a: [1
    ```

    ```json
    {"not": "asked"}
    ```

    """
}
