import Foundation

/// Prints figures for `make bench`, one `name<TAB>value` a line.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, arguments[1] == "render" else { return }
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: arguments[2])))
    let result = try RenderBenchmark(template: bytes, rounds: 15)
    print("render_us\t\(result.render)\nrender_reads_us\t\(result.renderWithReads)\ncopy_us\t\(result.streamedCopy)")
  }
}
