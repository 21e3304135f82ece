import Catalogue
import Foundation
import SQLiteStore
import Strategy
import TestSupport
import Testing

/// Every combination of the bundled template's values as a strategy.
@Suite struct `The same input again` {
  @Test func `generating the whole space twice makes versions once`() async throws {
    let place = try Workplace()
    try await place.strata("init")
    let store = try SQLiteStore.open(at: place.path("strata.db"), mode: .readWrite)
    let catalogue = Catalogue(store: store, author: "tester", now: { Timestamp(milliseconds: 0) })
    let reference = TemplateReference(name: "container_orchestration", version: nil)
    let matrix = try Matrix(try catalogue.template(reference).template)
    let wanted = FaultRun.rounds(16, long: .max)
    let stride = max(1, matrix.count / min(wanted, matrix.count))
    let count = (matrix.count + stride - 1) / stride
    let fleet = try FleetFile.read(Self.fleet(matrix, stride), name: "fleet.yaml")
    _ = try catalogue.apply(fleet)

    let request = Catalogue.GenerateRequest(scopes: [.root], message: "", allowsFindings: true)
    let first = try catalogue.generate(request)
    #expect(first.made.count == count)
    let head = try catalogue.log(first.made[0].scope).auditHead?.digest
    let again = try catalogue.generate(request)
    #expect(again.made.isEmpty && again.confirmed.isEmpty)
    #expect(again.currentCount == count)
    #expect(try catalogue.apply(fleet).rows.isEmpty)
    #expect(try catalogue.log(first.made[0].scope).auditHead?.digest == head)
    FaultRun.report("same input: \(count) of \(matrix.count) combinations generated twice: \(again.made.count) new")
  }

  /// A team per combination: the same values under the same key.
  private static func fleet(_ matrix: Matrix, _ stride: Int) -> String {
    var (text, number) = ("teams:\n", 0)
    matrix.forEach { _, parameters in
      defer { number += 1 }
      guard number % stride == 0 else { return }
      let values = parameters.map { "\($0.name): \(value($0.value))" }.joined(separator: ", ")
      text += "  t\(number): {environments: {all: {parameters: {\(values)}}}}\n"
    }
    return text
  }

  private static func value(_ value: ParameterValue) -> String {
    "[" + value.values.map { "\"\($0)\"" }.joined(separator: ", ") + "]"
  }
}
