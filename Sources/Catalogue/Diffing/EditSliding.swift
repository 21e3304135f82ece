/// Moves changes to where a reader expects them.
///
/// Lines that were only added, or only removed, can often stand a little further up or down and make the same text: of
/// `a b` that became `a b a b`, the first two lines may be the new ones, the last two, or `b a` between them. Changes
/// that can be moved together become one; others begin and end where a section does: at little indentation, behind a
/// blank line.
enum EditSliding {
  /// How far one change is moved at most, so that long texts of few different lines take no long time.
  private static let reach = 400

  static func slid(_ edits: [LineDiff.Edit], _ old: TextLines, _ new: TextLines) -> [LineDiff.Edit] {
    var rest = Array(edits.reversed())
    var done: [LineDiff.Edit] = []
    while let edit = rest.popLast() {
      guard edit.old.isEmpty || edit.new.isEmpty else {
        done.append(edit)
        continue
      }
      let (lines, range) = edit.new.isEmpty ? (old, edit.old) : (new, edit.new)
      let above = edit.old.lowerBound - (done.last?.old.upperBound ?? 0)
      let up = stepsUp(range, in: lines, atMost: above)
      if let last = done.last, up == above {
        done.removeLast()
        rest.append(last.joined(with: edit.moved(by: -up)))
        continue
      }
      let below = (rest.last?.old.lowerBound ?? old.count) - edit.old.upperBound
      let down = stepsDown(range, in: lines, atMost: below)
      if let next = rest.last, down == below {
        rest[rest.count - 1] = edit.moved(by: down).joined(with: next)
        continue
      }
      done.append(edit.moved(by: best(of: -up...down, for: range, in: lines)))
    }
    return done
  }

  private static func stepsUp(_ range: Range<Int>, in lines: TextLines, atMost limit: Int) -> Int {
    var steps = 0
    while steps < min(limit, reach),
      lines.line(range.lowerBound - 1 - steps, equals: range.upperBound - 1 - steps, of: lines)
    {
      steps += 1
    }
    return steps
  }

  private static func stepsDown(_ range: Range<Int>, in lines: TextLines, atMost limit: Int) -> Int {
    var steps = 0
    while steps < min(limit, reach), lines.line(range.lowerBound + steps, equals: range.upperBound + steps, of: lines) {
      steps += 1
    }
    return steps
  }

  // MARK: The best place

  /// Of places as good as each other the last, where a reader of the text would have added something.
  private static func best(of steps: ClosedRange<Int>, for range: Range<Int>, in lines: TextLines) -> Int {
    if steps.count == 1 { return steps.lowerBound }
    var best = (step: 0, cost: Int.max)
    for step in steps {
      let cost =
        costOfParting(at: range.lowerBound + step, in: lines) + costOfParting(at: range.upperBound + step, in: lines)
      if cost <= best.cost { best = (step, cost) }
    }
    return best.step
  }

  /// How much belongs together that a change which begins or ends before this line takes apart.
  private static func costOfParting(at line: Int, in lines: TextLines) -> Int {
    guard line > 0, line < lines.count else { return 0 }
    let here = Shape(lines, line)
    // What follows blank lines says how deep the place is; the blank lines themselves belong to what is above.
    guard !here.isBlank else { return costOfBlank + Shape(lines, min(line + 1, lines.count - 1)).indentation * 4 }
    var cost = here.indentation * 4
    if here.isClosing { cost += 6 }
    if here.isOpening { cost -= 1 }
    if Shape(lines, line - 1).isBlank { cost -= 2 }
    return cost
  }

  private static let costOfBlank = 3

  /// What a line looks like to one who skims the text.
  private struct Shape {
    let indentation: Int
    let isBlank: Bool
    /// Whether it is a bracket or a fence that ends what stands above.
    let isClosing: Bool
    /// Whether it is a heading, a comment, or the begin of a YAML document.
    let isOpening: Bool

    init(_ lines: TextLines, _ line: Int) {
      let bytes = lines.bytes[lines.range(line)]
      let content = bytes.drop { $0 <= 0x20 }
      indentation = content.startIndex - bytes.startIndex
      isBlank = content.isEmpty
      isClosing = content.first.map { [UInt8]("}])".utf8).contains($0) } ?? false
      isOpening = content.first == UInt8(ascii: "#") || content.starts(with: "---".utf8)
    }
  }
}

extension LineDiff.Edit {
  fileprivate func moved(by steps: Int) -> LineDiff.Edit {
    LineDiff.Edit(
      old: old.lowerBound + steps..<old.upperBound + steps, new: new.lowerBound + steps..<new.upperBound + steps)
  }

  fileprivate func joined(with next: LineDiff.Edit) -> LineDiff.Edit {
    LineDiff.Edit(old: old.lowerBound..<next.old.upperBound, new: new.lowerBound..<next.new.upperBound)
  }
}
