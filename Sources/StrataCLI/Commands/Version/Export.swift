import ArgumentParser
import Catalogue
import Foundation

struct Export: Subcommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the fleet as the YAML file that 'strata apply' reads.",
    discussion: "Applying the file changes nothing. docs/fleet.md describes its keys.")

  @OptionGroup var global: GlobalOptions

  @Flag(name: .long, help: "The fleet: teams, environments, clusters, layers and providers.")
  var fleet = false

  @Argument(help: "The file to write (default: standard output).")
  var file: String?

  func validate() throws {
    if !fleet { throw ValidationError("expected --fleet") }
  }

  func run(_ context: Context) throws {
    let bytes = FleetWriter.document(try context.catalogue().fleetOutline())
    guard let file, file != "-" else { return try context.console.page(bytes: bytes) }
    let url = URL(fileURLWithPath: file)
    guard FileManager.default.fileExists(atPath: url.deletingLastPathComponent().path) else {
      throw FileError(path: file, problem: "its folder does not exist")
    }
    do {
      try Data(bytes).write(to: url, options: .atomic)
    } catch {
      throw FileError(path: file, problem: "cannot be written: \(error.localizedDescription)")
    }
    context.console.note("wrote \(file)")
  }
}
