import Manifests
import Testing

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
  ]

  @Test(arguments: 0..<4)
  func `no text can do harm, and every path it gives reads back`(seed: UInt64) {
    var random = SplitMix(state: seed)
    for _ in 0..<500 {
      var bytes = Array(MutationTests.seeds[Int(random.next() % 2)].utf8)
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
