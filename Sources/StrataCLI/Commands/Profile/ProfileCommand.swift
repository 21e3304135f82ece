import ArgumentParser

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Team profiles: parameters set in layers, from everyone down to one cluster.",
    discussion: "Scopes: /, */ENVIRONMENT, TEAM, TEAM/ENVIRONMENT, TEAM/ENVIRONMENT/CLUSTER; the later layer wins.",
    subcommands: [
      ProfileSet.self, ProfileUnset.self, ProfileEdit.self, ProfileShow.self, ProfileList.self, ProfileHistory.self,
    ])
}
