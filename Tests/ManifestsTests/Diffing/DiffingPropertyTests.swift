import Manifests
import TestSupport
import Testing

/// Objects such as clusters have, changed at random.
struct DiffingPropertyTests {
  @Test(arguments: SampleObject.allCases, 0..<8 as Range<UInt64>)
  func `the same said otherwise is no change`(sample: SampleObject, seed: UInt64) throws {
    let text = sample.text
    var random = SplitMix64(seed: seed)
    let document = try Document(text)
    #expect(Difference(text, document.text).lines == [])
    #expect(Difference(text, document.respelt(&random).text).lines == [])
    #expect(Difference(document.respelt(&random).text, document.respelt(&random).text).lines == [])
  }

  @Test(arguments: SampleObject.allCases, 0..<20 as Range<UInt64>)
  func `every other value is found, and named at its path`(sample: SampleObject, seed: UInt64) throws {
    let text = sample.text
    var random = SplitMix64(seed: seed)
    let document = try Document(text)
    let place = try #require(document.leaves.dropFirst(2).randomElement(using: &random))
    let new = try #require(document.changing(place[...]) { _ in .scalar("other") })
    let number = try #require(document.leaves.firstIndex(of: place))
    let lines = Difference(text, new.respelt(&random).text)
    let paths = lines.diff.objects.flatMap(\.changes).filter { $0.new?.text == "other" }.map(\.path)
    let isKey = ["name", "key", "host", "ip", "mountPath", "topologyKey", "namespace"].contains { key in
      place.last == .key(key)
    }
    #expect(isKey || lines.lines.count == 1, "\(SettingPath(place).text): \(lines.lines)")
    let plain = Difference(text, new.text).diff.objects.flatMap(\.changes).filter { $0.new?.text == "other" }.map(
      \.path)
    #expect(plain == [SettingPath(new.leaves[number]).text] && paths.count == 1)
  }

  @Test(arguments: SampleObject.allCases, 0..<20 as Range<UInt64>)
  func `whatever comes or goes is found`(sample: SampleObject, seed: UInt64) throws {
    let text = sample.text
    var random = SplitMix64(seed: seed)
    let document = try Document(text)
    let leaf = try #require(document.leaves.dropFirst(4).randomElement(using: &random))
    let place = Array(leaf.prefix(Int.random(in: 1...leaf.count, using: &random)))
    let gone = document.leaves.filter { $0.starts(with: place) }.map { SettingPath($0).text }
    let new = try #require(document.changing(place[...]) { _ in nil })
    let isIdentity = place == [.key("kind")] || place == [.key("apiVersion")] || place.first == .key("metadata")
    guard !isIdentity else { return }
    let down = Difference(text, new.text).diff.objects.flatMap(\.changes)
    let up = Difference(new.text, text).diff.objects.flatMap(\.changes)
    #expect(
      Set(down.filter { $0.kind == .removed }.map(\.path)).isSuperset(of: gone), "\(gone) \(down.map(Difference.line))")
    #expect(Set(up.filter { $0.kind == .added }.map(\.path)).isSuperset(of: gone), "\(gone) \(up.map(Difference.line))")
    #expect(down.count == gone.count && up.count == gone.count, "\(gone) \(down.map(Difference.line))")
  }

  @Test(arguments: SampleObject.allCases, 0..<20 as Range<UInt64>)
  func `both ways tell the same`(sample: SampleObject, seed: UInt64) throws {
    let text = sample.text
    var random = SplitMix64(seed: seed)
    var document = try Document(text)
    for round in 0..<6 {
      guard let leaf = document.leaves.dropFirst(4).randomElement(using: &random) else { break }
      let place = leaf.prefix(Int.random(in: 1...leaf.count, using: &random))
      document = try #require(document.changing(place) { round % 2 == 0 ? nil : .list([.scalar("1"), $0]) })
    }
    let other = document.respelt(&random).text
    #expect(DiffingPropertyTests.facts(text, other) == DiffingPropertyTests.facts(other, text, isMirrored: true))
    #expect(Difference(other, other).lines == [])
  }

  @Test(arguments: SampleObject.allCases, 0..<20 as Range<UInt64>)
  func `what went and what came make the new of the old`(sample: SampleObject, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    var document = try Document(sample.text)
    for round in 0..<8 {
      guard let leaf = document.leaves.dropFirst(4).randomElement(using: &random) else { break }
      let place = leaf.prefix(Int.random(in: 1...leaf.count, using: &random))
      document = try #require(
        document.changing(place) {
          [nil, .scalar("\(round)"), .list([.scalar("1"), $0]), .map([("k", $0)])][round % 4]
        })
    }
    let (old, new) = (sample.text, document.text)
    var leaves = DiffingPropertyTests.leaves(old)
    for change in Difference(old, new).diff.objects.flatMap(\.changes) where change.kind != .reordered {
      if let value = change.old { leaves[value.text, default: 0] -= 1 }
      if let value = change.new { leaves[value.text, default: 0] += 1 }
    }
    // A map or list that fills or empties has no change of its own.
    for (text, count) in DiffingPropertyTests.leaves(new) { leaves[text, default: 0] -= count }
    #expect(leaves.filter { $0.value != 0 && $0.key != "{}" && $0.key != "[]" } == [:])
  }

  /// How often each value stands in some documents.
  private static func leaves(_ text: String) -> [String: Int] {
    Difference.documents(text).flatMap(\.settings).reduce(into: [:]) { $0[$1.value.text, default: 0] += 1 }
  }

  /// What is told, without the paths: those are always of the new side.
  private static func facts(_ old: String, _ new: String, isMirrored: Bool = false) -> [String] {
    Difference(old, new).diff.objects.flatMap { object in
      object.changes.map { change in
        let sides = [
          "\(change.oldLine ?? 0) \(change.old?.text ?? "-")", "\(change.newLine ?? 0) \(change.new?.text ?? "-")",
        ]
        return (isMirrored ? sides.reversed() : sides).joined(separator: " > ")
      }
    }.sorted()
  }
}
