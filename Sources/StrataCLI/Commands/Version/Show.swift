import ArgumentParser
import Catalogue
import Strategy

struct Show: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print a version: the document, or a part of it.",
    discussion: "Addresses: payments/production (the latest), payments/production@4, payments/production@stable.")

  @OptionGroup var global: GlobalOptions

  @Argument(help: "SCOPE or SCOPE@VERSION.", completion: .addresses)
  var address: String

  @Option(name: .long, help: ArgumentHelp("One block, counted from 1.", valueName: "n"))
  var block: Int?

  @Option(name: .long, help: ArgumentHelp("The section whose heading contains this text.", valueName: "text"))
  var heading: String?

  @Option(name: .long, help: ArgumentHelp("The manifest of this kind and name.", valueName: "Kind/name"))
  var manifest: String?

  @Flag(name: .long, help: "What made the version instead of what it is: inputs, digests, author.")
  var inputs = false

  @OptionGroup var output: FormatOptions

  func validate() throws {
    let parts = [block != nil, heading != nil, manifest != nil, inputs].filter { $0 }.count
    if output.format != .table, !inputs { throw ValidationError("-o goes with --inputs: a document has its own form") }
    if parts > 1 { throw ValidationError("expected one of --block, --heading, --manifest and --inputs") }
  }

  func run(_ context: Context) throws {
    let document = try context.catalogue().show(VersionAddress(parsing: address))
    if inputs { return try showInputs(document.version, context.console) }
    let bytes: [UInt8]
    if let block {
      bytes = try document.block(block).content
    } else if let heading {
      bytes = try document.section(heading)
    } else if let manifest {
      bytes = try document.manifest(manifest)
    } else {
      bytes = document.bytes
    }
    try context.console.page(bytes: bytes)
  }

  private func showInputs(_ version: Version, _ console: Console) throws {
    let isTable = output.format == .table
    let source: Field? = isTable ? version.source.map { .text("rollback of \($0)") } : Field(version.source)
    let head = Record(
      [("version", .text("\(version.scope.scope)@\(version.number)"))] + (source.map { [("source", $0)] } ?? []) + [
        ("template", .text(version.inputs.template.description)),
        ("provider", Field(version.inputs.provider.map { "\($0) revision \(version.inputs.providerNumber ?? 0)" })),
      ] + version.audit.fields + [
        ("reads", Field(version.inputs.reads.names)), ("output", .text(version.output.digest.hex)),
        ("digest", .text(version.digest.hex)),
      ])
    let rows = version.inputs.parameters.entries.map { entry in
      let scope = entry.layer.scope(seenFrom: version.scope.scope)?.description ?? entry.layer.rawValue
      return Record([("key", .text(entry.key)), ("value", Field(entry.value)), ("layer", .text(scope))])
    }
    if isTable {
      try console.write(head, as: .table)
      try console.out("")
    }
    try console.write(
      Rows([.text("key"), .text("value"), .text("layer")], rows), as: output.format, under: "parameters",
      with: isTable ? [:] : head)
  }
}
