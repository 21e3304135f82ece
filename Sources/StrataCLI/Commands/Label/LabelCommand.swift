import ArgumentParser

struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label",
    abstract: "Labels: names for versions of a strategy, which can be moved.",
    discussion: """
      A label such as 'stable' can stand in an address instead of a number: payments/production@stable. It belongs to \
      one strategy, and every move of it is kept. 'latest', 'next' and numbers cannot be labels.
      """,
    subcommands: [LabelSet.self, LabelRemove.self, LabelList.self, LabelHistory.self])
}
