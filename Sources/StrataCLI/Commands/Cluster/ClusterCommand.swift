import ArgumentParser

struct ClusterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cluster",
    abstract: "Clusters: what is known of each, and which version it runs.",
    discussion: """
      A cluster runs the version it is pinned to, else the newest of its own strategy, else of its environment's. It
      has a strategy of its own as soon as its layer sets something.
      """,
    subcommands: [
      ClusterAdd.self, ClusterList.self, ClusterShow.self, ClusterSet.self, ClusterPin.self, ClusterUnpin.self,
      ClusterRename.self, ClusterRetire.self,
    ])
}
