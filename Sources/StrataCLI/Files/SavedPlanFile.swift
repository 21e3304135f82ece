import Catalogue
import Foundation
import Strategy

/// A plan as a file: JSON, readable by its owner only.
enum SavedPlanFile {
  private static let format = "strata plan 1"

  static func write(_ plan: SavedPlan, to path: String) throws {
    let entries = plan.entries.map { entry in
      Field.map(
        Record([
          ("scope", .text(entry.scope.description)), ("version", Field(entry.base?.number)),
          ("digest", Field(entry.base?.digest.hex)), ("output", .text(entry.output.hex)),
          (
            "rests_on",
            .list(entry.facts.map { .map(Record([("subject", .text($0.subject)), ("value", .text($0.value))])) })
          ),
        ]))
    }
    let bytes = JSONWriter.document(Record([("format", .text(format)), ("strategies", .list(entries))]))
    try OwnFile.replace(path, with: bytes)
  }

  static func read(_ path: String, _ context: Context) throws -> SavedPlan {
    let bytes = try context.read(path)
    func refusal(_ problem: String) -> FileError { FileError(path: context.name(of: path), problem: problem) }
    let document: Document
    do {
      document = try JSONDecoder().decode(Document.self, from: Data(bytes))
    } catch {
      throw refusal("is no plan: expected what 'strata plan --out' writes")
    }
    guard document.format == format else {
      throw refusal("is of the form \(quoted(document.format)): expected '\(format)'")
    }
    return SavedPlan(
      entries: try document.strategies.map { saved in
        guard let output = Digest(hex: saved.output) else {
          throw refusal("\(quoted(saved.output)) is no digest: expected 64 digits")
        }
        var base: SavedPlan.Base?
        if let number = saved.version {
          guard let digest = saved.digest.flatMap(Digest.init(hex:)) else {
            throw refusal("\(quoted(saved.digest ?? "")) is no digest: expected 64 digits")
          }
          base = SavedPlan.Base(number: number, digest: digest)
        }
        return SavedPlan.Entry(
          scope: try Scope(parsing: saved.scope), base: base,
          facts: saved.rests_on.map { SavedPlan.Fact(subject: $0.subject, value: $0.value) }, output: output)
      })
  }

  private struct Document: Decodable {
    let format: String
    let strategies: [Strategy]

    struct Strategy: Decodable {
      let scope: String
      let version: Int?
      let digest: String?
      let output: String
      // swift-format-ignore: AlwaysUseLowerCamelCase
      let rests_on: [Fact]
    }

    struct Fact: Decodable {
      let subject: String
      let value: String
    }
  }
}
