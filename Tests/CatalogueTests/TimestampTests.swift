import Catalogue
import Testing

struct TimestampTests {
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00Z"), (999, "1970-01-01T00:00:00Z"), (1000, "1970-01-01T00:00:01Z"),
      (59_999, "1970-01-01T00:00:59Z"), (60_000, "1970-01-01T00:01:00Z"), (3_599_999, "1970-01-01T00:59:59Z"),
      (86_399_999, "1970-01-01T23:59:59Z"), (86_400_000, "1970-01-02T00:00:00Z"),
      (951_782_399_000, "2000-02-28T23:59:59Z"), (951_782_400_000, "2000-02-29T00:00:00Z"),
      (951_868_800_000, "2000-03-01T00:00:00Z"), (978_220_800_000, "2000-12-31T00:00:00Z"),
      (1_000_000_000_000, "2001-09-09T01:46:40Z"), (1_077_926_399_000, "2004-02-27T23:59:59Z"),
      (1_078_012_800_000, "2004-02-29T00:00:00Z"), (1_709_164_800_000, "2024-02-29T00:00:00Z"),
      (1_740_787_199_000, "2025-02-28T23:59:59Z"), (1_740_787_200_000, "2025-03-01T00:00:00Z"),
      (1_795_359_845_123, "2026-11-22T15:04:05Z"), (2_147_483_647_000, "2038-01-19T03:14:07Z"),
      (4_107_542_399_000, "2100-02-28T23:59:59Z"), (4_107_542_400_000, "2100-03-01T00:00:00Z"),
      (253_402_300_799_999, "9999-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func `a moment is written in UTC to the second`(milliseconds: Int64, written: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == written)
  }

  @Test(
    arguments: [
      (-1, "1969-12-31T23:59:59Z"), (-1000, "1969-12-31T23:59:59Z"), (-1001, "1969-12-31T23:59:58Z"),
      (-86_400_000, "1969-12-31T00:00:00Z"), (-86_400_001, "1969-12-30T23:59:59Z"),
      (-58_060_800_000, "1968-02-29T00:00:00Z"), (-2_203_977_600_000, "1900-02-28T00:00:00Z"),
      (-2_203_891_200_000, "1900-03-01T00:00:00Z"), (-11_644_473_600_000, "1601-01-01T00:00:00Z"),
    ] as [(Int64, String)])
  func `a moment before 1970 counts down through the calendar`(milliseconds: Int64, written: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == written)
  }

  /// The civil calendar by counting, as a reference for the arithmetic.
  @Test func `every day of eight centuries follows the one before`() {
    let lengths: [Int64] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    func padded(_ number: Int64, _ width: Int) -> String {
      String(repeating: "0", count: max(0, width - String(number).count)) + String(number)
    }
    var day: Int64 = -135_140  // 1600-01-01
    for year in Int64(1600)...2400 {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for month in 1...12 {
        for date in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
          let written = "\(padded(year, 4))-\(padded(Int64(month), 2))-\(padded(date, 2))T00:00:00Z"
          let found = Timestamp(milliseconds: day * 86_400_000).description
          guard found == written else {
            Issue.record("day \(day): \(found), not \(written)")
            return
          }
          day += 1
        }
      }
    }
    #expect(day == 157_420, "2401-01-01")
  }

  @Test(
    arguments: [
      (-62_135_596_800_000, "0001-01-01T00:00:00Z"), (-30_610_224_001_000, "0999-12-31T23:59:59Z"),
    ] as [(Int64, String)])
  func `years have four digits`(milliseconds: Int64, written: String) {
    #expect(Timestamp(milliseconds: milliseconds).description == written)
  }

  @Test(arguments: [Int64.max, Int64.min, Int64.min + 998, Int64.min + 999])
  func `no moment that a file can hold is beyond writing`(milliseconds: Int64) {
    let written = Timestamp(milliseconds: milliseconds).description
    #expect(written.hasSuffix("Z") && written.contains("T"))
  }

  @Test func `moments are in the order of time`() {
    let moments = [Int64.min, -1, 0, 1, Int64.max].map { Timestamp(milliseconds: $0) }
    #expect(moments.shuffled().sorted() == moments)
  }
}
