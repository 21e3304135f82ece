extension SecretForm {
  /// The prefixes that issuers publish so that leaked credentials can be found. Lengths are well below the real ones,
  /// and above those of names that happen to begin alike.
  static let all: [SecretForm] = clouds + forges + services + models

  private static func forms(
    _ kind: String, _ prefixes: String, _ letters: Letters, _ least: Int, _ look: Look = .any
  ) -> [SecretForm] {
    prefixes.split(separator: " ").map { SecretForm(kind, String($0), letters, least...Int.max, look) }
  }

  private static let clouds =
    ["AKIA", "ABIA", "ACCA"].map { SecretForm("an AWS access key", $0, .upper, 16...16) }
    + [SecretForm("an AWS access key", "ASIA", .upper, 16...16, .digit)]
    + forms("a Google API key", "AIza", .token, 30, .mixed)
    + forms("a Google OAuth secret", "GOCSPX- ya29.", .token, 20)
    + forms("an Azure storage key", "AccountKey= SharedAccessKey=", .base64, 32)
    + forms("a DigitalOcean token", "dop_v1_ doo_v1_ dor_v1_", .hex, 32)
    + forms("an Alibaba Cloud access key", "LTAI", .alphanumeric, 16, .mixed)
    + forms("a Heroku token", "HRKU-", .token, 20)
    + forms("a Databricks token", "dapi", .hex, 32)
    + forms("a HashiCorp Vault token", "hvs. hvb. hvr.", .token, 20)
    + forms("a Doppler token", "dp.pt. dp.st. dp.ct. dp.sa.", .dotted, 20)
    + forms("a Pulumi token", "pul-", .hex, 40)
    + forms("an age secret key", "AGE-SECRET-KEY-1", .upper, 20)
    + forms("a 1Password token", "ops_eyJ", .base64, 20)

  private static let forges =
    forms("a GitHub token", "ghp_ gho_ ghu_ ghs_ ghr_", .alphanumeric, 8)
    + forms("a GitHub token", "github_pat_", .token, 8)
    + forms("a GitLab token", "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glagent- glimt- gloas-", .dotted, 8)
    + forms("an npm token", "npm_", .alphanumeric, 30)
    + forms("a PyPI token", "pypi-", .token, 16, .mixed)
    + forms("a RubyGems token", "rubygems_", .hex, 40)
    + forms("a Docker Hub token", "dckr_pat_ dckr_oat_", .token, 8)
    + forms("an Atlassian token", "ATATT3 ATCTT3 ATBB", .base64, 20, .digit)
    + forms("a Buildkite token", "bkua_", .alphanumeric, 30)
    + forms("a CircleCI token", "CCIPAT_", .token, 20)

  private static let services =
    forms("a Slack token", "xoxa- xoxb- xoxc- xoxd- xoxe- xoxe. xoxo- xoxp- xoxr- xoxs- xapp-", .token, 8, .digit)
    + forms("a Slack webhook", "hooks.slack.com/services/T", .base64, 20)
    + forms("a Stripe key", "sk_live_ rk_live_ sk_test_ rk_test_ whsec_", .alphanumeric, 8)
    + [SecretForm("a Twilio key", "SK", .hex, 32...32)]
    + forms("a Shopify token", "shpat_ shpss_ shpca_ shppa_", .hex, 30)
    + forms("a Square token", "sq0atp- sq0csp-", .token, 20)
    + forms("a Grafana token", "glsa_ glc_eyJ", .base64, 20)
    + forms("a New Relic key", "NRAK-", .upper, 20)
    + forms("a Linear key", "lin_api_", .alphanumeric, 30)
    + forms("a Notion token", "ntn_ secret_", .alphanumeric, 40, .mixed)
    + forms("a Postman key", "PMAK-", .token, 30)
    + forms("a PlanetScale token", "pscale_tkn_ pscale_pw_ pscale_oauth_", .token, 30)
    + forms("a Sentry token", "sntrys_ sntryu_", .base64, 30)
    + forms("a SonarQube token", "sqp_ squ_ sqa_", .hex, 40)
    + forms("an Artifactory token", "AKCp", .alphanumeric, 40)
    + forms("a Tailscale key", "tskey-", .token, 20)
    + forms("a Dynatrace token", "dt0c01. dt0s01. dt0s16.", .dotted, 40)
    + forms("a Figma token", "figd_ figo_ figu_", .token, 30)
    + forms("a Supabase token", "sbp_", .hex, 32) + forms("a Supabase key", "sb_secret_", .token, 20)
    + forms("a Sendinblue key", "xkeysib-", .token, 40)

  private static let models =
    forms("an Anthropic key", "sk-ant-", .token, 8)
    + forms("an OpenAI key", "sk-proj- sk-svcacct- sk-admin- sk-None-", .token, 20, .digit)
    + forms("an OpenRouter key", "sk-or-v1-", .hex, 32)
    + forms("an OpenAI key", "sk-", .alphanumeric, 20, .digit)
    + forms("a Hugging Face token", "hf_", .alphanumeric, 30)
    + forms("a Replicate token", "r8_", .alphanumeric, 30)
    + forms("a Groq key", "gsk_", .alphanumeric, 30)
    + forms("an xAI key", "xai-", .alphanumeric, 40)
}
