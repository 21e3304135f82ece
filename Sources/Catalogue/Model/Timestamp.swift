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
    let date = Timestamp.numbers(parts[0], separator: "-", widths: [4, 2, 2])
    guard parts.count <= 2, let date, (1...12).contains(date[1]), date[2] >= 1 else { throw .badDate(text) }
    let day = Timestamp.day(ofDate: date[0], date[1], date[2])
    let round = Timestamp.date(ofDay: day)
    guard round == (date[0], date[1], date[2]) else { throw .badDate(text) }
    guard parts.count == 2 else {
      milliseconds = (day + 1) * 86_400_000 - 1
      return
    }
    guard parts[1].hasSuffix("Z"),
      let time = Timestamp.numbers(parts[1].dropLast(), separator: ":", widths: [2, 2, 2]),
      time[0] < 24, time[1] < 60, time[2] < 60
    else { throw .badDate(text) }
    // The whole second is meant, as times are shown.
    milliseconds = day * 86_400_000 + (time[0] * 3600 + time[1] * 60 + time[2]) * 1000 + 999
  }

  private static func numbers(_ text: Substring, separator: Character, widths: [Int]) -> [Int64]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == widths.count else { return nil }
    var numbers: [Int64] = []
    for (part, width) in zip(parts, widths) {
      guard part.utf8.count == width, part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(part)
      else { return nil }
      numbers.append(number)
    }
    return numbers
  }

  /// The inverse of ``date(ofDay:)``.
  private static func day(ofDate year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

extension Timestamp: CustomStringConvertible {
  /// ISO 8601 in UTC, to the second: `2026-11-22T15:04:05Z`.
  package var description: String {
    let seconds = milliseconds / 1000 - (milliseconds % 1000 < 0 ? 1 : 0)
    let day = seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    let second = seconds - day * 86_400
    let (year, month, dayOfMonth) = Timestamp.date(ofDay: day)
    let time = [second / 3600, second / 60 % 60, second % 60].map(Timestamp.twoDigits).joined(separator: ":")
    let zeros = String(repeating: "0", count: (0..<1000).contains(year) ? 4 - String(year).count : 0)
    return "\(zeros)\(year)-\(Timestamp.twoDigits(month))-\(Timestamp.twoDigits(dayOfMonth))T\(time)Z"
  }

  private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The proleptic Gregorian date of a day counted from 1970-01-01, by the arithmetic of 400-year eras that start
  /// on 1 March (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
  private static func date(ofDay day: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}
