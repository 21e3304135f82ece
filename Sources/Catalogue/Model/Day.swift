/// A day of the calendar, in UTC.
package struct Day: Hashable, Comparable, Sendable {
  /// Counted from 1970-01-01.
  package let number: Int64

  init(number: Int64) {
    self.number = number
  }

  /// As in `2027-01-31`.
  /// - Throws: ``CatalogueError/badDay(_:)``.
  package init(parsing text: String) throws(CatalogueError) {
    guard let day = Day(text) else { throw .badDay(text) }
    self = day
  }

  /// - Returns: nil where the text is anything but `YYYY-MM-DD`, or no day of the calendar.
  package init?(_ text: some StringProtocol) {
    guard let date = Day.numbers(text, separator: "-", widths: [4, 2, 2]), (1...12).contains(date[1]), date[2] >= 1
    else { return nil }
    number = Day.number(ofDate: date[0], date[1], date[2])
    guard self.date == (date[0], date[1], date[2]) else { return nil }
  }

  package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

  /// The same date in another year; 1 March for a 29 February that it does not have.
  func adding(years: Int64) -> Day {
    let date = date
    return Day(number: Day.number(ofDate: date.year + years, date.month, date.day))
  }

  /// Numbers of so many digits each.
  static func numbers(_ text: some StringProtocol, separator: Character, widths: [Int]) -> [Int64]? {
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

  /// The inverse of ``date``.
  private static func number(ofDate year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The proleptic Gregorian date, by the arithmetic of 400-year eras that start on 1 March (Howard Hinnant,
  /// "chrono-Compatible Low-Level Date Algorithms").
  private var date: (year: Int64, month: Int64, day: Int64) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }
}

extension Day: CustomStringConvertible {
  /// `2027-01-31`
  package var description: String {
    let (year, month, day) = date
    let zeros = String(repeating: "0", count: (0..<1000).contains(year) ? 4 - String(year).count : 0)
    return "\(zeros)\(year)-\(Day.twoDigits(month))-\(Day.twoDigits(day))"
  }

  static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
