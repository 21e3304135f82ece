import Testing

@testable import Manifests

/// Texts that were sound until bytes of them were changed, dropped, doubled and swapped.
struct MutationTests {
  private static let seeds = [
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {"app.kubernetes.io/name": web}}
    spec:
      template:
        spec:
          containers:
            - name: web
              image: "web:1.2"
              resources: &r {limits: {cpu: 500m, memory: 2Gi}}
            - <<: {name: side}
              resources: *r
          volumes: [{name: tmp, emptyDir: {}}]
    """,
    """
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: c
    data:
      d.json: |
        {"a": [1, 2.5, null, {"name": "\\ud83d\\ude00"}], "b": "\\u00e4"}
      p.yml: |
        jobs:
          - name: x
            rate: 5m
      t: >-
        folded
        text
    """,
    """
    apiVersion: v1
    kind: List
    items:
      - apiVersion: batch/v1beta1
        kind: CronJob
        metadata: &m {name: Nightly, labels: {a: yes, b: 010}}
        spec:
          jobTemplate:
            spec:
              template:
                metadata: *m
                spec:
                  hostNetwork: true
                  containers: [{<<: {name: a}, image: web, securityContext: {privileged: true}}]
    ---
    legendFormat: ""
    x: {{#if y}}
    """,
  ]

  @Test(arguments: 0..<4)
  func `no text can do harm, and every path it gives reads back`(seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<500 {
      var bytes = Array(MutationTests.seeds[Int(random.next() % 3)].utf8)
      for _ in 0...random.next() % 6 { mutate(&bytes, &random) }
      for document in ManifestSplitter.split(bytes) {
        let content = ManifestContent(reading: document.text)
        for setting in content.settings {
          #expect(SettingPath(setting.path.steps) == setting.path)
          #expect(setting.line >= 1 && setting.line <= document.text.count { $0 == 0x0A } + 1)
        }
        #expect(!content.settings.isEmpty || !content.problems.isEmpty)
      }
    }
  }

  @Test(arguments: 4..<8)
  func `no text can do harm to verification, and what it finds has a line`(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    let version = try #require(VersionNumber("1.31"))
    for _ in 0..<300 {
      var bytes = Array(MutationTests.seeds[Int(random.next() % 3)].utf8)
      for _ in 0...random.next() % 6 { mutate(&bytes, &random) }
      for language in ["yaml", "json", nil] {
        let facts = BlockFacts(language: language, content: bytes)
        var findings = facts.findings
        for document in facts.documents {
          findings += document.facts.findings.map { $0.moved(by: document.offset) }
          findings += document.facts.objects.compactMap { APILifecycle.finding(for: $0, on: version) }
        }
        for finding in findings {
          #expect(finding.line >= 1 && finding.line <= facts.lineCount + 1, "\(finding)")
        }
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard !bytes.isEmpty else { return }
    let place = Int(random.next() % UInt64(bytes.count))
    let other = Int(random.next() % UInt64(bytes.count))
    let marks = Array("{}[]:,-?&*!|>'\"%@`#\n \t\\<~".utf8)
    switch random.next() % 5 {
    case 0: bytes[place] = marks[Int(random.next() % UInt64(marks.count))]
    case 1: bytes.insert(marks[Int(random.next() % UInt64(marks.count))], at: place)
    case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 8)))
    case 3: bytes.insert(contentsOf: bytes[min(place, other)..<max(place, other)], at: place)
    default: bytes.swapAt(place, other)
    }
  }

  private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }
}
