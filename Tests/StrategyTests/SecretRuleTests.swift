import Handlebars
import Strategy
import Testing

struct SecretRuleTests {
  // MARK: Credentials

  private static let letters = "Zk3x9QpL7mT2vB8nR4wY6cH1dF5gJ0sA"
  private static let digits = "0123456789abcdef0123456789abcdef"

  @Test(arguments: [
    ("AKIAIOSFODNN7EXAMPLE", "an AWS access key"), ("key=ASIAIOSFODNN7EXAMPLE;", "an AWS access key"),
    ("ghp_\(letters)0000", "a GitHub token"), ("gho_\(letters)0000", "a GitHub token"),
    ("ghu_\(letters)0000", "a GitHub token"), ("ghs_\(letters)0000", "a GitHub token"),
    ("ghr_\(letters)0000", "a GitHub token"), ("github_pat_11AA_\(letters)", "a GitHub token"),
    ("glpat-\(letters.prefix(20))", "a GitLab token"), ("xoxb-123456789012-\(letters)", "a Slack token"),
    ("xoxp-123456789012-\(letters)", "a Slack token"), ("AIza\(letters)_-x", "a Google API key"),
    ("GOCSPX-\(letters)", "a Google OAuth secret"), ("sk_live_\(letters)", "a Stripe key"),
    ("rk_live_\(letters)", "a Stripe key"), ("npm_\(letters)abcd", "an npm token"),
    ("pypi-AgEIcHlwaS5vcmc\(letters)", "a PyPI token"), ("dop_v1_\(digits)\(digits)", "a DigitalOcean token"),
    ("hvs.CAESI\(letters)", "a HashiCorp Vault token"), ("sk-\(letters)\(letters)", "an OpenAI key"),
    ("sk-proj-\(letters)", "an OpenAI key"), ("sk-ant-api03-\(letters)", "an Anthropic key"),
    ("SG.\(letters.prefix(22)).\(letters)", "a SendGrid key"), ("SK\(digits)", "a Twilio key"),
    (
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=\(letters)\(letters)==;EndpointSuffix=x",
      "an Azure storage key"
    ),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.\(letters)", "a JSON Web Token"),
    ("AGE-SECRET-KEY-1QYQSZQGPQYQSZQGPQYQSZQGPQYQSZQ", "an age secret key"),
    ("postgres://app:hunter2@db:5432/app", "a URL with a password"),
    ("redis://:hunter2@cache", "a URL with a password"), ("https://ci:p%40ss@git.example.com", "a URL with a password"),
    ("-----BEGIN RSA PRIVATE KEY-----", "a private key (PEM)"),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----", "a private key (PEM)"),
    ("-----BEGIN CERTIFICATE-----", "a PEM block"), ("123456789:AA\(letters)x", "a Telegram token"),
    ("dckr_pat_\(letters)", "a Docker Hub token"), ("hf_\(letters)", "a Hugging Face token"),
    ("hooks.slack.com/services/T00000000/B00000000/\(letters)", "a Slack webhook"),
    ("shpat_\(digits)", "a Shopify token"), ("glsa_\(letters)", "a Grafana token"),
  ])
  func `credentials are known by what they begin with, wherever they stand`(text: String, kind: String) throws {
    for text in [text, "the token: \(text)", "\"\(text)\"", "é=\(text)"] {
      let finding = try #require(SecretRule.find(in: text), "\(text)")
      #expect(finding.kind == kind)
      let shown = SecretRule.redacted(text)
      #expect(shown.contains("[\(kind)]"))
      #expect(!shown.contains(String(decoding: Array(text.utf8)[finding.range], as: UTF8.self)))
      #expect(SecretRule.find(in: shown) == nil, "\(shown)")
    }
  }

  // MARK: What only looks a little like one

  @Test(arguments: [
    "", "sha256:\(digits)\(digits)", digits, "\(digits)01234567", "registry.example.com/app@sha256:\(digits)\(digits)",
    "sk-learn", "sk-learn-pipeline-for-production", "disk-0123456789abcdefghijkl", "risk-assessment-2024-production-1",
    "AKIA", "AKIAIOSFODNN7EXAMPLE2", "AKIAIOSFODNN7", "ASIAPACIFICPRODUCTION", "ASIAPACIFICCLUSTERS1X",
    "ghp_", "ghp_short", "glpat-", "xoxb-", "xoxo-hugs-and-kisses", "AIza", "npm_config_registry", "npm_install",
    "pypi-mirror-for-the-production-cluster", "dop_v1_", "hvs.", "hvs.example", "SG.", "SG.eu-west-1", "SK",
    "SKU0123456789abcdef0123456789abcdef", "eyJhbGciOiJIUzI1NiJ9", "eyJ.a.b", "https://example.com:8443/path@2",
    "https://user@example.com", "postgresql://USER:PASSWORD@database:5432/app", "https://$USER:$TOKEN@git",
    "https://{{user}}:{{password}}@git", "https://<user>:<password>@git", "redis://cache:6379", "git@github.com:a/b",
    "----- BEGIN -----", "-----BEGIN", "--- BEGIN", "m6i.large", "payments/production/eu-1", "secret_name",
    "secret/data/payments#password", "projects/p/secrets/s/versions/latest", "arn:aws:iam::123456789012:role/app",
    "12:30:AA", "key-value", "hf_transfer", "r8_gpu", "the quick brown fox", "v1.31.0+k3s1", "2024-01-31T00:00:00Z",
    "AccountKey=ref:storage", "dapi-example", "pul-request", "secret_access_key_reference_of_the_payments_team",
  ])
  func `digests, references and names are no credentials`(text: String) {
    #expect(SecretRule.find(in: text)?.kind == nil)
    #expect(SecretRule.redacted(text) == text)
  }

  @Test func `a message shows neither a credential nor the beginning of one that it cuts off`() {
    let blanks = String(repeating: "x ", count: 35)
    let shown = quoted("\(blanks)ghp_\(Self.letters)0000 and more")
    #expect(shown == "'\(blanks)[a GitHub …'")
    #expect(
      quoted("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\nx") == "'[a private key (PEM)]\\u{a}x'")
  }

  // MARK: Files

  @Test(arguments: [
    ("a: 1\nb: ghp_\(letters)0000\n", "2:4"), ("# é ghp_\(letters)0000\n", "1:5"),
    ("a:\n  - \"\\x67hp_\(letters)0000\"\n", "2:5"), ("{\"a\": \"\\u0067hp_\(letters)0000\"}", "1:7"),
    ("a: \"gh\\\n  p_\(letters)0000\"\n", "1:4"),
    ("---\nname: a\ndefault: \"\\x67hp_\(letters)0000\"\n---\nbody\n", "3:10"),
    ("---\nname: a\n---\nbody\nghp_\(letters)0000\n", "5:1"),
  ])
  func `a file's credentials are found with their place, escaped or not`(text: String, place: String) {
    let found = SecretRule.findings(inFile: Array(text.utf8))
    #expect(found.map { "\($0.place.line):\($0.place.column)" } == [place])
    #expect(found.map(\.kind) == ["a GitHub token"])
  }

  @Test(
    .timeLimit(.minutes(1)),
    arguments: ["eyJ-", "xoxb-", "sk-", "://", "a://b:", "-----BEGI", "SG.", "AIza_", "12345678:AA-", "pypi-"])
  func `a text of nothing but prefixes is looked through in one go`(prefix: String) {
    let text = String(repeating: prefix, count: (1 << 16) / prefix.utf8.count)
    #expect(SecretRule.findings(in: Array(text.utf8)).isEmpty)
  }
}
