/// A moment: milliseconds since 1970 began, UTC.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }
}

extension Timestamp {
  /// A date, which means its end, or a moment: `2026-11-22`, `2026-11-22T15:04:05Z`. In UTC.
  /// - Throws: ``CatalogueError/badDate(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count <= 2, let day = Day(parts[0])?.number else { throw .badDate(text) }
    guard parts.count == 2 else {
      milliseconds = (day + 1) * 86_400_000 - 1
      return
    }
    guard parts[1].hasSuffix("Z"),
      let time = Day.numbers(parts[1].dropLast(), separator: ":", widths: [2, 2, 2]),
      time[0] < 24, time[1] < 60, time[2] < 60
    else { throw .badDate(text) }
    // The whole second is meant, as times are shown.
    milliseconds = day * 86_400_000 + (time[0] * 3600 + time[1] * 60 + time[2]) * 1000 + 999
  }

  /// The day that it is in.
  package var day: Day { Day(number: secondAndDay.day) }
}

extension Timestamp: CustomStringConvertible {
  /// ISO 8601 in UTC, to the second: `2026-11-22T15:04:05Z`.
  package var description: String {
    let (second, day) = secondAndDay
    let time = [second / 3600, second / 60 % 60, second % 60].map(Day.twoDigits).joined(separator: ":")
    return "\(Day(number: day))T\(time)Z"
  }

  /// The second of the day, and the day counted from 1970-01-01.
  private var secondAndDay: (second: Int64, day: Int64) {
    let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
    let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    return (seconds - day * 86_400, day)
  }
}
