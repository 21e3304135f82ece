import Manifests
import Strategy

extension CheckKey {
  /// By this program's rules, and by schemas where there are some.
  init(output: Digest, kubernetes: KubernetesVersion, schemas: SchemaSet? = nil) {
    let rules = String(Verifier.ruleSet)
    self.init(
      output: output, ruleSet: schemas.map { "\(rules) \($0.fingerprint)" } ?? rules, kubernetes: kubernetes.text)
  }
}
