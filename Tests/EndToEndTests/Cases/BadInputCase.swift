import Foundation
import TestSupport
import Testing

/// One wrong command and everything that comes of it, as a `.case` file holds it:
///
///     == what the case shows
///     given strategy            a catalogue with payments/production@1 (or: catalogue, an empty one)
///     run template list         a command to prepare with, which succeeds
///     file NAME                 a file; its lines follow, indented, after a bar
///       |text                   (a backslash instead of the bar for a last line without its end)
///     folder NAME
///     link NAME TARGET
///     patch NAME OFFSET BYTES   overwrites bytes of a file
///     input                     standard input; its lines follow
///     $ VAR=value command…      the command line
///     out|text                  recorded: standard output
///     err|text                  recorded: standard error
///     changed NAME              recorded: a file that the command made, changed or took away
///     exit 1                    recorded
struct BadInputCase: Sendable, CustomTestStringConvertible {
  let file: String
  let title: String
  let preparation: [Step]
  let command: String
  let recorded: [String]
  /// The lines above the recorded ones.
  let source: [String]

  enum Step: Sendable {
    case given(String)
    case run(String)
    case file(String, [UInt8])
    case folder(String)
    case link(String, String)
    case patch(String, Int, [UInt8])
    case input([UInt8])
  }

  var testDescription: String { "\(file): \(title)" }

  init(file: String, lines: [String]) throws {
    var lines = lines[...]
    let title = lines.popFirst() ?? ""
    var (steps, source): ([Step], [String]) = ([], [title])
    while let line = lines.first, !line.hasPrefix("$ ") {
      lines.removeFirst()
      let block = lines.prefix { $0.hasPrefix("  |") || $0.hasPrefix("  \\") }
      lines = lines.dropFirst(block.count)
      steps.append(try Step(line, block: Array(block)))
      source += [line] + block
    }
    let command = try #require(lines.first, "'\(title)' has no line with '$'")
    self.file = file
    self.title = String(title.dropFirst(3))
    self.preparation = steps
    self.command = String(command.dropFirst(2))
    self.recorded = lines.dropFirst().filter { !$0.isEmpty }
    self.source = source + [command]
  }
}

extension BadInputCase.Step {
  init(_ line: String, block: [String]) throws {
    let words = line.split(separator: " ", maxSplits: 3).map(String.init)
    let rest = line.split(separator: " ", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    let text = block.flatMap { (line: String) -> [UInt8] in
      Marked.bytes(String(line.dropFirst(3))) + (line.hasPrefix("  |") ? [0x0A] : [])
    }
    switch (words.first, words.count) {
    case ("given", 2): self = .given(rest)
    case ("run", _): self = .run(rest)
    case ("file", 2): self = .file(rest, text)
    case ("folder", 2): self = .folder(rest)
    case ("link", 3): self = .link(words[1], words[2])
    case ("patch", 4): self = .patch(words[1], try #require(Int(words[2])), Marked.bytes(words[3]))
    case ("input", 1): self = .input(text)
    default: throw BadInputFile.Unreadable(line: line)
    }
  }
}
