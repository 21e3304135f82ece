import ArgumentParser

struct TemplateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "template",
    abstract: "Templates and their immutable revisions.",
    subcommands: [
      TemplateImport.self, TemplateList.self, TemplateShow.self, TemplateCheck.self, TemplateMatrix.self,
      TemplateDiff.self,
    ])
}
