import ArgumentParser

struct TemplateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Templates and their immutable revisions.",
    subcommands: [
      TemplateImport.self, TemplateList.self, TemplateShow.self, TemplateCheck.self, TemplateMatrix.self,
      TemplateDiff.self,
    ])
}
