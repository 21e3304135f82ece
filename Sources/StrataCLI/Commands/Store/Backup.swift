import ArgumentParser
import Catalogue
import Strategy

struct Backup: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the catalogue, as it is at one moment, into a file of its own.",
    discussion: """
      Others may go on writing meanwhile. The copy is proved before it has its name: its structure, its references and \
      every digest. 'strata restore' takes it back; it is a catalogue itself, so --db reads it too.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Flag(name: .long, help: "Replace a file that exists already.")
  var force = false

  @Argument(help: "The file to make.", completion: .file())
  var file: String

  func run(_ context: Context) throws {
    let copy = try context.composition.backUp(context.storePath(), file, force)
    try context.console.write(copy, in: file, as: output.format)
  }
}

struct Restore: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a backup in the catalogue's place, and keep what stood there.",
    discussion: """
      The backup is proved first, and stays as it is. Where there is a catalogue already, --force is needed; the old \
      one is kept beside it, as strata.db.replaced. Whoever was about to write to the old one is refused.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var output: FormatOptions

  @Flag(name: .long, help: "Replace the catalogue that is there, and keep it under another name.")
  var force = false

  @Argument(help: "A file that 'strata backup' made.", completion: .file())
  var file: String

  func run(_ context: Context) throws {
    let path = context.storePath()
    let copy = try context.composition.restore(file, path, force)
    try context.console.write(copy, in: path, as: output.format)
  }
}

extension Console {
  fileprivate func write(_ copy: StoreCopy, in file: String, as format: OutputFormat) throws {
    var fields: [(String, Field)] = [("file", .text(file)), ("bytes", .int(copy.byteCount))]
    if let head = copy.head {
      fields += [
        ("audit entries", .int(Int(head.id.rawValue))), ("recorded", .text(head.time.description)),
        ("head", .text(head.digest.hex)),
      ]
    }
    if let kept = copy.kept { fields.append(("kept", .text(kept))) }
    try write(Record(fields), as: format)
    note("every digest matches")
  }
}
