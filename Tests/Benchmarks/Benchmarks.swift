import Catalogue
import Foundation
import Strategy

/// Prints figures for `make bench`, one `name<TAB>value` a line.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("render", 3): try render(arguments[1], seeds: arguments[2])
    case ("contexts", 3): try contexts(arguments[1], seeds: arguments[2])
    case ("generate", 4): try generate(arguments[1], arguments[2], isVaried: arguments[3] == "varied")
    case ("scale", 4): try scale(arguments[1], arguments[2], clusters: arguments[3])
    case ("plan", 4...5): try plan(arguments[1], arguments[2], rounds: arguments[3], checks: arguments.last == "check")
    case ("fleet", 3): try fleet(arguments[1], clusters: arguments[2])
    case ("pair", 4...): try pair(arguments)
    default:
      let usage = """
        expected: render TEMPLATE SEEDS | contexts TEMPLATE SEEDS | generate SEEDS FOLDER same|varied
                  | scale SEEDS FOLDER CLUSTERS | fleet SEEDS CLUSTERS
                  | plan CATALOGUE PROVIDER:KEY=VALUE ROUNDS [check] | pair ROUNDS COMMAND … -- COMMAND …

        """
      FileHandle.standardError.write(Data(usage.utf8))
      exit(64)
    }
  }

  private static func render(_ template: String, seeds: String) throws {
    let result = try RenderBenchmark(template: read(template), mappings: mappings(seeds), rounds: 15)
    print("render_us\t\(result.render)\nrender_reads_us\t\(result.renderWithReads)\ncopy_us\t\(result.streamedCopy)")
    print("outputs\t\(result.count)\nbytes\t\(result.bytes)\nsha256\t\(result.digest)")
  }

  /// The inputs of a template's product as JSON, for the reference.
  private static func contexts(_ template: String, seeds: String) throws {
    let template = try Template.parse(read(template), file: template)
    let mappings = try mappings(seeds)
    var inputs: [[String: [String: String]]] = []
    try Matrix(template).forEach { _, values in
      let context = Dictionary(values.map { ($0.name, $0.value.rendered) }, uniquingKeysWith: { _, last in last })
      let provider = mappings.first { $0.provider == context[template.frontMatter.providerArgument ?? ""] }
      let mapping = Dictionary(
        (provider?.entries ?? []).map { ($0.key, $0.value) }, uniquingKeysWith: { _, last in last })
      inputs.append(["context": context, "mapping": mapping])
    }
    FileHandle.standardOutput.write(try JSONEncoder().encode(inputs))
  }

  private static func generate(_ seeds: String, _ folder: String, isVaried: Bool) throws {
    let result = try GenerateBenchmark(
      bundle(seeds), strategies: 10_000, isVaried: isVaried, folder: URL(fileURLWithPath: folder), rounds: 5)
    print("strategies\t\(result.strategyCount)\ngenerate_s\t\(result.generateSeconds)\nplain_s\t\(result.plainSeconds)")
    print("stored_bytes\t\(result.storedBytes)\nrendered_bytes\t\(result.renderedBytes)")
  }

  private static func scale(_ seeds: String, _ folder: String, clusters: String) throws {
    guard let count = Int(clusters), count > 0 else { throw ProcessBenchmark.Failure(message: "usage") }
    let result = try FleetBenchmark(bundle(seeds), clusters: count, folder: URL(fileURLWithPath: folder))
    print("strategies\t\(result.strategyCount)\napply_s\t\(result.applySeconds)")
    print("generate_s\t\(result.generateSeconds)\nquery_ms\t\(result.queryMedian)\nquery_p99_ms\t\(result.query99)")
    print("found\t\(result.found)\nindexed\t\(result.indexedSettings)\nflat\t\(result.flatSettings)")
  }

  private static func plan(_ path: String, _ setting: String, rounds: String, checks: Bool) throws {
    guard let rounds = Int(rounds), rounds > 0 else { throw ProcessBenchmark.Failure(message: "usage") }
    let result = try PlanBenchmark(path, setting: setting, rounds: rounds, checks: checks)
    print("strategies\t\(result.strategyCount)\naffected\t\(result.affectedCount)\nplan_ms\t\(result.milliseconds)")
    print("idle_ms\t\(result.idleMilliseconds)\nexact\t\(result.isExact)")
  }

  /// A fleet file on standard output.
  private static func fleet(_ seeds: String, clusters: String) throws {
    guard let count = Int(clusters), count > 0 else { throw ProcessBenchmark.Failure(message: "usage") }
    let template = try Template.parse(bundle(seeds).templates[0].bytes(), file: "bundled")
    FileHandle.standardOutput.write(Data(try FleetGenerator(template, clusters: count).yaml()))
  }

  private static func pair(_ arguments: [String]) throws {
    let commands = arguments.dropFirst(2).split(separator: "--", maxSplits: 1).map(Array.init)
    guard commands.count == 2, let rounds = Int(arguments[1]) else { throw ProcessBenchmark.Failure(message: "usage") }
    let result = try ProcessBenchmark(commands[0], commands[1], rounds: rounds)
    print("first_ms\t\(result.first)\nsecond_ms\t\(result.second)\nratio\t\(result.ratio)")
  }

  // MARK: Files

  private static func read(_ path: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: path)))
  }

  private static func mappings(_ seeds: String) throws -> [ProviderMapping] {
    try bundle(seeds).providers.map {
      try ProviderMapping.parse(String(decoding: $0.bytes(), as: UTF8.self), file: $0.name).mapping
    }
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
