import ArgumentParser

struct GitSetup: Subcommand {
  static let configuration = CommandConfiguration(
    commandName: "git-setup",
    abstract: "Print the lines that make git compare manifests by their settings.",
    discussion: "Review them, then run them in a repository: strata git-setup | sh")

  @OptionGroup var global: GlobalOptions

  func run(_ context: Context) throws {
    try context.console.out(GitSetup.lines, terminator: "")
  }

  private static let lines = """
    # 'git difftool -t strata' compares two states of a file object by object, without regard to order and form.
    git config difftool.strata.cmd 'strata diff --semantic "$LOCAL" "$REMOTE"'
    git config difftool.prompt false
    # 'git diff' and 'git log -p' show the settings of YAML files instead of their lines, and a catalogue as its fleet.
    git config diff.strata.textconv 'strata settings --plain'
    git config diff.strata-catalogue.textconv 'strata status --db'
    cd "$(git rev-parse --show-toplevel)"
    for line in '*.yaml diff=strata' '*.yml diff=strata' 'strata.db diff=strata-catalogue'; do
      grep -qsxF "$line" .gitattributes || printf '%s\\n' "$line" >>.gitattributes
    done

    """
}
