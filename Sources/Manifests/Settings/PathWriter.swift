/// The path of the place that a walk has reached, as bytes that grow and shrink with it.
struct PathWriter {
  /// Where a path ended.
  struct Mark {
    fileprivate let text: Int
    fileprivate let positions: Int
  }

  private var text: [UInt8] = []
  private var positions: [Int] = []

  var count: Int { text.count }
  var path: SettingPath { SettingPath(written: String(decoding: text, as: UTF8.self), positions: positions) }

  private var mark: Mark { Mark(text: text.count, positions: positions.count) }

  mutating func push(key: String) -> Mark {
    let mark = mark
    if !text.isEmpty { text.append(UInt8(ascii: ".")) }
    let start = text.count
    text.append(contentsOf: key.utf8)
    if start == text.count || !text[start...].allSatisfy(SettingPath.isPlain) {
      text.removeLast(text.count - mark.text)
      text.append(UInt8(ascii: "["))
      QuotedText.write(key, into: &text)
      text.append(UInt8(ascii: "]"))
    }
    return mark
  }

  mutating func push(item: Int, name: String?) -> Mark {
    let mark = mark
    text.append(UInt8(ascii: "["))
    if let name { text.append(contentsOf: name.utf8) } else { text.append(contentsOf: String(item).utf8) }
    text.append(UInt8(ascii: "]"))
    positions.append(item)
    return mark
  }

  mutating func pop(to mark: Mark) {
    text.removeLast(text.count - mark.text)
    positions.removeLast(positions.count - mark.positions)
  }
}
