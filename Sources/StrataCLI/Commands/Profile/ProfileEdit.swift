import ArgumentParser
import Catalogue
import Strategy

struct ProfileEdit: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Open a layer in $VISUAL or $EDITOR, as YAML.",
    discussion: """
      What is refused is opened again with the problems as remarks; leaving it as it is then gives up. An unchanged file,
      or one of remarks only, changes nothing.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var recording: RecordOptions

  @Argument(help: "The scope.", completion: .scopes)
  var scope: String

  func run(_ context: Context) throws {
    let scope = try Scope(parsing: scope)
    guard let editor = Editor(environment: Terminal.environment) else { throw EditError.noEditor(scope) }
    let catalogue = try context.catalogue(recording: recording)
    let sheet = try catalogue.layerSheet(scope)
    let file = try DraftFile(LayerSheetWriter.text(sheet))
    var isKept = false
    defer { if !isKept { file.remove() } }
    do {
      try edit(file, sheet, editor, catalogue, context)
    } catch {
      if case EditError.editorFailed = error { throw error }
      isKept = true
      context.console.report(error)
      context.console.err("what you wrote is in \(file.path)")
      throw ExitCode.failure
    }
  }

  /// Opens the file until it can be saved, or is left as it was.
  private func edit(
    _ file: DraftFile, _ sheet: Catalogue.LayerSheet, _ editor: Editor, _ catalogue: Catalogue, _ context: Context
  ) throws {
    var last = LayerSheetWriter.text(sheet)
    var issues: [FleetFile.Issue] = []
    while true {
      guard editor.open(file.path) else { throw EditError.editorFailed(editor.command) }
      let text = LayerSheetWriter.plain(try context.readText(file.path))
      if text == last, !issues.isEmpty { throw EditError.leftRefused(file.path, issues) }
      if text == last || LayerSheetWriter.isSilent(text) {
        return try context.console.out("\(sheet.scope): nothing changed")
      }
      issues = recording.secrets.force ? [] : FleetFile.Issue.secrets(in: text)
      if issues.isEmpty {
        let layer = FleetFile.readLayer(of: sheet.scope, text, name: file.path)
        switch try catalogue.saveLayer(layer, from: sheet, message: recording.message) {
        case .saved(let change): return try context.console.write(change)
        case .refused(let found): issues = found
        }
      }
      last = text
      try file.write(LayerSheetWriter.annotated(text, issues))
    }
  }
}

/// Why an edit came to nothing.
enum EditError: Explained {
  case noEditor(Scope)
  case editorFailed(String)
  /// It was opened again with its problems, and left like that.
  case leftRefused(String, [FleetFile.Issue])

  var message: String {
    switch self {
    case .noEditor: "no editor: expected its name in $VISUAL or $EDITOR"
    case .editorFailed(let command): "editor \(quoted(command)) failed: nothing was changed"
    case .leftRefused(let path, let issues):
      issues.map { "\($0.subject(in: path)): \($0.text)" }.joined(separator: "\n")
    }
  }

  var hint: String? {
    if case .noEditor(let scope) = self { "EDITOR=nano strata profile edit \(scope.typed)" } else { nil }
  }
}
