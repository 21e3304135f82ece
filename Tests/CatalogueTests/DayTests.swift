import Testing

@testable import Catalogue

struct DayTests {
  @Test(arguments: ["1970-01-01", "2028-02-29", "2027-12-31", "9999-12-31", "0001-01-01", "2000-02-29"])
  func `a day is written as it is read`(_ text: String) throws {
    #expect(try Day(parsing: text).description == text)
  }

  @Test(arguments: [
    "", "2027", "2027-1-31", "2027-02-29", "2100-02-29", "2027-13-01", "2027-00-10", "2027-01-00", "2027-01-32",
    "2027-01-31T00:00:00Z", " 2027-01-31", "+027-01-31", "٢٠٢٧-01-31", "2027/01/31", "tomorrow", "20270131",
  ])
  func `what is no day of the calendar is refused`(_ text: String) {
    #expect(throws: CatalogueError.badDay(text)) { try Day(parsing: text) }
  }

  @Test(
    arguments: [
      (0, "1970-01-01"), (86_399_999, "1970-01-01"), (86_400_000, "1970-01-02"), (-1, "1969-12-31"),
      (1_795_359_845_123, "2026-11-22"),
    ] as [(Int64, String)])
  func `a moment is in a day`(_ milliseconds: Int64, _ day: String) {
    #expect(Timestamp(milliseconds: milliseconds).day.description == day)
  }

  @Test(arguments: [("2026-11-22", "2036-11-22"), ("2028-02-29", "2038-03-01"), ("2030-12-31", "2040-12-31")])
  func `ten years on it is the same date`(_ day: String, _ later: String) throws {
    #expect(try Day(parsing: day).adding(years: 10).description == later)
  }

  @Test(arguments: [Int64.max, Int64.min]) func `no moment is without a day`(_ milliseconds: Int64) {
    #expect(
      Timestamp(milliseconds: milliseconds).description.hasPrefix(Timestamp(milliseconds: milliseconds).day.description)
    )
  }
}
