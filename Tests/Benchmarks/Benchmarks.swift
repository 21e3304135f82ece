import Catalogue
import Foundation

/// Prints figures for `make bench`, one `name<TAB>value` a line.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = CommandLine.arguments
    switch arguments.dropFirst().first {
    case "render" where arguments.count == 3: try render(arguments[2])
    case "generate" where arguments.count == 5: try generate(arguments[2], arguments[3], isVaried: arguments[4] == "varied")
    default:
      FileHandle.standardError.write(
        Data("expected: render TEMPLATE, or generate SEEDS FOLDER same|varied\n".utf8))
      exit(64)
    }
  }

  private static func render(_ template: String) throws {
    let result = try RenderBenchmark(template: Array(Data(contentsOf: URL(fileURLWithPath: template))), rounds: 15)
    print("render_us\t\(result.render)\nrender_reads_us\t\(result.renderWithReads)\ncopy_us\t\(result.streamedCopy)")
  }

  private static func generate(_ seeds: String, _ folder: String, isVaried: Bool) throws {
    let result = try GenerateBenchmark(
      bundle(seeds), strategies: 10_000, isVaried: isVaried, folder: URL(fileURLWithPath: folder), rounds: 5)
    print("strategies\t\(result.strategyCount)\ngenerate_s\t\(result.generateSeconds)\nplain_s\t\(result.plainSeconds)")
    print("stored_bytes\t\(result.storedBytes)\nrendered_bytes\t\(result.renderedBytes)")
  }

  /// The seeds as files of the checkout.
  private static func bundle(_ seeds: String) throws -> Bundled {
    func files(_ folder: String, _ ending: String) throws -> [Bundled.File] {
      let root = URL(fileURLWithPath: seeds).appending(path: folder)
      return try FileManager.default.contentsOfDirectory(atPath: root.path).sorted().map { name in
        let bytes = try Array(Data(contentsOf: root.appending(path: name)))
        return Bundled.File(name: String(name.dropLast(ending.count))) { bytes }
      }
    }
    return Bundled(templates: try files("templates", ".md"), providers: try files("providers", ".yaml"))
  }
}
