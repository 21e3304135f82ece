import ArgumentParser

struct WaiverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waiver",
    abstract: "Waivers: which findings are put up with, where, until when and why.",
    discussion: """
      A finding is named by its rule, which means all of the rule's, or by its id, as in removed-api:3f2a91c0. It is \
      waived at a scope and beneath: /, '*/production', payments, payments/production or one cluster.
      """,
    subcommands: [WaiverAdd.self, WaiverList.self, WaiverRemove.self])
}
