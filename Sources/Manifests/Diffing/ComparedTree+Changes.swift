extension ComparedTree {
  /// The nodes from one to before another that stand side by side.
  func siblings(from start: Int, to end: Int) -> [Int] {
    var siblings: [Int] = []
    var node = start
    while node < end {
      siblings.append(node)
      node = nodes[node].end
    }
    return siblings
  }

  func type(of setting: Int) -> SettingType? { setting >= 0 ? settings[setting].value.type : nil }

  /// The setting of a node that is a scalar, opened or not.
  func text(of node: Int) -> Int? {
    let leaf = nodes[node].leaf
    return leaf >= 0 && type(of: leaf) != .map && type(of: leaf) != .list ? leaf : nil
  }

  /// A setting that is only on this side.
  func change(_ index: Int, as kind: SettingChange.Kind) -> SettingChange {
    let setting = settings[index]
    let isNew = kind == .added
    return SettingChange(
      kind: kind, path: setting.path.text, old: isNew ? nil : setting.value, new: isNew ? setting.value : nil,
      oldLine: isNew ? nil : line(of: index), newLine: isNew ? line(of: index) : nil)
  }

  /// Some items, as a reader would call them: `[a, b]`.
  func enumeration(_ items: [Int]) -> SettingValue {
    var text = "["
    for (place, item) in items.enumerated() {
      if place > 0 { text += ", " }
      if text.utf8.count > 400 {
        text += "…"
        break
      }
      text += name(of: item)
    }
    return SettingValue(type: .list, text: text + "]")
  }

  private func name(of item: Int) -> String {
    if case .leaf(let setting) = content(of: item), setting >= 0 {
      return String(settings[setting].value.text.prefix(80))
    }
    return ItemKey.usual.lazy.compactMap { $0.text(of: item, in: self) }.first.map { text in
      text.split(separator: "\u{0}").joined(separator: "/")
    } ?? String(nodes[item].item)
  }
}
