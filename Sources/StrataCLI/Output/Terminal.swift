#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// What the standard streams are connected to: facts only, so that all decisions can be tested without a terminal.
package struct Terminal: Sendable, Equatable {
  /// A screen's size in characters.
  package struct Size: Sendable, Equatable {
    package let columns: Int
    package let lines: Int

    package init(columns: Int, lines: Int) {
      self.columns = columns
      self.lines = lines
    }
  }

  /// The screen behind standard output; nil in a pipe or file.
  package let out: Size?
  /// The screen behind standard error; nil in a pipe or file.
  package let err: Size?
  /// Whether the terminal understands no control sequences: no progress, no colour.
  package let isDumb: Bool

  package init(out: Size?, err: Size?, isDumb: Bool = false) {
    self.out = out
    self.err = err
    self.isDumb = isDumb
  }

  /// Whether `TERM` is `dumb` or missing.
  package static func isDumb(_ environment: (String) -> String?) -> Bool {
    let kind = environment("TERM") ?? ""
    return kind.isEmpty || kind == "dumb"
  }

  /// The size that the terminal tells, else `COLUMNS` and `LINES`, else 80 by 24.
  /// - Parameter told: the terminal's own answer, which is zero where it does not know.
  package static func size(told: Size?, environment: (String) -> String?) -> Size {
    func choose(_ told: Int?, _ variable: String, _ fallback: Int) -> Int {
      if let told, told > 0 { return told }
      if let value = environment(variable).flatMap({ Int($0) }), value > 0 { return value }
      return fallback
    }
    return Size(
      columns: choose(told?.columns, "COLUMNS", 80), lines: choose(told?.lines, "LINES", 24))
  }
}

extension Terminal {
  /// The terminal of this process.
  package static func current(environment: (String) -> String? = Terminal.environment) -> Terminal {
    Terminal(
      out: size(ofDescriptor: STDOUT_FILENO, environment), err: size(ofDescriptor: STDERR_FILENO, environment),
      isDumb: isDumb(environment))
  }

  /// Looks up a variable of this process's environment.
  package static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  private static func size(ofDescriptor descriptor: Int32, _ environment: (String) -> String?) -> Size? {
    guard isatty(descriptor) == 1 else { return nil }
    var told = winsize()
    let answered = ioctl(descriptor, UInt(TIOCGWINSZ), &told) == 0
    return size(
      told: answered ? Size(columns: Int(told.ws_col), lines: Int(told.ws_row)) : nil, environment: environment)
  }
}
