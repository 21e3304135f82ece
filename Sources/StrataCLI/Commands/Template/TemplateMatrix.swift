import ArgumentParser
import Catalogue
import Foundation
import Strategy

struct TemplateMatrix: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Render a template for the whole product of its allowed values.",
    discussion: """
      One value each, in declared order, the rightmost argument fastest; free text takes its default. --digest prints
      'v1|v2|…', the SHA-256 and the byte count of each output, with tabs between. --out DIR writes the outputs and
      index.tsv (key, tab, file name).
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "A template file, or NAME or NAME@VERSION in the catalogue.")
  var template: String

  @Flag(name: .long, help: "Print key, SHA-256 and byte count of each output (the default without --out).")
  var digest = false

  @Flag(name: .long, help: "Also take every allowed set of arguments with several values, joined by '+' in the key.")
  var sets = false

  @Option(name: .long, help: ArgumentHelp("Write the outputs and index.tsv into this folder.", valueName: "dir"))
  var out: String?

  func run(_ context: Context) throws {
    let run =
      switch TemplateSource(template) {
      case .reference(let reference): try context.catalogue().matrix(reference, takesSets: sets)
      case .file(let path):
        try TemplateFile.matrix(context.read(path), file: context.name(of: path), takesSets: sets, context.bundle)
      }
    if let out {
      let folder = try MatrixFolder(out)
      try run.forEach(folder.add)
      try folder.finish()
      context.console.note("\(run.count) documents in \(out)")
    }
    if digest || out == nil { try context.console.out(bytes: run.digestLines()) }
  }
}

/// The folder that `--out` fills.
private final class MatrixFolder {
  private let path: String
  private var index: [UInt8] = []
  private var count = 0

  init(_ path: String) throws {
    self.path = path
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw FileError(path: path, problem: "cannot be made a folder: is there a file of that name?")
    }
  }

  /// Files are named by number: a key may hold what a file system does not take.
  func add(_ key: String, _ output: UnsafeBufferPointer<UInt8>) throws {
    count += 1
    let number = String(count)
    let name = String(repeating: "0", count: max(0, 5 - number.count)) + number + ".md"
    try write(Data(output), to: name)
    index += "\(key)\t\(name)\n".utf8
  }

  func finish() throws { try write(Data(index), to: "index.tsv") }

  private func write(_ data: Data, to name: String) throws {
    let file = path + "/" + name
    do { try data.write(to: URL(fileURLWithPath: file)) } catch {
      throw FileError(path: file, problem: "cannot be written: \(error.localizedDescription)")
    }
  }
}
